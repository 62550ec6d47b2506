// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/secretstore.h"

#include "backends/secrets/keyring.h"
#include "backends/secrets/secretfile.h"

#include <QRegularExpression>

namespace opsdeck {

namespace {

QByteArray variableFor(const QString &name)
{
    QByteArray variable = "OPSDECK_SECRET_";
    for (const QChar c : name.toUpper())
        variable += (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ? c.toLatin1() : '_';
    return variable;
}

Error missing(const QString &name, const QString &file, const QString &keyring)
{
    const QString places
        = QStringLiteral("No secret of this name. Looked for the environment variable %1, the file %2 "
                         "(mode 0600), and the key \"%3\" of service \"opsdeck\" in the system keyring (%4).");
    const QString words = places.arg(QString::fromLatin1(variableFor(name)), file, name, keyring);
    return {Error::Kind::Usage, name, words.left(Error::MaxDetail), 0, {}};
}

Result<QString> fromVariable(const QString &variable)
{
    const QString value = qEnvironmentVariable(variable.toLocal8Bit().constData());
    if (value.isEmpty())
        return failure(Error::Kind::Usage, variable, QStringLiteral("This environment variable is not set."));
    return value;
}

Result<QString> fromNamedFile(const QString &path)
{
    if (!path.startsWith(u'/'))
        return failure(Error::Kind::Usage, path, QStringLiteral("The path of a secret has to be absolute."));
    const auto value = readSecretFile(path);
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return failure(Error::Kind::Usage, path, QStringLiteral("There is no such file."));
    return **value;
}

} // namespace

SecretStore::SecretStore(QString configFolder, Redaction redaction)
    : m_configFolder(std::move(configFolder))
    , m_redaction(std::move(redaction))
{ }

QCoro::Task<Result<QString>> SecretStore::value(QString name, std::stop_token stop)
{
    if (name.isEmpty())
        co_return QString();
    auto found = co_await lookUp(name, stop);
    if (found)
        m_redaction.learn(*found);
    co_return found;
}

void SecretStore::lend(const QString &name, const QString &value)
{
    if (!name.isEmpty() && !value.isEmpty())
        m_lent.insert(name, value);
}

QCoro::Task<Result<QString>> SecretStore::lookUp(QString name, std::stop_token stop)
{
    if (const auto lent = m_lent.constFind(name); lent != m_lent.cend())
        co_return QString(*lent);
    if (name.startsWith(QStringLiteral("env:")))
        co_return fromVariable(name.mid(4));
    if (name.startsWith(QStringLiteral("file:")))
        co_return fromNamedFile(name.mid(5));
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9_][A-Za-z0-9_.@-]{0,127}\\z"));
    if (!form.match(name).hasMatch())
        co_return failure(Error::Kind::Usage, name,
            QStringLiteral("The name of a secret consists of letters, digits, dots, @, - and _."));

    if (const QString value = qEnvironmentVariable(variableFor(name).constData()); !value.isEmpty())
        co_return value;
    const QString file = m_configFolder + QStringLiteral("/secrets/") + name;
    const auto kept = readSecretFile(file);
    if (!kept)
        co_return tl::unexpected(kept.error());
    if (*kept)
        co_return **kept;
    const auto answer = co_await readKeyring(name, stop);
    if (answer || answer.error().kind == Error::Kind::Cancelled)
        co_return answer;
    co_return tl::unexpected(missing(name, file, answer.error().detail));
}

} // namespace opsdeck

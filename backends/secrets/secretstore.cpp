// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/secretstore.h"

#include "backends/async/completion.h"
#include "backends/secrets/secretfile.h"

#include <QRegularExpression>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace opsdeck {

namespace {

// A locked keyring asks a person to open it.
constexpr std::chrono::seconds KeyringPatience{60};

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

/// What the keyring holds; kind NotFound with its own words where it holds nothing or cannot be asked.
QCoro::Task<Result<QString>> fromKeyring(QString name, std::stop_token stop)
{
    Completion<QString> done(stop);
    auto *job = new QKeychain::ReadPasswordJob(QStringLiteral("opsdeck")); // deletes itself when it has finished
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job, [done](QKeychain::Job *ended) {
        if (ended->error() == QKeychain::NoError)
            done.finish(static_cast<QKeychain::ReadPasswordJob *>(ended)->textData());
        else
            done.finish(failure(Error::Kind::NotFound, {}, ended->errorString()));
    });
    QTimer patience;
    QObject::connect(&patience, &QTimer::timeout, &patience,
        [done] { done.finish(failure(Error::Kind::NotFound, {}, QStringLiteral("no answer"))); });
    patience.start(KeyringPatience);
    job->start();
    co_return co_await done;
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
    const auto answer = co_await fromKeyring(name, stop);
    if (answer || answer.error().kind == Error::Kind::Cancelled)
        co_return answer;
    co_return tl::unexpected(missing(name, file, answer.error().detail));
}

} // namespace opsdeck

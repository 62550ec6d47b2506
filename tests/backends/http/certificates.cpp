// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/http/certificates.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QStandardPaths>

namespace opsdeck::testing {

namespace {

QString program()
{
    return QStandardPaths::findExecutable(QStringLiteral("openssl"));
}

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ');
}

} // namespace

Certificates::Certificates()
{
    if (program().isEmpty())
        return;
    m_isUsable = true;
    write(QStringLiteral("ca.conf"),
        QStringLiteral(
            "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\n"
            "policy=any\nunique_subject=no\n[any]\ncommonName=supplied\n"));
    write(QStringLiteral("index.txt"), {});
    const QStringList newKey = words("-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes");
    run(words("req -x509 -days 3 -keyout ca.key -out ca.pem -subj") + QStringList{QStringLiteral("/CN=Opsdeck test")}
        + newKey);
    run(words("req -new -keyout leaf.key -out leaf.csr -subj /CN=leaf.example") + newKey);
}

QString Certificates::make(const Wanted &wanted)
{
    const QString time = QStringLiteral("yyyyMMddHHmmss'Z'");
    const QString file = wanted.name + QStringLiteral(".pem");
    write(wanted.name + QStringLiteral(".ext"), wanted.extensions + u'\n');
    QStringList arguments = words("ca -batch -notext -rand_serial -config ca.conf -in leaf.csr");
    arguments += {QStringLiteral("-subj"), QStringLiteral("/CN=") + wanted.name, QStringLiteral("-out"), file,
        QStringLiteral("-extfile"), wanted.name + QStringLiteral(".ext"), QStringLiteral("-startdate"),
        wanted.from.toString(time), QStringLiteral("-enddate"), wanted.until.toString(time)};
    if (wanted.issuer == u"self")
        arguments += words("-selfsign -keyfile leaf.key");
    else if (wanted.issuer == u"ca")
        arguments += words("-cert ca.pem -keyfile ca.key");
    else
        arguments += {QStringLiteral("-cert"), wanted.issuer + QStringLiteral(".pem"), QStringLiteral("-keyfile"),
            QStringLiteral("leaf.key")};
    run(arguments);
    return path(file);
}

QSslConfiguration Certificates::server(const QString &certificate) const
{
    QFile keyFile(key());
    if (!keyFile.open(QIODevice::ReadOnly))
        qFatal("No key");
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

void Certificates::run(const QStringList &arguments) const
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(program(), arguments);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl: %s", openssl.readAllStandardError().constData());
}

void Certificates::write(const QString &name, const QString &text) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("Cannot write %s", qPrintable(name));
}

} // namespace opsdeck::testing

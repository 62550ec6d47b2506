// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QTemporaryDir>

namespace opsdeck::testing {

/// A certificate authority of a test's own and what it signs, made at run time by the openssl program, in a folder that
/// goes with it.
class Certificates
{
public:
    struct Wanted
    {
        QString name; ///< its subject, and of its file, name.pem; the key is the same for all
        QString extensions = QStringLiteral("subjectAltName=IP:127.0.0.1"); ///< lines
        QDateTime from = QDateTime::currentDateTimeUtc().addDays(-1);
        QDateTime until = QDateTime::currentDateTimeUtc().addDays(1);
        QString issuer = QStringLiteral("ca"); ///< a name; "self" = signed by itself
    };

    /// False where there is no openssl program.
    bool isUsable() const { return m_isUsable; }
    Certificates();

    /// The file of the certificate; fails the program if openssl refuses.
    QString make(const Wanted &wanted);
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString authority() const { return path(QStringLiteral("ca.pem")); }
    QString key() const { return path(QStringLiteral("leaf.key")); }
    /// For a server that shows this certificate.
    QSslConfiguration server(const QString &certificate) const;

private:
    void run(const QStringList &arguments) const;
    void write(const QString &name, const QString &text) const;

    QTemporaryDir m_folder;
    bool m_isUsable = false;
};

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/stack/process.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace opsdeck::testing {

/// A real Zabbix on loopback: PostgreSQL, the server, and the frontend in PHP's own web server, all of it in a folder
/// that goes with it. Without the vendor's templates, whose import would take longer than the rest.
class RealZabbix
{
public:
    static bool available(QString *why);

    RealZabbix();

    bool start(); ///< ready when it answers true
    QString url() const; ///< of the frontend
    QByteArray log() const;

    QString user() const { return QStringLiteral("Admin"); }
    QString password() const { return QStringLiteral("zabbix"); }
    /// As that user, past Opsdeck. The whole answer.
    QJsonObject call(const QString &method, const QJsonValue &parameters);
    /// The first id in what a method answers that made something.
    QString make(const QString &method, const QJsonObject &parameters);
    /// How many have logged in and not out again.
    int sessions() const;
    /// Sends a value as zabbix_sender does. False where the server does not take it, e.g. not yet.
    bool send(const QString &host, const QString &key, const QString &value) const;

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    bool startDatabase();
    bool fillDatabase() const;
    bool startServer();
    bool startFrontend();
    Ran sql(const QByteArray &statements, const QString &database) const;

    QTemporaryDir m_folder;
    quint16 m_trapper = 0;
    quint16 m_web = 0;
    QString m_session;
    Child m_database;
    Child m_server;
    Child m_frontend;
};

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/zabbix/dialect.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>

namespace opsdeck::zabbix {

// Answers of Zabbix' JSON-RPC: bytes in, values out. Everything comes as strings there. What the server says against a
// request, with HTTP 200, is an error with its own words; anything else that is no answer is BadAnswer.

/// What Zabbix calls an acknowledge: an update of an event, by whom and with which words.
struct Update
{
    qint64 user = 0;
    int action = 0; ///< bits
    QString message;
    QDateTime at;
};

struct Suppression
{
    qint64 maintenance = 0; ///< 0 = by hand
    QDateTime until; ///< invalid = no end
};

struct Problem
{
    qint64 event = 0;
    qint64 trigger = 0;
    qint64 cause = 0; ///< the event that it is a symptom of; 0 = none
    QDateTime at;
    bool recovered = false;
    bool acknowledged = false;
    bool suppressed = false;
    qint64 severity = 0; ///< 0…5, or what a newer version has added
    QString name;
    QString opdata;
    QList<std::pair<QString, QString>> tags; ///< names may repeat
    QList<std::pair<QString, QString>> urls; ///< name, address
    QList<Update> updates;
    QList<Suppression> suppressions;
};

struct Trigger
{
    struct Host
    {
        QString technical;
        QString visible;
    };

    qint64 id = 0;
    bool severalProblems = false; ///< may have more than one at a time
    QString expression;
    QString comments;
    QString url;
    QList<Host> hosts;
    QStringList groups;
    QStringList failedDependencies; ///< triggers that it depends on and that are in trouble themselves
};

/// A host as a maintenance chooses among them.
struct Host
{
    qint64 id = 0;
    QString technical;
    QString visible;
    QStringList groups;
};

struct Login
{
    QString session;
    qint64 user = 0;
};

/// Who we are there.
struct Account
{
    QString name;
    QString role;
    qint64 roleId = 0;
};

struct Token
{
    qint64 user = 0;
    QDateTime expires; ///< invalid = never
};

/// Nothing where it is an answer, or too long to be a refusal.
std::optional<Error> refusalIn(const QByteArray &body, const SourceId &source);

Result<QString> parseVersion(const QByteArray &body, const SourceId &source);
Result<Login> parseLogin(const QByteArray &body, const SourceId &source);
Result<QList<Problem>> parseProblems(const QByteArray &body, const SourceId &source);
Result<QHash<qint64, Trigger>> parseTriggers(const QByteArray &body, const SourceId &source);
/// Login names by id, under either name that versions give them.
Result<QHash<qint64, QString>> parseUsers(const QByteArray &body, const SourceId &source);
/// Names of maintenance periods by id.
Result<QHash<qint64, QString>> parseMaintenances(const QByteArray &body, const SourceId &source);
/// Also where a version calls their groups otherwise.
Result<QList<Host>> parseHosts(const QByteArray &body, const SourceId &source);
/// Of the one that was made.
Result<QString> parseMaintenanceId(const QByteArray &body, const SourceId &source);
/// The first of a list; NotFound where it is empty.
Result<Account> parseAccount(const QByteArray &body, const SourceId &source);
Result<Token> parseToken(const QByteArray &body, const SourceId &source);
/// What the first role of a list takes away from what the version can do.
Result<AlertActs> parseDeniedActs(const QByteArray &body, const SourceId &source);
/// True where the same role may not edit maintenance.
Result<bool> parseDeniesMaintenance(const QByteArray &body, const SourceId &source);

} // namespace opsdeck::zabbix

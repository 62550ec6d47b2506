// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

namespace opsdeck {

enum class Severity
{
    Critical,
    Warning,
    Info
};

/// Maps the words that monitoring systems use ("page", "high", "P1", "disaster", …); unknown words are Warning,
/// because an alert nobody classified must not hide.
Severity severityFromText(const QString &text);

enum class AlertState
{
    Firing,
    Pending,
    Suppressed,
    Resolved
};

using Labels = QMap<QString, QString>;

struct AlertKey
{
    SourceId source;
    QString fingerprint; ///< the source's own key, or a hash of the labels where it gives none

    bool operator==(const AlertKey &) const = default;
    friend size_t qHash(const AlertKey &k, size_t seed = 0) { return qHashMulti(seed, k.source, k.fingerprint); }
};

/// What somebody said about an alert where it was told.
struct AlertNote
{
    enum class Kind
    {
        Comment,
        Acknowledged,
        Unacknowledged,
        Closed
    };

    Kind kind = Kind::Comment;
    QString by; ///< as the source names them
    QString text;
    QDateTime at; ///< UTC

    bool operator==(const AlertNote &) const = default;
};

/// One alert as one source tells it. Times are UTC.
struct Alert
{
    AlertKey key; ///< the same whenever the same thing fires again
    QString occurrence; ///< the source's own id of this time, which a write names (Zabbix: event); empty = it has none
    Severity severity = Severity::Warning;
    QString severityText; ///< the source's own word
    AlertState state = AlertState::Firing;
    QString name;
    QString summary; ///< one line for people; empty where the source has none
    QString value; ///< current value where the source tells it
    QString threshold; ///< what the value is held against ("> 90"); empty where the source does not tell it
    bool acknowledged = false; ///< there
    QList<AlertNote> notes; ///< oldest first
    Labels labels;
    Labels annotations;
    QStringList silencedBy;
    QDateTime startsAt;
    QDateTime updatedAt;
    QString link; ///< generator or source page; http or https only, else empty

    bool operator==(const Alert &) const = default;
};

/// A stable fingerprint for sources that give none: SHA-256 of the sorted labels, first 16 hex digits.
QString fingerprintOf(const Labels &labels);

/// The text if it is an http or https address, else an empty string: links from servers are hostile.
QString safeLink(const QString &text);

struct Silence
{
    struct Matcher
    {
        QString name;
        QString value;
        bool isRegex = false;
        bool isEqual = true;

        bool operator==(const Matcher &) const = default;
    };

    SourceId source;
    QString id;
    QList<Matcher> matchers;
    QString state; ///< active, pending, expired
    QString createdBy;
    QString comment;
    QDateTime startsAt;
    QDateTime endsAt;

    bool operator==(const Silence &) const = default;
};

/// A recording or alerting rule of a metric source.
struct AlertRule
{
    SourceId source;
    QString group;
    QString name;
    QString query;
    QString health; ///< ok, err, unknown
    QString lastError;
    Labels labels;
    bool alerting = true;

    bool operator==(const AlertRule &) const = default;
};

} // namespace opsdeck

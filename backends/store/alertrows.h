// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/rowsql.h"

namespace opsdeck::store {

template <> struct Row<Alert>
{
    static constexpr RowKind kind = RowKind::Alerts;
    static constexpr const char *table = "alert";
    static constexpr Columns keys{"fingerprint"};
    static constexpr Columns values{"severity", "severity_text", "state", "name", "summary", "value", "labels",
        "annotations", "silenced_by", "starts_at", "updated_at", "link", "occurrence", "threshold", "acknowledged",
        "notes"};
    static auto fields(auto &a)
    {
        return std::tie(a.key.fingerprint, a.severity, a.severityText, a.state, a.name, a.summary, a.value, a.labels,
            a.annotations, a.silencedBy, a.startsAt, a.updatedAt, a.link, a.occurrence, a.threshold, a.acknowledged,
            a.notes);
    }
};

template <> struct Row<Silence>
{
    static constexpr RowKind kind = RowKind::Silences;
    static constexpr const char *table = "silence";
    static constexpr Columns keys{"id"};
    static constexpr Columns values{"matchers", "state", "created_by", "comment", "starts_at", "ends_at"};
    static auto fields(auto &s)
    {
        return std::tie(s.id, s.matchers, s.state, s.createdBy, s.comment, s.startsAt, s.endsAt);
    }
};

template <> struct Row<AlertRule>
{
    static constexpr RowKind kind = RowKind::Rules;
    static constexpr const char *table = "alert_rule";
    static constexpr Columns keys{"rule_group", "name", "query", "labels"};
    static constexpr Columns values{"health", "last_error", "alerting"};
    static auto fields(auto &r)
    {
        return std::tie(r.group, r.name, r.query, r.labels, r.health, r.lastError, r.alerting);
    }
};

template <> struct Row<Annotation>
{
    static constexpr RowKind kind = RowKind::Annotations;
    static constexpr const char *table = "annotation";
    static constexpr Columns keys{"id"};
    static constexpr Columns values{"text", "tags", "marked_by", "at", "until"};
    static auto fields(auto &a) { return std::tie(a.id, a.text, a.tags, a.by, a.at, a.until); }
};

QList<Alert> alertsOf(Database &db, const SourceId &source);
QMap<SourceId, QList<Alert>> alertsBySource(Database &db);
QList<Silence> silences(Database &db);
QList<AlertRule> rules(Database &db);
QList<Annotation> annotations(Database &db);

} // namespace opsdeck::store

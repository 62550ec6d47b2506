// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/retention.h"

#include <algorithm>

namespace opsdeck::store {

namespace {

constexpr int RowsScanned = 5'000;
constexpr int RowsSwept = 500;
constexpr qint64 MsADay = 24LL * 60 * 60 * 1000;

/// The last of the next `count` rows behind `rowid`; nothing at the end.
std::optional<qint64> nextRow(Database &db, const std::string &table, qint64 rowid, int count)
{
    Query query
        = db.query("SELECT max(rowid) FROM (SELECT rowid FROM " + table + " WHERE rowid > ? ORDER BY rowid LIMIT ?)");
    qint64 last = 0;
    if (!query.bind(rowid, count).next() || query.column(0).isNull())
        return std::nullopt;
    query.read(last);
    return last;
}

} // namespace

bool Retention::piece(Database &db, const QDateTime &now)
{
    while (m_rule < m_rules.size()) {
        const Rule &rule = m_rules.at(m_rule);
        if (rule.days > 0 && (m_isSweeping ? sweep(db, rule, now) : scan(db, rule)))
            return true;
        m_rowid = 0;
        if (rule.days > 0 && !std::exchange(m_isSweeping, !m_isSweeping))
            continue;
        m_isSweeping = false;
        m_newest = 0;
        ++m_rule;
    }
    m_rule = 0;
    return false;
}

bool Retention::scan(Database &db, const Rule &rule)
{
    if (m_rule == 0 && m_rowid == 0)
        m_deleted = 0;
    const auto upto = nextRow(db, rule.table, m_rowid, RowsScanned);
    if (!upto)
        return false;
    qint64 newest = 0;
    Query query
        = db.query("SELECT coalesce(max(" + rule.time + "), 0) FROM " + rule.table + " WHERE rowid > ? AND rowid <= ?");
    if (query.bind(m_rowid, *upto).next())
        query.read(newest);
    m_newest = std::max(m_newest, newest);
    m_rowid = *upto;
    return true;
}

bool Retention::sweep(Database &db, const Rule &rule, const QDateTime &now)
{
    const auto upto = nextRow(db, rule.table, m_rowid, RowsSwept);
    if (!upto)
        return false;
    const qint64 before = std::min(m_newest, now.toMSecsSinceEpoch()) - rule.days * MsADay;
    m_deleted += db.run(
        "DELETE FROM " + rule.table + " WHERE rowid > ? AND rowid <= ? AND " + rule.time + " < ? AND " + rule.condition,
        m_rowid, *upto, before);
    m_rowid = *upto;
    return true;
}

QList<Retention::Rule> cacheRules(const RetentionPolicy &policy)
{
    return {{"pipeline", "coalesce(updated_at, created_at)", "1", policy.historyDays},
        {"git_deployment", "coalesce(updated_at, created_at)", "1", policy.historyDays}};
}

QList<Retention::Rule> ledgerRules(const RetentionPolicy &policy)
{
    return {{"deploy_event", "at",
        "kind = 'output' AND EXISTS (SELECT 1 FROM deploy_event AS last WHERE last.run = deploy_event.run "
        "AND last.kind = 'end') AND run NOT IN (SELECT id FROM deploy_run ORDER BY started_at DESC, rowid DESC LIMIT "
        "50)",
        policy.outputDays}};
}

} // namespace opsdeck::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/alertrows.h"

namespace opsdeck::store {

QList<Alert> unresolvedAlerts(Database &db)
{
    static const std::string sql = select<Alert>("WHERE state <> ? ORDER BY source, fingerprint");
    return readAll<Alert>(db, sql, AlertState::Resolved);
}

QList<Silence> silences(Database &db)
{
    static const std::string sql = select<Silence>("ORDER BY source, id");
    return readAll<Silence>(db, sql);
}

QList<AlertRule> rules(Database &db)
{
    static const std::string sql = select<AlertRule>("ORDER BY source, rule_group, name, query, labels");
    return readAll<AlertRule>(db, sql);
}

} // namespace opsdeck::store

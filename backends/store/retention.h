// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/storereport.h"

namespace opsdeck::store {

/// Deletes old history in small pieces, a round after the other. "Old" is counted back from the newest time in the
/// table, or from now where that is earlier: neither a clock of ours nor of a server that runs wild empties a table.
class Retention
{
public:
    /// What goes with age: `time` of rows of `table`, where `condition` holds.
    struct Rule
    {
        std::string table;
        std::string time;
        std::string condition;
        int days = 0; ///< 0 = kept for ever
    };

    explicit Retention(QList<Rule> rules)
        : m_rules(std::move(rules))
    { }

    /// Does the next piece. False: this round is over, and the next call begins another.
    bool piece(Database &db, const QDateTime &now);
    /// How many rows this round has deleted.
    int deleted() const { return m_deleted; }

private:
    bool scan(Database &db, const Rule &rule);
    bool sweep(Database &db, const Rule &rule, const QDateTime &now);

    QList<Rule> m_rules;
    qsizetype m_rule = 0;
    bool m_isSweeping = false; ///< else it looks for the newest time
    qint64 m_rowid = 0; ///< up to here
    qint64 m_newest = 0;
    int m_deleted = 0;
};

QList<Retention::Rule> cacheRules(const RetentionPolicy &policy);
QList<Retention::Rule> ledgerRules(const RetentionPolicy &policy);

} // namespace opsdeck::store

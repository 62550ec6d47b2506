// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

#include <vector>

namespace opsdeck {

/// Which alerts follow from something that is down: a host, for what is placed on it, or a component, for what depends
/// on it. Says nothing of what began long before, belongs to another environment, or names another host.
class AlertSymptoms
{
public:
    /// Both outlive it.
    AlertSymptoms(const QList<SharedRow> &rows, const AlertWallInput &input);

    /// The row that the row follows from; -1 = none. A chain leads to its first cause, and never around.
    qsizetype causeOf(qsizetype row) const;

private:
    /// A critical alert that says that something is gone.
    struct Cause
    {
        qsizetype row = 0;
        HostId host; ///< empty = the component of the row
        QDateTime begins; ///< the earliest that a symptom may have begun; invalid = any
    };

    void readDependencies(const Catalog &catalog);
    void readHosts(const AlertWallInput &input);
    QList<Cause> causesAmong(const QList<SharedRow> &rows, const NoisePolicy &policy) const;
    void reach(const EntityId &component, int cause, int hops);
    HostId hostOf(const AlertRow &row) const;
    bool mayFollow(const AlertRow &row, const HostId &host, const Cause &cause) const;

    const QList<SharedRow> &m_rows;
    QHash<EntityId, QList<EntityId>> m_dependents;
    QHash<QString, HostId> m_hosts; ///< by name and address
    QHash<HostId, QList<EntityId>> m_placed;
    QList<Cause> m_causes; ///< what others may follow from first
    QHash<qsizetype, int> m_isCause; ///< row → its place among them
    QHash<EntityId, QList<int>> m_ofComponent; ///< causes that reach it
    QHash<HostId, QList<int>> m_ofHost;
};

/// Whether the name of an alert holds one of the words: "down" is in HostDown and host_down, and not in Slowdown.
bool saysDown(const QString &alertName, const QStringList &words);

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "models/domain/whatchanged.h"
#include "models/ports/store.h"

#include <QObject>

namespace opsdeck {

/// What changed anywhere lately, by component, for all who show it beside an alert: read again on every notice that
/// concerns it, put together off the GUI thread. Reads nothing until it is started, for the alerts come first. GUI
/// thread.
class ChangeWatch : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ChangeWatch(const Workspace &workspace, Cache &cache, Ledger &ledger, QObject *parent = nullptr);

    void start();
    const ChangeIndex &index() const { return m_index; }
    /// As the workspace's policy says how far back to look.
    QList<Change> changesFor(const AlertRow &row, const QDateTime &now) const;

Q_SIGNALS:
    void changed();

private:
    struct Gathering;

    void read();
    void readGit(const std::shared_ptr<Gathering> &gathering);
    void makeIndex(const ChangeIndexInput &input);
    void fail(const Error &error);

    const Workspace &m_workspace;
    Cache &m_cache;
    Ledger &m_ledger;
    ChangeIndex m_index;
    bool m_isStarted = false;
    Coalescer m_reading;
};

} // namespace opsdeck

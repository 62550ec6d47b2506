// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "models/domain/alerthistory.h"
#include "models/domain/alertwall.h"
#include "models/domain/error.h"

#include <QObject>
#include <QTimer>

namespace opsdeck {

class Cache;
class History;
class Ledger;
class SourceWatch;
struct Artifact;
struct Container;

/// The newest alert wall, in one place for all who look at it: pages, the wall on the screen, those who are told. Reads
/// on every change notice that concerns it, when a source falls silent, and when an acknowledgement or a window of
/// maintenance ends by itself; puts the wall together off the GUI thread. GUI thread.
class AlertWatch : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    AlertWatch(
        const Workspace &workspace, Cache &cache, Ledger &ledger, SourceWatch &sources, QObject *parent = nullptr);

    /// From now on it also knows what comes and goes. Outlives it.
    void setHistory(History &history);

    bool hasWall() const { return m_hasWall; } ///< false until the stores answered for the first time
    const AlertWall &wall() const { return m_wall; }
    const std::optional<Error> &error() const { return m_error; } ///< why there is no newer one

Q_SIGNALS:
    void wallChanged(); ///< also where the new one says the same
    void failed(const opsdeck::Error &error);

private:
    void read();
    void group(const AlertWallInput &input, const QList<Container> &containers, const QList<Artifact> &artifacts);
    void fail(const Error &error);
    void readRestless();

    const Workspace &m_workspace;
    Cache &m_cache;
    Ledger &m_ledger;
    AlertWall m_wall;
    AlertTimeline m_timeline; ///< of those that come and go
    std::optional<Error> m_error;
    bool m_hasWall = false;
    Coalescer m_reading;
    QTimer m_nextEnd; ///< of an acknowledgement, or a window of maintenance that begins or ends
    History *m_history = nullptr;
};

} // namespace opsdeck

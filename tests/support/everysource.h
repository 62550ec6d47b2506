// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "tests/sim/simclock.h"

#include <QThread>

#include <chrono>
#include <memory>

namespace opsdeck::testing {

/// A simulated system of every kind that is asked for alerts over HTTP, in a thread of their own, as the workspace that
/// names them. Each connection is named after its kind.
class EverySource
{
public:
    static QStringList kinds();

    EverySource(); ///< all answer
    ~EverySource();

    /// Writes opsdeck.yaml, catalog and mapping; the secrets stand in the environment.
    void writeWorkspace(const QString &folder, std::chrono::milliseconds poll) const;

    void stop(const QString &kind); ///< nobody listens there any more
    bool start(const QString &kind); ///< again, with what it told
    /// Fires so many alerts there at once: critical, warning and info in turn, mostly alike but for the machine.
    void storm(const QString &kind, int alerts);
    /// One that is like no other.
    void fire(const QString &kind, const QString &name, Severity severity);
    /// The key of the row of such a one.
    static QString keyOf(const QString &name);

private:
    struct Servers;
    struct Told
    {
        QString name;
        QString service;
        QString machine;
        Severity severity;
    };

    void tell(const QString &kind, const QList<Told> &alerts);

    sim::SimClock m_clock;
    QThread m_thread;
    QObject m_there; ///< lives in the thread
    std::unique_ptr<Servers> m_servers; // as these
};

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/completion.h"

#include <QList>
#include <qcorotask.h>

namespace opsdeck {

/// Lets only so many in at a time; the others wait in line. How many may change while it is used.
class Gate
{
public:
    explicit Gate(int places)
        : m_most(places)
        , m_places(places)
    { }
    QCoro::Task<Result<void>> enter(std::stop_token stop);
    void leave();

    int inside() const { return m_inside; }
    double places() const { return m_places; }
    /// For good, for a far side that turned out to allow no more.
    void limit(int most);
    /// The far side turned somebody away: half as many, at least `least`. Those inside stay.
    void shrink(int least);
    /// Somebody got through: a little more again, one place after as many successes as there are places.
    void grow();

private:
    void letIn();

    double m_most;
    double m_places;
    int m_inside = 0;
    QList<Completion<void>> m_queue;
};

/// A place in a gate, left at the latest when this is destroyed.
class GatePlace
{
public:
    explicit GatePlace(Gate &gate)
        : m_gate(&gate)
    { }
    ~GatePlace() { leave(); }
    GatePlace(const GatePlace &) = delete;
    GatePlace &operator=(const GatePlace &) = delete;
    void leave()
    {
        if (Gate *gate = std::exchange(m_gate, nullptr))
            gate->leave();
    }

private:
    Gate *m_gate;
};

} // namespace opsdeck

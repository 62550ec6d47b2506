// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alerthistory.h"

#include <memory>

namespace opsdeck {

/// What other alerts, and the alert's own past, say about it. A critical alert is never folded.
struct RowNoise
{
    enum class Fold
    {
        None,
        Storm, ///< one of many alike
        Flapping, ///< comes and goes
        Symptom ///< follows from something that is down
    };

    Fold fold = Fold::None; ///< why it stands under another row; None = it is a row of its own
    QString under; ///< the same for those that are folded together; of a symptom, folded or not: the key of its cause
    QString cause; ///< of a symptom, folded or not: "HostDown gw-03"
    QList<AlertMoment> moments; ///< of one that comes and goes: when it did lately, oldest first
    bool isResting = false; ///< it comes and goes, and is gone at the moment

    bool isFolded() const { return fold != Fold::None; }
    bool isFlapping() const { return !moments.isEmpty(); }
    bool isSymptom() const { return !cause.isEmpty(); }
    bool operator==(const RowNoise &) const = default;
};

/// A value that nearly always is that of its type's default, and then costs a pointer.
template <typename T> class Rare
{
public:
    Rare() = default;
    Rare(T value)
        : m_value(value == T() ? nullptr : std::make_shared<const T>(std::move(value)))
    { }

    bool isDefault() const { return !m_value; }
    const T &operator*() const
    {
        static const T none;
        return m_value ? *m_value : none;
    }
    const T *operator->() const { return &**this; }

    friend bool operator==(const Rare &a, const Rare &b) { return a.m_value == b.m_value || *a == *b; }

private:
    std::shared_ptr<const T> m_value;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <chrono>

namespace opsdeck {

/// When alerts are folded; `policies: noise:` of a workspace.
struct NoisePolicy
{
    int storm = 10; ///< so many alerts of one name in one system are a storm …
    std::chrono::seconds stormWithin{300}; ///< … that began within this time; less than 2 = never
    int flapping = 6; ///< so many times did an alert come or go …
    std::chrono::seconds flappingWithin{3600}; ///< … within this time; less than 2 = never
    int hops = 3; ///< how far along the dependencies a symptom may be from its cause; 0 = symptoms are not folded
    std::chrono::seconds symptomBefore{300}; ///< so much before its cause is seen may a symptom have begun
    /// Words in the name of a critical alert that say that what it is about is gone.
    QStringList causes{QStringLiteral("down"), QStringLiteral("unreachable"), QStringLiteral("unavailable"),
        QStringLiteral("offline"), QStringLiteral("dead"), QStringLiteral("宕机"), QStringLiteral("不可达"),
        QStringLiteral("离线")};

    bool operator==(const NoisePolicy &) const = default;
};

} // namespace opsdeck

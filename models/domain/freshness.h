// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace opsdeck {

/// How far what we show of a source can be trusted.
enum class Freshness
{
    Never, ///< not tried yet
    Live, ///< the last attempt succeeded, less than two poll intervals ago
    Stale, ///< we hold data, but the source has been silent since lastSuccess
    Unreachable, ///< tried, never succeeded
    Unauthorised, ///< the source refuses our credentials; data, if any, is old
};

/// What a source says it is.
struct SourceIdentity
{
    QString product;
    QString version;

    bool operator==(const SourceIdentity &) const = default;
};

/// What is known about one source (a connection or a host), as stored. Times are UTC.
struct SourceRecord
{
    SourceId id;
    QString kind; ///< as in the workspace: gitlab, harbor, alertmanager, prometheus, docker
    SourceIdentity identity;
    std::chrono::milliseconds interval{30'000};
    std::chrono::milliseconds latency{0}; ///< of the last successful poll
    std::chrono::milliseconds skew{0}; ///< server clock minus ours; 0 when unknown
    QDateTime lastAttempt;
    QDateTime lastSuccess;
    std::optional<Error> lastError; ///< set while the last attempt failed

    bool operator==(const SourceRecord &) const = default;
};

/// A source is stale as soon as an attempt fails, or when two intervals passed without one that succeeded.
Freshness freshnessOf(const SourceRecord &source, const QDateTime &now);

/// True where what a source told must not be shown as healthy.
bool isBlind(Freshness freshness);

/// The worse of two: something fed by several sources is as trustworthy as the worst of them.
Freshness worse(Freshness a, Freshness b);

} // namespace opsdeck

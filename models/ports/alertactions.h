// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/error.h"
#include "models/domain/silencecluster.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// What somebody at the desk has to say about an alert.
struct AlertWord
{
    QString by; ///< whoever sits at the desk; the source may only know the account that we use
    QString text;
    QDateTime until; ///< UTC; invalid = no end

    bool operator==(const AlertWord &) const = default;
};

/// What a source lets us do; what is missing stays local.
enum class AlertAct
{
    Acknowledge = 1,
    Unacknowledge = 2,
    Comment = 4,
    Close = 8,
    Suppress = 16 ///< until a time
};
Q_DECLARE_FLAGS(AlertActs, AlertAct)
Q_DECLARE_OPERATORS_FOR_FLAGS(AlertActs)

/// Writes to where an alert was told. Answers once the source has said yes; what it did shows with the next poll.
/// Nothing is tried twice. I/O thread.
class AlertActions
{
public:
    virtual ~AlertActions() = default;

    /// As of the last probe; what one alert allows may be less.
    virtual AlertActs acts() const = 0;
    /// For alerts of this source. Where it takes some and not others, the error says which.
    virtual QCoro::Task<Result<void>> act(QList<Alert> alerts, AlertAct what, AlertWord word, std::stop_token stop) = 0;
};

/// Silences of a source that mutes by matchers. I/O thread.
class SilenceActions
{
public:
    virtual ~SilenceActions() = default;

    /// Makes one, or changes the one whose id it carries; answers its id, which may be a new one.
    virtual QCoro::Task<Result<QString>> put(Silence silence, std::stop_token stop) = 0;
    virtual QCoro::Task<Result<void>> expire(QString id, std::stop_token stop) = 0;
    /// As of the last probe: what is done in one member is soon true in all.
    virtual SilenceCluster cluster() const { return {}; }
};

} // namespace opsdeck

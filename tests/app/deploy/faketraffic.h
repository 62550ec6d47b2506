// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/traffic.h"

#include <functional>

namespace opsdeck::testing {

/// A balancer in memory; the test edits it.
class FakeTraffic : public TrafficControl
{
public:
    TrafficShare now{{{QStringLiteral("G0"), 100}, {QStringLiteral("G2"), 0}}};
    std::optional<Error> failsWith; ///< each change
    std::function<void()> onSet; ///< before the change
    QMap<QString, qint64> working;
    QStringList log;

    QCoro::Task<Result<void>> setShares(TrafficShare wanted, std::stop_token) override
    {
        if (onSet)
            onSet();
        log.append(wanted.text());
        if (failsWith)
            co_return tl::unexpected(*failsWith);
        now = wanted;
        co_return Result<void>{};
    }
    QCoro::Task<Result<void>> drain(QString server, std::stop_token) override
    {
        log.append(QStringLiteral("drain ") + server);
        co_return Result<void>{};
    }
    QCoro::Task<Result<void>> undrain(QString server, std::stop_token) override
    {
        log.append(QStringLiteral("undrain ") + server);
        co_return Result<void>{};
    }
    QCoro::Task<Result<std::optional<qint64>>> sessions(QString server, std::stop_token) override
    {
        co_return std::optional<qint64>(working.value(server));
    }
    QCoro::Task<Result<TrafficShare>> shares(std::stop_token) override
    {
        const TrafficShare answer = now;
        co_return answer;
    }
};

} // namespace opsdeck::testing

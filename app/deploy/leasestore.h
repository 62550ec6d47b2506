// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QDateTime>
#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// What a store holds for one environment at one moment.
struct LeaseRecord
{
    qint64 generation = 0; ///< grows by one with every change; 0 = there never was one
    QByteArray content; ///< at most Lease::MaxBytes + 1; empty with a generation: no file that could be read as one
    QDateTime now; ///< UTC, by the store's clock, which is the same for everybody; may be a second behind
};

/// Where the consoles that share an environment find its lease. Everything rests on `put`: of all who saw the same
/// generation, exactly one brings about the next, wherever they run and whenever they die. I/O thread.
class LeaseStore
{
public:
    static constexpr qint64 MaxGeneration = 999'999'999'999;

    virtual ~LeaseStore() = default;

    virtual QCoro::Task<Result<LeaseRecord>> read(EnvironmentId environment, std::stop_token stop) = 0;
    /// False: somebody else was first, nothing has changed.
    virtual QCoro::Task<Result<bool>> put(
        EnvironmentId environment, qint64 after, QByteArray content, std::stop_token stop)
        = 0;
    /// Where it lies, for people, as a pattern that `rm` takes.
    virtual QString place(const EnvironmentId &environment) const = 0;
};

/// The name of a generation's file: ENV.lease.000000000042. The number makes a name that is never used twice, so that
/// making the file, which can succeed once, is at once the take-over of the one before.
QString leaseFileName(const EnvironmentId &environment, qint64 generation);
/// -1 = the name is none of this environment.
qint64 leaseGeneration(const EnvironmentId &environment, const QString &fileName);

} // namespace opsdeck

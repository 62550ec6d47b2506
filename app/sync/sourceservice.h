// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "models/domain/vitals.h"

#include <QFuture>
#include <QMap>
#include <QObject>

namespace opsdeck {

/// The sources of the open workspace as a page sees them. GUI thread; the work happens on the I/O thread.
class SourceService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QFuture<Result<QMap<SourceId, SourceVitals>>> vitals() = 0;
    /// Asks now who answers there, beside the schedule; stores nothing.
    virtual QFuture<Result<SourceIdentity>> test(SourceId source) = 0;
    /// A person has compared the fingerprint and said yes: writes the key down, and asks the host at once.
    virtual QFuture<Result<void>> trustHostKey(HostKeyOffer offer) = 0;
    /// A person has read the command and said yes: it may run from now on, and the host is asked at once.
    virtual QFuture<Result<void>> approveProgram(ProgramOffer offer) = 0;
    /// The next poll begins at once.
    virtual void pollNow(SourceId source) = 0;
};

} // namespace opsdeck

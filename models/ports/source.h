// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "models/domain/syncbatch.h"
#include "models/domain/vitals.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

class AlertActions;
class Metrics;
class SilenceActions;

/// Something that is polled. Lives on the I/O thread. Cursors come back from the store exactly as they were given; an
/// empty cursor, or one that the source no longer understands, means "from the beginning".
class Source
{
public:
    virtual ~Source() = default;

    /// Who answers there: product and version. Also the connection test.
    virtual QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) = 0;
    /// The next step of a sync.
    virtual QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) = 0;
    /// A person wants to see what is true now: the next fetch takes no short cut over what is usually looked at less
    /// often.
    virtual void lookClosely() { }
    /// As of the last answer.
    virtual SourceVitals vitals() const { return {}; }
    /// Null where its alerts can only be looked at. Both live as long as the source.
    virtual AlertActions *alertActions() { return nullptr; }
    virtual SilenceActions *silenceActions() { return nullptr; }
    /// Null where it knows no numbers over time. Lives as long as the source.
    virtual Metrics *metrics() { return nullptr; }
};

} // namespace opsdeck

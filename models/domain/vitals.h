// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/headroom.h"
#include "models/domain/hostkey.h"
#include "models/domain/phrase.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace opsdeck {

/// How a source is doing, as seen by who talks to it. Lives as long as the program runs, is not stored.
struct SourceVitals
{
    std::chrono::milliseconds skew{0}; ///< server clock minus ours; 0 when unknown
    std::chrono::milliseconds latency{0}; ///< of the last exchange
    std::optional<Headroom> headroom; ///< where the server tells it
    QByteArray rawAnswer; ///< the last answer that was a failure, head and body, without secrets; empty = none so far
    QDateTime rawAnswerAt; ///< UTC
    QList<Phrase> rights; ///< what our account may do there, as far as the server tells
    QList<Phrase> remarks; ///< what the last answer held that could not be shown, with its count
    // Of a host: what a person has to be asked about before anything goes on.
    std::optional<HostKeyOffer> unknownKey;
    std::optional<ProgramOffer> unapprovedProgram;

    bool operator==(const SourceVitals &) const = default;
};

} // namespace opsdeck

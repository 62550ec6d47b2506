// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/phrase.h"

#include <tl/expected.hpp>

#include <chrono>

namespace opsdeck {

/// Why something did not work, as a value for all layers. Made where the failure is seen; words for people are
/// added at the top (models/items/errortext).
struct Error
{
    enum class Kind
    {
        Network, ///< no connection, or it broke
        Timeout, ///< a deadline of ours passed
        Tls, ///< certificate or handshake, and changed host keys
        Unauthorised, ///< the far side does not know us
        Forbidden, ///< it knows us and says no
        NotFound,
        RateLimited, ///< see retryAfter
        BadAnswer, ///< the far side answered what its contract does not allow, or with a server error
        Refused, ///< we, or a policy, would not do it
        Cancelled, ///< a person or a shutdown stopped it
        Storage, ///< the local store
        Usage, ///< wrong input from a person: workspace, command line, secret
    };

    static constexpr qsizetype MaxDetail = 4096;

    Kind kind = Kind::BadAnswer;
    QString origin; ///< which connection, host or file
    QString detail; ///< the far side's own words, at most MaxDetail characters
    int status = 0; ///< HTTP status or exit code where there is one, else 0
    std::chrono::seconds retryAfter{0}; ///< as the server asked; 0 when it did not
    Phrase phrase{}; ///< our own words, of which `detail` is the English; empty where it is the far side that spoke

    /// What to say of it: our own phrase, else the far side's words.
    Phrase said() const { return phrase.isEmpty() ? Phrase(detail) : phrase; }

    bool operator==(const Error &) const = default;
};

template <typename T = void> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(
    Error::Kind kind, QString origin, QString detail = {}, int status = 0)
{
    return tl::unexpected<Error>(Error{kind, std::move(origin), detail.left(Error::MaxDetail), status, {}, {}});
}

/// As above, in words of ours that can be shown in any language.
[[nodiscard]] inline tl::unexpected<Error> failure(
    Error::Kind kind, QString origin, const Phrase &phrase, int status = 0)
{
    auto error = failure(kind, std::move(origin), phrase.plain(), status);
    error.value().phrase = phrase;
    return error;
}

} // namespace opsdeck

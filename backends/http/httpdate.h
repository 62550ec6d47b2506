// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>

namespace opsdeck::http {

/// The three date forms of HTTP; invalid where it is none.
QDateTime parseHttpDate(const QByteArray &text);

/// Retry-After: seconds or a date, at most a day; 0 where it is absent, past or neither.
std::chrono::seconds retryAfter(const QByteArray &header, const QDateTime &now);

} // namespace opsdeck::http

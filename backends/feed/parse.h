// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/feedmapping.h"

#include <QByteArray>

namespace opsdeck::feed {

inline constexpr qsizetype MaxBytes = 64 * 1024 * 1024;
inline constexpr qsizetype MaxRows = 100'000;

/// Alerts, and what did not become one.
struct Rows
{
    QList<Alert> alerts; ///< those without a readable start have none
    qsizetype total = 0; ///< rows, with those that the mapping leaves out
    qsizetype unusable = 0; ///< without what key and name are made of, or broken
    qsizetype withoutStart = 0; ///< whose start the mapping names and that cannot be read
    qsizetype beyond = 0; ///< after the first MaxRows, not looked at
    qsizetype repeated = 0; ///< with the key of an earlier row
    Phrase fault; ///< the first, and in which row
};

/// Bytes and a mapping in, alerts out. BadAnswer where not one row can be used, or the rows cannot be found.
Result<Rows> parse(const QByteArray &bytes, const FeedMapping &mapping, const SourceId &source);

/// As the mapping says; nothing where the text is no such time.
std::optional<QDateTime> readTime(const QString &text, const FeedMapping &mapping);

} // namespace opsdeck::feed

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/error.h"

#include <QByteArray>

namespace opsdeck::falcon {

// Answers of falcon-plus' API module: bytes in, values out. Anything else is BadAnswer.

/// One answer of at most 2000 event cases, the newest first.
struct Cases
{
    QList<Alert> open; ///< without those that have recovered or were closed by hand
    qsizetype rows = 0;
    QDateTime oldest; ///< of all rows
};

/// One answer of at most 50 notes, the newest first.
struct Notes
{
    QList<std::pair<QString, AlertNote>> notes; ///< with the id of their case
    QDateTime oldest;
};

/// The session's signature.
Result<QString> parseLogin(const QByteArray &body, const SourceId &source);
Result<Cases> parseCases(const QByteArray &body, const SourceId &source);
Result<Notes> parseNotes(const QByteArray &body, const SourceId &source);

} // namespace opsdeck::falcon

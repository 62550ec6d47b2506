// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QDateTime>
#include <QStringList>

namespace opsdeck {

/// What a person or a program marked on the time line of a monitoring system: a release, works, an incident.
struct Annotation
{
    SourceId source;
    qint64 id = 0;
    QString text; ///< as it was written; may hold anything
    QStringList tags; ///< "deploy", "service:checkout-app"
    QString by;
    QDateTime at;
    QDateTime until; ///< of a span of time; else invalid

    bool operator==(const Annotation &) const = default;
};

} // namespace opsdeck

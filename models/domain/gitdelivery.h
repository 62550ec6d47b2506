// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QMap>

namespace opsdeck {

/// Where a product is deployed from by GitLab's runners: a repository of compose files whose image lines are edited,
/// committed and tagged, so that its pipeline does the work.
struct GitDelivery
{
    SourceId source; ///< the GitLab; empty = the product is deployed from this desk only
    QString project; ///< path of the repository: ops/compose
    QString branch = QStringLiteral("main");
    QString tagPattern = QStringLiteral("{product}-{version}-{environment}");
    QMap<ModuleId, QString> files; ///< compose files in the repository

    bool isEmpty() const { return source.isEmpty(); }
    bool operator==(const GitDelivery &) const = default;
};

} // namespace opsdeck

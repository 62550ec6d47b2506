// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

/// What an alert or a rule is about, by its labels.
struct AlertSubject
{
    EntityId component; ///< component or resource of the catalog; empty where none fits
    EntityId system; ///< empty where the catalog knows none
    QString service; ///< the name as it was told
};

/// The labels service, component and job name a component, in this order; the label system names a system.
AlertSubject subjectOf(const Labels &labels, const Catalog &catalog);

/// One row for what several sources tell alike: same name, service, instance and environment. Two alerts of one source
/// are never merged.
QList<AlertRow> mergedAlerts(const AlertWallInput &input, const QList<SourceView> &sources);

} // namespace opsdeck

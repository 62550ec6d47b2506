// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/asking.h"
#include "models/domain/billindex.h"
#include "models/ports/store.h"

namespace opsdeck {

/// What the cache has about some modules, and why it does not have the rest.
struct PartRows
{
    BillRows rows;
    Phrase noArtifacts; ///< why images are not known; empty = they are
    Phrase noRevisions; ///< likewise what images say that they were built from
    Phrase noProjects; ///< likewise GitLab projects
    QMap<QString, Phrase> unread; ///< by path: projects whose rows could not be read
};

/// Of the projects of these modules only. I/O thread.
QCoro::Task<PartRows> readPartRows(
    const Workspace *workspace, Cache *cache, QList<ProductModule> modules, Asking asking, std::stop_token stop);

} // namespace opsdeck

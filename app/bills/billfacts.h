// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"
#include "models/domain/billindex.h"
#include "models/ports/store.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// What the cache tells of product versions.
struct BillFacts
{
    BillRows rows; ///< of the projects that were asked for
    QList<Container> containers;
    QList<HostId> blind; ///< hosts that are silent
};

/// Reads all rows of these projects (GitLab paths), every image and every container. Heads of branches are not among
/// what the cache answers: a branch is known by its pipelines and by what was merged into it.
QCoro::Task<Result<BillFacts>> readBillFacts(
    const Workspace *workspace, Cache *cache, QSet<QString> paths, std::stop_token stop);

QSet<QString> projectsOf(const Product &product);
QSet<QString> projectsOf(const QList<Bill> &bills);

} // namespace opsdeck

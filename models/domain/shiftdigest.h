// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/deployrun.h"

namespace opsdeck {

/// What the next shift has to know.
struct ShiftDigest
{
    struct Item
    {
        QString key; ///< AlertRow::key
        Severity severity = Severity::Warning;
        QString name;
        QString what; ///< system, service, instance
        QString summary;
        QDateTime startsAt;
        bool blind = false; ///< what was last known: no source of it answers
        AlertCare care;

        bool operator==(const Item &) const = default;
    };
    struct Deployment
    {
        DeployRun run;
        bool isRollback = false; ///< puts back what an earlier run replaced

        bool operator==(const Deployment &) const = default;
    };

    QString workspace;
    QDateTime from; ///< UTC
    QDateTime to;
    SeverityCounts counts; ///< of the wall
    QList<Item> open; ///< nobody has these; the worst and oldest first
    QList<Item> acknowledged;
    QList<Silence> expiring; ///< within the next eight hours, the first first
    QList<Deployment> deployments; ///< begun or ended in the shift, oldest first
    QList<SourceView> unobservable; ///< sources that tell nothing now
    int sources = 0; ///< that tell alerts

    bool operator==(const ShiftDigest &) const = default;
};

struct ShiftDigestInput
{
    QString workspace;
    QDateTime from; ///< UTC
    QDateTime to; ///< now
    AlertWall wall;
    QList<Silence> silences;
    QList<DeployRun> runs; ///< also some from before the shift: they tell what is a rollback
};

/// Pure. Suppressed and pending alerts ask for nobody and are only counted.
ShiftDigest shiftDigest(const ShiftDigestInput &input);

} // namespace opsdeck

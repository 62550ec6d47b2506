// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrisk.h"

namespace opsdeck {

/// What was found before a deployment, for whom, and by which policy.
struct PrecheckReport
{
    QList<Precheck> checks;
    Risk risk;
    PrecheckPolicy policy;
    Role role = Role::Viewer; ///< of `actor`
    QString actor; ///< who wants to deploy

    bool operator==(const PrecheckReport &) const = default;
};

/// What people answered to a report.
struct StartConsent
{
    QList<Override> overrides;
    QString confirmedBy; ///< the second person; empty = nobody yet

    bool operator==(const StartConsent &) const = default;
};

/// What still forbids to start, a phrase each; empty = nothing.
QList<Phrase> standingInTheWay(const PrecheckReport &report, const StartConsent &consent);

/// Of `consent` to `before` what also holds for `after`. Nobody answers for what they did not see: an override goes
/// where something new blocks or nothing blocks any more, the second person's name where the risk is another one.
StartConsent carriedOver(const StartConsent &consent, const PrecheckReport &before, const PrecheckReport &after);

/// Whether two names, as of ledger or desk ("li.na@desk-7"), are of one person: whatever their machine, their case,
/// and what cannot be seen of them. Two names without anything to see are one.
bool isSamePerson(const QString &one, const QString &other);

/// Whether a check forbids to start, unless it is overridden.
bool isBlocking(const Precheck &check);
bool mayOverride(PrecheckKind kind, const PrecheckPolicy &policy, Role role);

} // namespace opsdeck

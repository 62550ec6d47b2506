// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/precheckfacts.h"
#include "models/domain/precheckpolicy.h"

namespace opsdeck {

enum class Verdict
{
    Pass,
    Warn,
    Block,
    Unknown, ///< it could not be found out
};

/// One thing that was looked at before a deployment.
struct Precheck
{
    PrecheckKind kind = PrecheckKind::HostReachable;
    HostId host; ///< empty = on no single host
    ModuleId part; ///< empty = of no single module
    Verdict verdict = Verdict::Unknown;
    Phrase reason;
    Phrase remedy; ///< what a person can do; empty where nothing is to be done
    bool blocks = false; ///< a Block, and an Unknown where the policy lets none pass

    bool operator==(const Precheck &) const = default;
};

/// Everything that applies to the plan has its line, by kind and then in the plan's order, whatever its verdict.
/// Changes that do nothing need no check; where nothing changes at all, only what concerns the environment is told.
QList<Precheck> prechecks(const DeployPlan &plan, const PrecheckFacts &facts, const PrecheckPolicy &policy);

/// A person takes the responsibility for all blocks of a kind.
struct Override
{
    PrecheckKind kind = PrecheckKind::HostReachable;
    QString by;
    QString text; ///< why
    QDateTime at;

    bool operator==(const Override &) const = default;
};

/// What still forbids to run, a phrase each; overrides that do not count are named after what they were meant for.
QList<Phrase> remainingBlocks(
    const QList<Precheck> &checks, const QList<Override> &overrides, const PrecheckPolicy &policy, Role role);
/// Kind Refused, with all of the above, where anything is left. `role` is that of who overrides.
Result<void> mayRun(
    const QList<Precheck> &checks, const QList<Override> &overrides, const PrecheckPolicy &policy, Role role);

QString nameOf(Verdict verdict);
std::optional<Verdict> verdictFromName(const QString &name);

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitverification.h"

namespace opsdeck {

QStringList runningOtherwise(const DeployPlan &found)
{
    QStringList places;
    for (const HostChange &change : found.changes) {
        if (change.running != change.wanted.digest)
            places.append(change.host.text() + u' ' + change.part.text());
    }
    return places;
}

GitRun withVerdict(GitRun run, const Result<DeployPlan> &found)
{
    if (!found) {
        run.state = RunState::Interrupted;
        run.failure = Phrase(QT_TRANSLATE_NOOP("Phrase", "the pipeline is green, but the hosts cannot be asked: %1"),
            {found.error().origin + QStringLiteral(": ") + found.error().said().plain()});
        return run;
    }
    run.otherwise = runningOtherwise(*found);
    if (!run.otherwise->isEmpty()) {
        run.state = RunState::Failed;
        run.failure = Phrase(QT_TRANSLATE_NOOP("Phrase", "the pipeline is green, but another digest runs on: %1"),
            {run.otherwise->join(QStringLiteral(", "))});
    }
    return run;
}

} // namespace opsdeck

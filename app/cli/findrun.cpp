// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/findrun.h"

#include "app/cli/words.h"
#include "models/ports/onresult.h"

namespace opsdeck {

namespace {

constexpr int Newest = 500;

Result<DeployRun> chosen(const QList<DeployRun> &runs, const QString &wanted)
{
    if (wanted == u"last" && !runs.isEmpty())
        return runs.first();
    QList<DeployRun> fitting;
    for (const DeployRun &run : runs) {
        if (run.id.text().startsWith(wanted, Qt::CaseInsensitive))
            fitting.append(run);
    }
    if (fitting.isEmpty())
        return failure(Error::Kind::NotFound, wanted);
    if (fitting.size() > 1)
        return failure(Error::Kind::Usage, wanted, CommandLine::tr("More than one run begins with %1.").arg(wanted));
    return fitting.first();
}

} // namespace

void findRun(
    Ledger &ledger, const QString &wanted, QObject *context, std::function<void(const Result<DeployRun> &)> then)
{
    onResult(ledger.runs(Newest), context, [wanted, then = std::move(then)](const Result<QList<DeployRun>> &runs) {
        then(runs ? chosen(*runs, wanted) : Result<DeployRun>(tl::unexpected(runs.error())));
    });
}

} // namespace opsdeck

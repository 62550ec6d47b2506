// SPDX-License-Identifier: GPL-3.0-or-later
// A year of history for 100 000 alerts on disk: the strip of one of them, from the question to the spans.
#include "models/ports/history.h"

#include "models/domain/historystrip.h"
#include "tests/bench/goals.h"
#include "tests/support/run.h"
#include "tests/support/yearofhistory.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace opsdeck::bench {

using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int alerts = 100'000;
constexpr int changes = 24; ///< of each, in that year
constexpr double barMs = 20;

} // namespace

QList<Report> measureHistory(Bench &bench)
{
    const QTemporaryDir folder;
    const YearOfHistory year{folder.path(), alerts, changes};
    year.write();
    QList<double> cold, warm;
    for (int round = 0; round < bench.rounds(); ++round) {
        const auto stores = openStores(folder.path()).value();
        for (QList<double> *times : {&cold, &warm}) {
            QElapsedTimer timer;
            timer.start();
            const int alert = (round * 7919 + int(times->size()) * 104729) % alerts;
            const auto timeline = wait(stores->history().of({year.key(alert)}, year.ends().addDays(-30), year.ends()));
            const auto strip
                = historyStrip(timeline->traces, timeline->observed, year.ends().addDays(-30), year.ends());
            if (strip.size() < 30) // an hour of each day is not observed
                return {bounded(u"history.strip"_s, u"ms"_s, {}, barMs, bench.floorMs())};
            times->append(double(timer.nsecsElapsed()) / 1e6);
        }
    }
    Report first = bounded(u"history.first"_s, u"ms"_s, cold, barMs, bench.floorMs());
    first.more.insert(u"megabytes"_s, double(QFileInfo(folder.filePath(u"history.db"_s)).size()) / 1e6);
    return {first, bounded(u"history.strip"_s, u"ms"_s, warm, barMs, bench.floorMs())};
}

} // namespace opsdeck::bench

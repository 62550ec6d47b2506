// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes from a source to the screen while five of them burn.
#include "tests/bench/child.h"
#include "tests/bench/goals.h"
#include "tests/bench/opendesk.h"
#include "tests/support/delaywatch.h"
#include "tests/support/everysource.h"
#include "tests/support/run.h"
#include "widgets/pages/alerts/alertspage.h"

#include <QApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <unistd.h>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds poll{5000};
constexpr double barMs = double(poll.count()) + 1000;
constexpr int alerts = 20'000;
constexpr int samples = 60;
constexpr int patienceMs = 120'000;

QStringList burning()
{
    QStringList kinds = testing::EverySource::kinds();
    kinds.removeAll(u"json"_s);
    return kinds;
}

} // namespace

QList<Report> measureDelay(Bench &bench)
{
    const QTemporaryDir home;
    qputenv("OPSDECK_DATA_HOME", home.path().toUtf8());
    qputenv("OPSDECK_CONFIG_HOME", home.path().toUtf8());
    const QJsonObject answer = runPart(u"delay"_s, {home.filePath(u"workspace"_s)}).answer();
    Report delay = bounded(u"delay.p95"_s, u"ms"_s, {answer.value(u"p95Ms"_s).toDouble()}, barMs, bench.floorMs());
    delay.more.insert(u"p50Ms"_s, answer.value(u"p50Ms"_s));
    return {delay};
}

/// The folder of the workspace that it makes.
int runDelay(const QStringList &arguments)
{
    testing::EverySource sources;
    sources.writeWorkspace(arguments.at(0), poll);
    for (const QString &kind : burning())
        sources.storm(kind, alerts / static_cast<int>(burning().size()));
    OpenDesk desk(arguments.at(0));
    desk.session().startSync();
    AlertsPage *page = nullptr;
    for (QWidget *window : QApplication::topLevelWidgets())
        page = page ? page : window->findChild<AlertsPage *>();
    if (!page)
        qFatal("The window has no alerts");
    testing::spinUntil([page] { return page->model().wall().told == alerts; }, patienceMs);
    testing::DelayWatch watch(page->model());
    for (int i = 0; i < samples; ++i) {
        const QString kind = burning().at(i % burning().size());
        const QString name = u"Probe %1"_s.arg(i);
        watch.begin(testing::EverySource::keyOf(name));
        sources.fire(kind, name, Severity::Critical);
        // Anywhere between two polls, and several at a time.
        const int pause = QRandomGenerator::global()->bounded(static_cast<int>(poll.count()) / 3);
        testing::spinUntil([] { return false; }, pause);
    }
    testing::spinUntil([&watch] { return watch.isIdle(); }, patienceMs);
    if (!watch.isIdle())
        qFatal("An alert was never shown");
    tell({{u"p50Ms"_s, watch.percentile(50)}, {u"p95Ms"_s, watch.percentile(95)}});
    ::_exit(0);
}

} // namespace opsdeck::bench

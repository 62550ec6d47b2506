// SPDX-License-Identifier: GPL-3.0-or-later
// S6: text of a megabyte in an alert that a person opens. The tests look at everything else of it.
#include "models/items/alerttreemodel.h"
#include "tests/bench/child.h"
#include "tests/bench/gapwatch.h"
#include "tests/bench/goals.h"
#include "tests/support/run.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QScrollArea>

#include <unistd.h>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double barMs = 50;
constexpr int patienceMs = 20'000;
const SourceId alertmanager(u"alertmanager"_s);

AlertWall wallOfTwo(const QDateTime &now)
{
    AlertWallInput input;
    for (const QString &name : {u"Small"_s, u"Large"_s}) {
        Alert alert{.key = {alertmanager, name}, .name = name, .summary = u"It is so"_s};
        alert.labels = {{u"alertname"_s, name}, {u"service"_s, u"cart"_s}};
        alert.startsAt = alert.updatedAt = now;
        input.alerts.append(alert);
    }
    Alert &large = input.alerts.last();
    large.summary = u"<b>"_s + QString(1024 * 1024, u'z');
    large.labels[u"label"_s] = QString(1024 * 1024, u'y');
    large.annotations = {{u"description"_s, QString(1024 * 1024, u'x')}, {u"words"_s, u"word "_s.repeated(200'000)}};
    input.now = now;
    SourceRecord record{.id = alertmanager, .kind = u"alertmanager"_s};
    record.lastAttempt = record.lastSuccess = now;
    input.sources = {record};
    return alertWall(input);
}

} // namespace

QList<Report> measureHostileText(Bench &bench)
{
    QList<double> runs;
    for (int i = 0; i < bench.rounds(); ++i)
        runs.append(runPart(u"hostile"_s, {}).answer().value(u"longestMs"_s).toDouble());
    return {bounded(u"s6.gap"_s, u"ms"_s, runs, barMs, bench.floorMs())};
}

int runHostileText(const QStringList &)
{
    Theme theme(ThemeKind::Dark);
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *page = new AlertsPage(theme, &window);
    auto *area = new QScrollArea(&window);
    area->setWidgetResizable(true);
    area->setWidget(page->inspector());
    area->setFixedWidth(440);
    layout->addWidget(page, 1);
    layout->addWidget(area);
    window.resize(1280, 800);
    window.show();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const AlertWall wall = wallOfTwo(now);
    testing::spinUntil([] { return false; }, 300); // the window stands
    GapWatch watch;
    page->setWall(wall, now);
    AlertTreeModel &model = page->model();
    testing::spinUntil([&model] { return model.wall().counts.total() == 2; }, patienceMs);
    auto *view = page->findChild<AlertView *>();
    for (const SharedRow &row : model.wall().groups.first().rows + model.wall().groups.first().rows) {
        const QModelIndex index = model.indexOf(row->key);
        view->setExpanded(index.parent(), true);
        view->setCurrentIndex(index);
        testing::spinUntil([] { return false; }, 100); // painted
    }
    tell(watch.result());
    ::_exit(0);
}

} // namespace opsdeck::bench

// SPDX-License-Identifier: GPL-3.0-or-later
// G9, G10: a wall of 100 000 alerts that changes, and that is filtered and grouped in another way.
#include "models/items/alerttreemodel.h"
#include "tests/bench/child.h"
#include "tests/bench/gapwatch.h"
#include "tests/bench/goals.h"
#include "tests/support/run.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"

#include <QApplication>

#include <unistd.h>

#include <functional>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int alerts = 100'000;
constexpr int systems = 20;
constexpr int components = 200;
constexpr double refreshBarMs = 8;
constexpr double offThreadBarMs = 60;
constexpr double guiBarMs = 10;
const SourceId alertmanager(u"alertmanager"_s);

/// Components stand in systems, by their number.
Catalog catalog()
{
    QList<Entity> entities;
    for (int i = 0; i < systems; ++i) {
        const QString name = u"system-%1"_s.arg(i);
        entities.append({.id = entityId(EntityKind::System, name), .kind = EntityKind::System, .name = name});
    }
    for (int i = 0; i < components; ++i) {
        Entity component{.id = entityId(EntityKind::Component, u"service-%1"_s.arg(i)), .name = u"service-%1"_s.arg(i)};
        component.system = entities.at(i % systems).id;
        entities.append(component);
    }
    return Catalog(entities);
}

Alert alert(int i, int round)
{
    Alert alert{.key = {alertmanager, QString::number(i, 16)}, .name = u"HighErrorRate"_s};
    alert.severity = (i + round) % 10 == 0 ? Severity::Critical : Severity::Warning;
    alert.summary = u"More than 5 % of the requests to service-%1 fail"_s.arg(i % components);
    alert.labels = {{u"alertname"_s, alert.name}, {u"service"_s, u"service-%1"_s.arg(i % components)},
        {u"environment"_s, u"production"_s},
        {u"instance"_s, u"10.%1.%2.%3:9100"_s.arg(round).arg(i / 250).arg(i % 250)}};
    alert.startsAt = alert.updatedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + i * 7'000LL, Qt::UTC);
    return alert;
}

AlertWallInput firstInput()
{
    AlertWallInput input;
    for (int i = 0; i < alerts; ++i)
        input.alerts.append(alert(i, 0));
    input.catalog = catalog();
    input.now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    SourceRecord record{.id = alertmanager, .kind = u"alertmanager"_s};
    record.lastAttempt = record.lastSuccess = input.now;
    input.sources = {record};
    return input;
}

/// One percent of the alerts: a third goes, a third comes, a third gets another severity and so another place.
AlertWallInput refreshed(AlertWallInput input, int round)
{
    for (int i = round; i < input.alerts.size(); i += 300) {
        input.alerts[i].severity = Severity::Critical;
        input.alerts[(i + 100) % alerts] = alert(i, round);
    }
    return input;
}

/// Processor time of this thread: what else runs on the machine does not count.
double measured(const std::function<void()> &work)
{
    const double begin = threadCpuMs();
    work();
    return threadCpuMs() - begin;
}

/// A page, and what the GUI thread works for a change of what it shows.
class WatchedPage
{
public:
    WatchedPage()
    {
        m_page.resize(1280, 800);
        m_page.show();
        QObject::connect(&m_page.model(), &AlertTreeModel::aboutToShow, &m_page, [this] { m_begin = threadCpuMs(); });
        m_view = m_page.findChild<AlertView *>();
    }

    /// Milliseconds from the moment when everything is ready to the pixels.
    double shown(const std::function<void(AlertsPage &)> &change)
    {
        bool isShown = false;
        const auto connection
            = QObject::connect(&m_page.model(), &AlertTreeModel::shown, &m_page, [&isShown] { isShown = true; });
        double gui = 0;
        const auto last = QObject::connect(
            &m_page.model(), &AlertTreeModel::shown, &m_page,
            [&] {
                m_view->viewport()->repaint();
                gui = threadCpuMs() - m_begin;
            },
            Qt::QueuedConnection); // the page has taken it over by then
        change(m_page);
        testing::spinUntil([&] { return isShown && gui > 0; }, 60'000);
        QObject::disconnect(connection);
        QObject::disconnect(last);
        return gui;
    }

    AlertsPage &page() { return m_page; }

private:
    Theme m_theme{ThemeKind::Dark};
    AlertsPage m_page{m_theme};
    AlertView *m_view;
    double m_begin = 0;
};

QList<double> runsOf(const QJsonArray &array)
{
    QList<double> runs;
    for (const QJsonValue value : array)
        runs.append(value.toDouble());
    return runs;
}

Report figure(Bench &bench, const QJsonObject &answer, const QString &name, double bar)
{
    return bounded(name, u"ms"_s, runsOf(answer.value(name).toArray()), bar, bench.floorMs());
}

} // namespace

QList<Report> measureRefresh(Bench &bench)
{
    const QJsonObject answer = runPart(u"wall"_s, {QString::number(bench.rounds())}).answer();
    return {figure(bench, answer, u"g9.gui"_s, refreshBarMs)};
}

QList<Report> measureArranging(Bench &bench)
{
    const QJsonObject answer = runPart(u"wall"_s, {QString::number(bench.rounds())}).answer();
    return {figure(bench, answer, u"g10.filter.off"_s, offThreadBarMs),
        figure(bench, answer, u"g10.filter.gui"_s, guiBarMs), figure(bench, answer, u"g10.group.off"_s, offThreadBarMs),
        figure(bench, answer, u"g10.group.gui"_s, guiBarMs)};
}

/// The number of rounds.
int runWall(const QStringList &arguments)
{
    QHash<QString, QJsonArray> runs;
    WatchedPage watched;
    AlertWallInput input = firstInput();
    AlertWall wall = alertWall(input);
    watched.shown([&](AlertsPage &page) { page.setWall(wall, input.now); });
    for (int round = 1; round <= arguments.at(0).toInt(); ++round) {
        input = refreshed(input, round);
        const double wallMs = measured([&] { wall = alertWall(input, wall); });
        runs[u"g9.wall"_s].append(wallMs);
        runs[u"g9.gui"_s].append(watched.shown([&](AlertsPage &page) { page.setWall(wall, input.now); }));

        const AlertArrangement filtered{AlertFilter::parse(u"service:service-1 severity>=warning fail"_s), {}, {}};
        const ShownAlerts all = alertsChange({}, wall, {}).next;
        ShownAlerts before = all;
        runs[u"g10.filter.off"_s].append(measured([&] { alertsChange(all, wall, filtered); }));
        auto *search = watched.page().findChild<QLineEdit *>();
        runs[u"g10.filter.gui"_s].append(
            watched.shown([&](AlertsPage &) { search->setText(u"service:service-1 severity>=warning fail"_s); }));
        runs[u"g10.filter.gui"_s].append(watched.shown([&](AlertsPage &) { search->clear(); }));

        for (const AlertGrouping &grouping : {AlertGrouping{AlertGrouping::By::Service, {}}, AlertGrouping()}) {
            const AlertArrangement grouped{{}, grouping, {}};
            AlertsChange change;
            runs[u"g10.group.off"_s].append(measured([&] { change = alertsChange(before, wall, grouped); }));
            before = change.next;
            runs[u"g10.group.gui"_s].append(
                watched.shown([&](AlertsPage &page) { page.model().setGrouping(grouping); }));
        }
    }
    QJsonObject answer;
    for (auto it = runs.cbegin(); it != runs.cend(); ++it)
        answer.insert(it.key(), *it);
    tell(answer);
    ::_exit(0);
}

} // namespace opsdeck::bench

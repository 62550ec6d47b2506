// SPDX-License-Identifier: GPL-3.0-or-later
// G7, G8: from the last byte of a real Alertmanager's answer to the rows on the screen, through parser, store and wall.
#include "models/items/alerttreemodel.h"
#include "tests/bench/burning.h"
#include "tests/bench/child.h"
#include "tests/bench/company.h"
#include "tests/bench/gapwatch.h"
#include "tests/bench/goals.h"
#include "tests/bench/opendesk.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"

#include <QApplication>
#include <QJsonArray>
#include <QTimer>

#include <unistd.h>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds settling{1};
constexpr std::chrono::seconds afterwards{2};

/// Calls `then` once so many alerts have been painted.
class Painted : public QObject
{
public:
    Painted(int alerts, std::function<void()> then)
        : m_alerts(alerts)
        , m_then(std::move(then))
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *view = event->type() == QEvent::Paint ? qobject_cast<AlertView *>(watched->parent()) : nullptr;
        const auto *model = view ? qobject_cast<const AlertTreeModel *>(view->model()) : nullptr;
        if (model && watched == view->viewport() && model->wall().counts.total() >= m_alerts && m_then)
            QTimer::singleShot(0, this, std::exchange(m_then, {})); // once the pixels are out
        return false;
    }

private:
    const int m_alerts;
    std::function<void()> m_then;
};

struct Bars
{
    double paintedMs;
    double gapMs;
    double memoryMb;
    bool isPeak; ///< of the whole process, else what came with the alerts
};

QList<Report> measure(Bench &bench, const QString &name, int alerts, const Bars &bars)
{
    FullAlertmanager alertmanager(alerts);
    QList<double> painted;
    QMap<QString, QList<double>> stages; // at which each ended, after the last byte
    QList<double> gaps;
    QList<double> own;
    QList<double> memory;
    for (int i = 0; i < bench.rounds(); ++i) {
        const BenchWorkspace workspace(
            u"  - {name: alertmanager, kind: alertmanager, url: \"%1\", poll: 1h}\n"_s.arg(alertmanager.url()), {});
        alertmanager.forget();
        const QJsonObject answer = runPart(u"alerts"_s, {workspace.folder(), QString::number(alerts)}).answer();
        const auto after
            = [&](const QString &stage) { return answer.value(stage).toDouble() - alertmanager.lastByteMs(); };
        for (const QString &stage : {u"parsedAt"_s, u"storedAt"_s, u"readyAt"_s})
            stages[stage].append(after(stage));
        painted.append(after(u"paintedAt"_s));
        gaps.append(answer.value(u"longestMs").toDouble());
        own.append(answer.value(u"ownMs").toDouble());
        memory.append(answer.value(bars.isPeak ? u"peakMb" : u"grownMb").toDouble());
    }
    Report gap = bounded(name + u".gap"_s, u"ms"_s, gaps, bars.gapMs, bench.floorMs());
    gap.more.insert(u"ownMs"_s, QJsonArray::fromVariantList(QVariantList(own.cbegin(), own.cend())));
    Report rows = bounded(name + u".painted"_s, u"ms"_s, painted, bars.paintedMs, bench.floorMs());
    for (auto stage = stages.cbegin(); stage != stages.cend(); ++stage)
        rows.more.insert(stage.key(), least(*stage));
    return {rows, gap, bounded(name + u".memory"_s, u"MB"_s, memory, bars.memoryMb, bench.floorMs())};
}

} // namespace

QList<Report> measureAlerts(Bench &bench)
{
    return measure(bench, u"g7"_s, 20'000, {150, 8, 60, false});
}

QList<Report> measureManyAlerts(Bench &bench)
{
    return measure(bench, u"g8"_s, 100'000, {350, 16, 250, true});
}

/// The workspace's folder, the number of alerts.
int runAlerts(const QStringList &arguments)
{
    OpenDesk desk(arguments.at(0));
    desk.makeAllPages();
    std::optional<GapWatch> watch;
    double before = 0;
    QJsonObject stages;
    const auto *view = desk.shell().findChild<AlertView *>();
    QObject::connect(&desk.session().cache(), &Cache::polled, view, [&](const SourceRecord &source) {
        stages.insert(
            u"parsedAt"_s, monotonicMs() - double(source.lastAttempt.msecsTo(QDateTime::currentDateTimeUtc())));
        stages.insert(u"storedAt"_s, monotonicMs());
    });
    QObject::connect(qobject_cast<AlertTreeModel *>(view->model()), &AlertTreeModel::aboutToShow, view,
        [&] { stages.insert(u"readyAt"_s, monotonicMs()); });
    const Painted painted(arguments.at(1).toInt(), [&] {
        QJsonObject answer = stages;
        answer.insert(u"paintedAt"_s, monotonicMs());
        QTimer::singleShot(afterwards, qApp, [&watch, &before, answer]() mutable {
            answer.insert(u"grownMb"_s, residentMb() - before);
            answer.insert(u"peakMb"_s, peakMb());
            const QJsonObject gaps = watch->result();
            for (auto it = gaps.begin(); it != gaps.end(); ++it)
                answer.insert(it.key(), it.value());
            tell(answer);
            ::_exit(0);
        });
    });
    QTimer::singleShot(settling, qApp, [&] { // once the window stands
        before = residentMb();
        watch.emplace();
        desk.session().startSync();
    });
    return QApplication::exec();
}

} // namespace opsdeck::bench

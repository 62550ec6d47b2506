// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/e2e/alertwindow.h"
#include "tests/support/delaywatch.h"
#include "tests/support/everysource.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

const std::chrono::milliseconds Poll{isTorture() ? 5000 : 1000};
constexpr int PatienceMs = 120'000; // generous: only that it happens

/// Counts by source and severity.
using Tally = QMap<QString, QMap<Severity, int>>;

} // namespace

/// Five sources burn at once. Whatever is folded, merged or grouped, what they told is on the wall to the last alert.
class AlertStormTest : public QObject
{
    Q_OBJECT

    static QStringList kinds() { return {u"alertmanager"_s, u"prometheus"_s, u"zabbix"_s, u"grafana"_s, u"falcon"_s}; }
    static int alertsOfEach() { return (isTorture() ? 20'000 : 2'000) / static_cast<int>(kinds().size()); }

    static Tally expected()
    {
        Tally all;
        for (const QString &kind : kinds()) {
            for (int i = 0; i < alertsOfEach(); ++i)
                ++all[kind][i % 3 == 0 ? Severity::Critical : i % 3 == 1 ? Severity::Warning : Severity::Info];
        }
        return all;
    }

    /// Every row of every group, folded ones as well.
    Tally shown()
    {
        Tally all;
        for (const AlertGroup &group : m_window.wall().groups) {
            for (const AlertRow &row : group.rows) {
                for (const AlertKey &key : row.told)
                    ++all[key.source.text()][row.severity];
            }
        }
        return all;
    }

    static int totalOf(const Tally &tally)
    {
        int total = 0;
        for (const auto &counts : tally) {
            for (const int count : counts)
                total += count;
        }
        return total;
    }

    /// What the page shows as rows of their own and what stands under another add up, and nothing critical is folded.
    void expectFoldedWithoutLoss()
    {
        const AlertTreeModel &model = m_window.page().model();
        int alone = 0;
        int folded = 0;
        QSet<QString> seen;
        for (const AlertRow &row : m_window.wall().rows) {
            seen.insert(row.key);
            (row.noise->isFolded() ? folded : alone) += 1;
            QVERIFY(!row.noise->isFolded() || row.severity != Severity::Critical);
            QVERIFY(model.indexOf(row.key).isValid());
        }
        qInfo("%d stand alone and %d are folded", alone, folded);
        QVERIFY(folded > 0);
        QCOMPARE(alone + folded, totalOf(expected()));
        QCOMPARE(seen.size(), totalOf(expected()));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<EverySource> m_sources;
    AlertWindow m_window;

private Q_SLOTS:
    void init()
    {
        m_sources = std::make_unique<EverySource>();
        m_sources->writeWorkspace(m_folder.filePath(u"ws"_s), Poll);
        QVERIFY(m_window.open(
            m_folder.filePath(u"ws"_s), m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()))));
        const auto isLive = [this] {
            return std::ranges::all_of(
                EverySource::kinds(), [this](const auto &kind) { return m_window.freshness(kind) == Freshness::Live; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isLive(), PatienceMs);
    }
    void cleanup()
    {
        m_window.close();
        m_sources.reset();
    }

    void everyAlertOfAStormIsOnTheWall()
    {
        QElapsedTimer clock;
        clock.start();
        for (const QString &kind : kinds())
            m_sources->storm(kind, alertsOfEach());
        QTRY_COMPARE_WITH_TIMEOUT(totalOf(shown()), totalOf(expected()), PatienceMs);
        qInfo("%d alerts of five sources were on the wall after %lld ms", totalOf(expected()), clock.elapsed());
        QCOMPARE(shown(), expected());
        const AlertWall &wall = m_window.wall();
        QCOMPARE(wall.told, totalOf(expected()));
        SeverityCounts sum;
        int rows = 0;
        for (const AlertGroup &group : wall.groups) {
            sum.critical += group.counts.critical;
            sum.warning += group.counts.warning;
            sum.info += group.counts.info;
            sum.suppressed += group.counts.suppressed;
            rows += static_cast<int>(group.rows.size());
        }
        QCOMPARE(sum, wall.counts);
        QCOMPARE(wall.counts.total(), rows); // of different alerts, so none was merged
        QCOMPARE(rows, wall.told);
        expectFoldedWithoutLoss();
    }

    void whatTwoSourcesTellIsOneRowAndCountsForBoth()
    {
        m_sources->storm(u"alertmanager"_s, 100);
        m_sources->fire(u"alertmanager"_s, u"Both"_s, Severity::Critical);
        m_sources->fire(u"prometheus"_s, u"Both"_s, Severity::Critical);
        QTRY_COMPARE_WITH_TIMEOUT(m_window.wall().told, 102, PatienceMs);
        QCOMPARE(m_window.wall().counts.total(), 101);
        QCOMPARE(m_window.row(u"Both"_s).sources.size(), 2);
    }

    /// The figure itself is judged by ./run bench, without sanitizers; here it is printed, and nothing may hang.
    void anAlertIsSeenSoonWhileFiveSourcesBurn()
    {
        for (const QString &kind : kinds())
            m_sources->storm(kind, alertsOfEach());
        QTRY_COMPARE_WITH_TIMEOUT(m_window.wall().told, totalOf(expected()), PatienceMs);
        DelayWatch watch(m_window.page().model());
        const int rounds = isTorture() ? 20 : 4;
        for (int round = 0; round < rounds; ++round) {
            for (const QString &kind : kinds()) {
                const QString name = u"Probe %1 of %2"_s.arg(round).arg(kind);
                watch.begin(EverySource::keyOf(name));
                m_sources->fire(kind, name, Severity::Critical);
            }
            QTRY_VERIFY_WITH_TIMEOUT(watch.isIdle(), PatienceMs);
        }
        qInfo("Source to screen with %d alerts of five sources, polled every %lld ms: p50 %lld ms, p95 %lld ms",
            totalOf(expected()), qint64(Poll.count()), watch.percentile(50), watch.percentile(95));
        QVERIFY(watch.percentile(95) <= 10 * Poll.count());
    }
};

QTEST_MAIN(AlertStormTest)
#include "tst_alertstorm.moc"

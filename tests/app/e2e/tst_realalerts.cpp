// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desk.h"
#include "app/workspace/workspaceloader.h"
#include "models/items/alerttreemodel.h"
#include "tests/stack/realmonitoring.h"
#include "tests/support/run.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/shell/freshnessstrip.h"
#include "widgets/theme/stateshape.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Poll{1000};
// A source is stale two intervals after it fell silent, at the latest. The rest is for what does not belong to the
// promise: the page looks at the clock once a second, and this machine may do other things meanwhile.
constexpr auto StaleWithin = 2 * Poll + std::chrono::milliseconds(1500);
constexpr int LiveWithinMs = 20'000; // generous: only that it happens

constexpr char CatalogYaml[] = R"(
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: shop, title: Web shop}
spec: {}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: ledgers, title: Bookkeeping}
spec: {}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, system: shop}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: books}
spec: {type: service, system: ledgers}
)";

const Labels Burning{{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"cart"_s}, {u"severity"_s, u"critical"_s}};
const Labels Filling{{u"alertname"_s, u"DiskFull"_s}, {u"service"_s, u"cart"_s}, {u"severity"_s, u"warning"_s}};
const Labels Homeless{{u"alertname"_s, u"Watchdog"_s}, {u"severity"_s, u"info"_s}};

/// Everything of a colour's hue, whatever it was blended with at its edges.
int countPixels(const QImage &image, const QColor &wanted)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor seen = image.pixelColor(x, y);
            const bool isHue = std::abs(seen.hue() - wanted.hue()) < 12 && seen.saturation() > 60;
            count += isHue && seen.hue() >= 0 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

/// The window on a workspace with a real Alertmanager: what it shows, and what it shows when that falls silent.
class RealAlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!RealAlertmanager::available(&why))
            QSKIP(qPrintable(why));
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_alertmanager = std::make_unique<RealAlertmanager>();
        QVERIFY2(m_alertmanager->start(), m_alertmanager->log());
        openDesk();
    }

    void cleanup()
    {
        m_desk.reset();
        m_session.reset();
        m_alertmanager.reset();
        m_folder.reset();
    }

    void showsWhatTheAlertmanagerTellsUnderItsSystem()
    {
        fireAll();
        const AlertGroup shop = group(u"system:shop"_s);
        QCOMPARE(shop.title, u"Web shop"_s);
        QCOMPARE(shop.freshness, Freshness::Live);
        QCOMPARE(shop.rows.size(), 2);
        QCOMPARE(shop.rows[0]->name, u"HighErrorRate"_s);
        QCOMPARE(shop.rows[0]->severity, Severity::Critical);
        QCOMPARE(shop.rows[0]->service, u"cart"_s);
        QCOMPARE(shop.rows[1]->name, u"DiskFull"_s);
        QCOMPARE(shop.rows[1]->severity, Severity::Warning);
        QCOMPARE(group(u"unmapped"_s).rows.value(0, AlertRow())->name, u"Watchdog"_s);
        QCOMPARE(group(u"quiet"_s).systems, QStringList{u"Bookkeeping"_s});
        QVERIFY(greenPixels() > 0);

        QVERIFY(m_alertmanager->resolve(Filling));
        QTRY_COMPARE_WITH_TIMEOUT(group(u"system:shop"_s).rows.size(), 1, LiveWithinMs);
    }

    void staysBlindAndCompleteWhileTheServerIsDownAndIsLiveAgainAfterwards()
    {
        fireAll();
        m_alertmanager->stop();
        expectBlindInTime();

        QVERIFY2(m_alertmanager->start(), m_alertmanager->log());
        fireAll();
        QTRY_COMPARE_WITH_TIMEOUT(source().lastError.has_value(), false, LiveWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(group(u"system:shop"_s).freshness, Freshness::Live, LiveWithinMs);
        QCOMPARE(names(), allNames());
        QCOMPARE(page().model().wall().unobserved, 0);
        QTRY_VERIFY(!strip()->accessibleName().contains(u"stale"_s));
        QVERIFY(greenPixels() > 0);
    }

    void aServerThatHangsIsStaleByTheClockAlone()
    {
        fireAll();
        m_alertmanager->freeze();
        expectBlindInTime();
        m_alertmanager->thaw();
        QTRY_COMPARE_WITH_TIMEOUT(group(u"system:shop"_s).freshness, Freshness::Live, LiveWithinMs);
    }

    void whatWasKnownIsShownAsOldWhenTheProgramStartsAgainWithoutTheServer()
    {
        fireAll();
        m_desk.reset();
        m_session.reset();
        m_alertmanager->stop();
        openDesk();
        QTRY_COMPARE_WITH_TIMEOUT(names(), allNames(), LiveWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(group(u"system:shop"_s).freshness, Freshness::Stale, LiveWithinMs);
        QCOMPARE(greenPixels(), 0);
    }

private:
    static QStringList allNames() { return {u"DiskFull"_s, u"HighErrorRate"_s, u"Watchdog"_s}; }

    void openDesk()
    {
        writeFile(m_folder->filePath(u"ws/opsdeck.yaml"_s),
            QStringLiteral("name: e2e\nconnections:\n  - {name: am, kind: alertmanager, url: '%1', poll: %2ms}\n")
                .arg(m_alertmanager->url())
                .arg(Poll.count())
                .toUtf8());
        writeFile(m_folder->filePath(u"ws/catalog/all.yaml"_s), CatalogYaml);
        const LoadedWorkspace loaded = loadWorkspace(m_folder->filePath(u"ws"_s));
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            qWarning().noquote() << diagnostic.text();
        QVERIFY(loaded.isUsable() && loaded.diagnostics.isEmpty());
        auto session
            = Session::open(loaded.workspace, {m_folder->filePath(u"data"_s), m_folder->filePath(u"config"_s)});
        QVERIFY(session.has_value());
        m_session = std::move(*session);
        m_desk = std::make_unique<Desk>(*m_session, m_language, DeskSettings{.language = u"en"_s});
        m_desk->shell().resize(1280, 800);
        m_desk->shell().show();
        m_session->startSync();
    }

    void fireAll()
    {
        for (const Labels &labels : {Burning, Filling, Homeless})
            QVERIFY(m_alertmanager->fire(labels, {{u"summary"_s, u"It is so"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(names(), allNames(), LiveWithinMs);
        QTRY_COMPARE_WITH_TIMEOUT(group(u"system:shop"_s).freshness, Freshness::Live, LiveWithinMs);
    }

    /// From now on, when the server has just fallen silent.
    void expectBlindInTime()
    {
        QElapsedTimer silence;
        silence.start();
        QSet<int> seen;
        const auto isBlindNow = [&] {
            seen.insert(static_cast<int>(names().size())); // rows may not even vanish for a moment
            return group(u"system:shop"_s).freshness == Freshness::Stale
                && strip()->accessibleName().contains(u"am stale since"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isBlindNow(), LiveWithinMs);
        const qint64 took = silence.elapsed();
        QVERIFY2(took <= StaleWithin.count(), qPrintable(u"%1 ms"_s.arg(took)));
        QCOMPARE(seen, QSet<int>{static_cast<int>(allNames().size())});
        expectBlindPage();
    }

    void expectBlindPage()
    {
        const SourceRecord silent = source();
        QCOMPARE(freshnessOf(silent, QDateTime::currentDateTimeUtc()), Freshness::Stale);
        QVERIFY(silent.lastSuccess.isValid());
        const AlertWall &wall = page().model().wall();
        QCOMPARE(names(), allNames());
        for (const AlertGroup &each : wall.groups) {
            QVERIFY(isBlind(each.freshness)); // what the page hatches
            QVERIFY(each.kind != AlertGroup::Kind::Quiet);
            QCOMPARE(each.blindSince, silent.lastSuccess);
            for (const AlertRow &row : each.rows)
                QVERIFY(row.blind);
        }
        QCOMPARE(group(u"unobserved"_s).systems, QStringList{u"Bookkeeping"_s});
        QCOMPARE(wall.unobserved, wall.systems);
        QCOMPARE(greenPixels(), 0);
    }

    AlertsPage &page() { return *m_desk->shell().findChild<AlertsPage *>(); }
    FreshnessStrip *strip() { return m_desk->shell().findChild<FreshnessStrip *>(); }
    SourceRecord source() { return wait(m_session->cache().sources()).value_or(QList<SourceRecord>()).value(0); }

    AlertGroup group(const QString &key)
    {
        for (const AlertGroup &group : page().model().wall().groups) {
            if (group.key() == key)
                return group;
        }
        return {};
    }

    /// Of all alerts, as the page's own model has them.
    QStringList names()
    {
        QStringList all;
        const AlertTreeModel &model = page().model();
        for (int at = 0; at < model.rowCount(); ++at) {
            const QModelIndex parent = model.index(at, 0);
            for (int row = 0; row < model.rowCount(parent); ++row)
                all.append(model.index(row, 0, parent).data(AlertTreeModel::AlertRole).value<AlertRow>().name);
        }
        all.sort();
        return all;
    }

    int greenPixels()
    {
        QCoreApplication::processEvents();
        return countPixels(m_desk->shell().grab().toImage(), m_desk->theme().color(tokenOf(StateShape::Ok)));
    }

    Language m_language;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RealAlertmanager> m_alertmanager;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Desk> m_desk;
};

QTEST_MAIN(RealAlertsTest)
#include "tst_realalerts.moc"

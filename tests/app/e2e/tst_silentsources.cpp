// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttext.h"
#include "tests/app/e2e/alertwindow.h"
#include "tests/stack/process.h"
#include "tests/support/everysource.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Poll{1000};
// Two intervals are the promise; the page looks at the clock once a second, and the machine may be busy.
constexpr auto MarkedWithin = 2 * Poll + std::chrono::milliseconds(1500);
constexpr int PatienceMs = 30'000; // generous: only that it happens

} // namespace

/// One source of every kind; each falls silent in turn. What it told stays, is seen to be old, and nothing is green.
class SilentSourcesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    EverySource m_sources;
    AlertWindow m_window;
    int m_homes = 0;

    static QString alertOf(const QString &kind) { return u"Told by "_s + kind; }

    void open()
    {
        m_sources.writeWorkspace(m_folder.filePath(u"ws"_s), Poll);
        QVERIFY(m_window.open(m_folder.filePath(u"ws"_s), m_folder.filePath(u"home-%1"_s.arg(++m_homes))));
    }

    bool isAllLive()
    {
        const QStringList kinds = EverySource::kinds();
        return m_window.names().size() == kinds.size() && std::ranges::all_of(kinds, [this](const QString &kind) {
            return m_window.freshness(kind) == Freshness::Live;
        }) && m_window.wall().unobserved == 0;
    }

    QDateTime lastSuccessOf(const QString &kind)
    {
        for (const SourceView &view : m_window.wall().sources) {
            if (view.id == SourceId(kind))
                return view.lastSuccess;
        }
        return {};
    }

    /// Nothing of the page says that all is well.
    void expectNoGreen(const QString &silent)
    {
        QCOMPARE(m_window.wall().unobserved, m_window.wall().systems);
        for (const AlertGroup &group : m_window.wall().groups) {
            QVERIFY(group.kind != AlertGroup::Kind::Quiet);
            QVERIFY(isBlind(group.freshness)); // what the page hatches
            QCOMPARE(group.silentSources, QList<SourceId>{SourceId(silent)});
        }
        QCOMPARE(m_window.greenPixels(), 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &kind : EverySource::kinds())
            m_sources.fire(kind, alertOf(kind), Severity::Warning);
        open();
        QTRY_VERIFY_WITH_TIMEOUT(isAllLive(), PatienceMs);
        QVERIFY(m_window.greenPixels() > 0);
    }

    void cleanupTestCase() { m_window.close(); }

    void aSourceThatFallsSilentIsMarkedInTimeAndNothingOfItTurnsGreen_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : EverySource::kinds())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void aSourceThatFallsSilentIsMarkedInTimeAndNothingOfItTurnsGreen()
    {
        QFETCH(QString, kind);
        const QStringList names = m_window.names();
        m_sources.stop(kind);
        QElapsedTimer silence;
        silence.start();
        QSet<QStringList> seen;
        const auto isMarked = [&] {
            seen.insert(m_window.names()); // rows may not even vanish for a moment
            return m_window.freshness(kind) == Freshness::Stale && m_window.strip().contains(kind + u" stale since "_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isMarked(), PatienceMs);
        qInfo("%s was marked after %lld ms", qPrintable(kind), silence.elapsed());
        QVERIFY2(silence.elapsed() <= MarkedWithin.count(), qPrintable(QString::number(silence.elapsed())));
        QCOMPARE(seen, QSet<QStringList>{names});

        const QString since = QLocale().toString(lastSuccessOf(kind).toLocalTime(), u"HH:mm");
        const auto all = EverySource::kinds().size();
        QVERIFY2(m_window.strip().contains(u"%1/%2 live"_s.arg(all - 1).arg(all)), qPrintable(m_window.strip()));
        QVERIFY2(m_window.strip().contains(kind + u" stale since "_s + since), qPrintable(m_window.strip()));
        expectNoGreen(kind);
        for (const AlertGroup &group : m_window.wall().groups) {
            const QString words = detailText(group, QDateTime::currentDateTimeUtc());
            QVERIFY2(words.contains(kind + u" stale since "_s + since), qPrintable(words));
            for (const AlertRow &row : group.rows)
                QCOMPARE(row.blind, row.name == alertOf(kind)); // and the others' are not
        }
        QVERIFY(m_sources.start(kind));
        QTRY_VERIFY_WITH_TIMEOUT(isAllLive(), PatienceMs);
        QVERIFY(!m_window.strip().contains(u"stale"_s));
        QTRY_VERIFY(m_window.greenPixels() > 0);
    }

    void aSourceThatWasDeadFromTheStartIsSaidNeverToHaveBeenReached()
    {
        const QString kind = u"zabbix"_s;
        m_window.close();
        m_sources.stop(kind);
        open();
        const auto othersAreThere = [&] { return m_window.names().size() == EverySource::kinds().size() - 1; };
        QTRY_VERIFY_WITH_TIMEOUT(othersAreThere(), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_window.freshness(kind), Freshness::Unreachable, PatienceMs);
        QTRY_VERIFY2(m_window.strip().contains(kind + u" never reached"_s), qPrintable(m_window.strip()));
        const auto othersAreLive = [&] {
            return std::ranges::all_of(EverySource::kinds(),
                [&](const QString &each) { return each == kind || m_window.freshness(each) == Freshness::Live; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(othersAreLive(), PatienceMs);
        expectNoGreen(kind);
        for (const AlertGroup &group : m_window.wall().groups) {
            const QString words = detailText(group, QDateTime::currentDateTimeUtc());
            QVERIFY2(words.contains(u"zabbix never reached"_s), qPrintable(words));
        }
        QVERIFY(m_sources.start(kind));
        QTRY_VERIFY_WITH_TIMEOUT(isAllLive(), PatienceMs);
    }
};

QTEST_MAIN(SilentSourcesTest)
#include "tst_silentsources.moc"

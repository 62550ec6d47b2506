// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/silencemodel.h"
#include "tests/app/e2e/alertwindow.h"
#include "tests/stack/realmonitoring.h"
#include "widgets/pages/alerts/silencedialog.h"
#include "widgets/pages/alerts/silencelist.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Poll{1000};
// Two intervals are the promise; the page looks at the clock once a second, and the machine may be busy.
constexpr auto StaleWithin = 2 * Poll + std::chrono::milliseconds(1500);
constexpr int PatienceMs = 30'000; // generous: only that it happens

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
)";

const Labels Burning{{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"cart"_s}, {u"severity"_s, u"critical"_s}};
const Labels Filling{{u"alertname"_s, u"DiskFull"_s}, {u"service"_s, u"cart"_s}, {u"severity"_s, u"warning"_s}};

QLineEdit *field(const QDialog &dialog, const QString &name)
{
    for (QLineEdit *line : dialog.findChildren<QLineEdit *>()) {
        if (line->accessibleName() == name)
            return line;
    }
    return nullptr;
}

QPushButton *defaultButton(const QDialog &dialog)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault())
            return button;
    }
    return nullptr;
}

} // namespace

/// The window on a real pair of Alertmanagers in a cluster, as people run them: one alert is one row, a silence is one
/// silence, and a member that is gone takes nothing with it.
class AlertPairTest : public QObject
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
        m_a = std::make_unique<RealAlertmanager>();
        m_b = std::make_unique<RealAlertmanager>();
        RealAlertmanager::join(*m_a, *m_b);
        QVERIFY2(m_a->start(), m_a->log());
        QVERIFY2(m_b->start(), m_b->log());
        QTRY_VERIFY_WITH_TIMEOUT(m_a->seesPeers(2) && m_b->seesPeers(2), PatienceMs);
        writeFile(m_folder->filePath(u"ws/opsdeck.yaml"_s),
            QStringLiteral("name: pair\nconnections:\n  - {name: a, kind: alertmanager, url: '%1', poll: %3ms}\n"
                           "  - {name: b, kind: alertmanager, url: '%2', poll: %3ms}\n")
                .arg(m_a->url(), m_b->url())
                .arg(Poll.count())
                .toUtf8());
        writeFile(m_folder->filePath(u"ws/catalog/all.yaml"_s), CatalogYaml);
        QVERIFY(m_window.open(m_folder->filePath(u"ws"_s), m_folder->path()));
        fire({Burning, Filling});
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), PatienceMs);
    }

    void cleanup()
    {
        m_window.close();
        m_b.reset();
        m_a.reset();
        m_folder.reset();
    }

    void anAlertThatBothTellIsOneRowOfTwoSources()
    {
        QCOMPARE(m_window.names(), (QStringList{u"DiskFull"_s, u"HighErrorRate"_s}));
        QCOMPARE(m_window.wall().told, 4);
        QCOMPARE(m_window.wall().counts, (SeverityCounts{.critical = 1, .warning = 1}));
        const AlertRow row = m_window.row(u"HighErrorRate"_s);
        QCOMPARE(sourcesOf(row), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(m_window.group(u"system:shop"_s).freshness, Freshness::Live);
        QVERIFY(m_window.greenPixels() > 0); // of the other system

        QVERIFY(m_a->resolve(Filling) && m_b->resolve(Filling));
        QTRY_COMPARE_WITH_TIMEOUT(m_window.names(), QStringList{u"HighErrorRate"_s}, PatienceMs);
    }

    void aSilenceMadeHereIsInBothAndShownOnce()
    {
        const QString id = silence(u"HighErrorRate"_s, u"moving the database"_s);
        QVERIFY(!id.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_a->stateOf(id), u"active"_s, PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_b->stateOf(id), u"active"_s, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window.row(u"HighErrorRate"_s).suppressed, PatienceMs);
        QCOMPARE(m_window.wall().counts, (SeverityCounts{.warning = 1, .suppressed = 1}));
        SilenceList &list = openList();
        QTRY_COMPARE_WITH_TIMEOUT(idsOf(list), QStringList{id}, PatienceMs);
        const QList<SourceId> both{SourceId(u"a"_s), SourceId(u"b"_s)};
        QTRY_COMPARE_WITH_TIMEOUT(list.model().records().value(0).sources, both, PatienceMs);
        QTRY_COMPARE(list.model().records().value(0).hits, 1); // one alert, though two tell it
    }

    void aSilenceThatComesBackWithAnotherIdIsFollowed()
    {
        const QString first = silence(u"HighErrorRate"_s, u"moving the database"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_window.row(u"HighErrorRate"_s).suppressed, PatienceMs);
        SilenceList &list = openList();
        QTRY_COMPARE_WITH_TIMEOUT(idsOf(list), QStringList{first}, PatienceMs);

        change(list, [](SilenceDialog &dialog) { field(dialog, u"Why"_s)->setText(u"still moving"_s); });
        QTRY_COMPARE_WITH_TIMEOUT(list.model().records().value(0).silence.comment, u"still moving"_s, PatienceMs);
        QCOMPARE(idsOf(list), QStringList{first}); // only the words: it is the same one

        change(list, [](SilenceDialog &dialog) {
            field(dialog, u"Value of alertname"_s)->setText(u"DiskFull"_s);
            field(dialog, u"Value of severity"_s)->setText(u"warning"_s);
        });
        const auto isOther = [&] { return idsOf(list).size() == 1 && idsOf(list).first() != first; };
        QTRY_VERIFY_WITH_TIMEOUT(isOther(), PatienceMs);
        const QString second = idsOf(list).first();
        for (const RealAlertmanager *member : {m_a.get(), m_b.get()}) {
            QTRY_COMPARE_WITH_TIMEOUT(member->stateOf(first), u"expired"_s, PatienceMs);
            QTRY_COMPARE_WITH_TIMEOUT(member->stateOf(second), u"active"_s, PatienceMs);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!m_window.row(u"HighErrorRate"_s).suppressed, PatienceMs);
        const auto silencing = [this] { return silencesOf(m_window.row(u"DiskFull"_s)); };
        QTRY_COMPARE_WITH_TIMEOUT(silencing(), (QStringList{second}), PatienceMs);
    }

    void aMemberThatIsGoneTakesNothingWithItAndNothingTurnsGreen()
    {
        m_b->stop();
        expectHalfBlindInTime();

        // What happens meanwhile is seen through the other, and the pair is asked through it.
        const Labels slow{{u"alertname"_s, u"SlowQueries"_s}, {u"service"_s, u"cart"_s}};
        QVERIFY(m_a->fire(slow));
        QTRY_COMPARE_WITH_TIMEOUT(sourcesOf(m_window.row(u"SlowQueries"_s)), QStringList{u"a"_s}, PatienceMs);
        const QString id = silence(u"HighErrorRate"_s, u"known"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_a->stateOf(id), u"active"_s, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window.row(u"HighErrorRate"_s).suppressed, PatienceMs);

        QVERIFY2(m_b->start(), m_b->log());
        fire({Burning, Filling, slow}); // as a Prometheus says again and again
        QTRY_COMPARE_WITH_TIMEOUT(m_window.freshness(u"b"_s), Freshness::Live, PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_b->stateOf(id), u"active"_s, PatienceMs); // it learnt of it
        QTRY_COMPARE_WITH_TIMEOUT(sourcesOf(m_window.row(u"SlowQueries"_s)).size(), 2, PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_window.group(u"system:shop"_s).freshness, Freshness::Live, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window.row(u"HighErrorRate"_s).suppressed, PatienceMs);
        QCOMPARE(m_window.names(), (QStringList{u"DiskFull"_s, u"HighErrorRate"_s, u"SlowQueries"_s}));
        QVERIFY(!m_window.strip().contains(u"stale"_s));
        QTRY_VERIFY(m_window.greenPixels() > 0);
    }

    void whatOnlyTheMissingMemberToldStaysUntilItTakesItBack()
    {
        m_b->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_window.freshness(u"b"_s), Freshness::Stale, PatienceMs);
        QVERIFY(m_a->resolve(Filling));
        const auto isBlind = [this] { return m_window.row(u"DiskFull"_s).blind; };
        QTRY_VERIFY_WITH_TIMEOUT(isBlind(), PatienceMs);
        QCOMPARE(sourcesOf(m_window.row(u"DiskFull"_s)), QStringList{u"b"_s});
        QVERIFY2(m_b->start(), m_b->log());
        fire({Burning});
        QTRY_COMPARE_WITH_TIMEOUT(m_window.names(), QStringList{u"HighErrorRate"_s}, PatienceMs);
    }

private:
    static QStringList sourcesOf(const AlertRow &row)
    {
        QStringList all;
        for (const SourceView &source : row.sources)
            all.append(source.id.text());
        return all;
    }

    static QStringList silencesOf(const AlertRow &row)
    {
        QStringList all;
        for (const Silence &silence : row.silences)
            all.append(silence.id);
        all.removeDuplicates();
        return all;
    }

    static QStringList idsOf(const SilenceList &list)
    {
        QStringList all;
        for (const SilenceView &view : list.model().records())
            all.append(view.silence.id);
        return all;
    }

    void fire(const QList<Labels> &alerts)
    {
        for (const Labels &labels : alerts) {
            QVERIFY(m_a->fire(labels, {{u"summary"_s, u"It is so"_s}}));
            QVERIFY(m_b->fire(labels, {{u"summary"_s, u"It is so"_s}}));
        }
    }

    bool isWhole()
    {
        return m_window.wall().told == 4 && m_window.freshness(u"a"_s) == Freshness::Live
            && m_window.freshness(u"b"_s) == Freshness::Live;
    }

    /// As a person does: with the hand on the alert, a key and a reason. The id that Alertmanager gave it.
    QString silence(const QString &alert, const QString &why)
    {
        const QStringList before = idsIn(*m_a);
        if (!m_window.press(alert, Qt::Key_S)
            || !QTest::qWaitFor([this] { return m_window.dialog<SilenceDialog>() != nullptr; }))
            return {};
        SilenceDialog &dialog = *m_window.dialog<SilenceDialog>();
        field(dialog, u"Why"_s)->setText(why);
        give(dialog);
        QStringList made;
        const auto isMade = [&] {
            made = idsIn(*m_a);
            made.removeIf([&before](const QString &id) { return before.contains(id); });
            return !made.isEmpty();
        };
        return QTest::qWaitFor(isMade, PatienceMs) ? made.first() : QString();
    }

    static QStringList idsIn(const RealAlertmanager &member)
    {
        QStringList ids;
        for (const QJsonValue &each : member.silences())
            ids.append(each[u"id"_s].toString());
        return ids;
    }

    /// Presses the button once it may be pressed; the dialog goes.
    static void give(SilenceDialog &dialog)
    {
        const QPointer<SilenceDialog> open(&dialog);
        QTRY_VERIFY(defaultButton(dialog)->isEnabled());
        defaultButton(dialog)->click();
        QTRY_VERIFY(!open);
    }

    SilenceList &openList()
    {
        QTest::keyClick(&m_window.view(), Qt::Key_S, Qt::ShiftModifier);
        return *m_window.dialog<SilenceList>();
    }

    void change(SilenceList &list, const std::function<void(SilenceDialog &)> &edit)
    {
        list.findChild<QTreeView *>()->setCurrentIndex(list.model().index(0, 0));
        for (QPushButton *button : list.findChildren<QPushButton *>()) {
            if (button->text() == u"Change…")
                button->click();
        }
        QTRY_VERIFY(m_window.dialog<SilenceDialog>());
        edit(*m_window.dialog<SilenceDialog>());
        give(*m_window.dialog<SilenceDialog>());
    }

    /// From now on, when b has just gone.
    void expectHalfBlindInTime()
    {
        QElapsedTimer silence;
        silence.start();
        QSet<QStringList> seen;
        const auto isMarked = [&] {
            seen.insert(m_window.names()); // rows may not even vanish for a moment
            return m_window.freshness(u"b"_s) == Freshness::Stale && m_window.strip().contains(u"b stale since"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isMarked(), PatienceMs);
        qInfo("The missing member was marked after %lld ms", silence.elapsed());
        QVERIFY2(silence.elapsed() <= StaleWithin.count(), qPrintable(QString::number(silence.elapsed())));
        QCOMPARE(seen.size(), 1);
        QVERIFY(m_window.strip().contains(u"1/2 live"_s));
        for (const AlertGroup &group : m_window.wall().groups) {
            QCOMPARE(group.freshness, Freshness::Stale); // b may know of more than a does
            QVERIFY(group.kind != AlertGroup::Kind::Quiet);
            QCOMPARE(group.silentSources, QList<SourceId>{SourceId(u"b"_s)});
        }
        for (const QString &name : m_window.names()) {
            const AlertRow row = m_window.row(name);
            QCOMPARE(sourcesOf(row), (QStringList{u"a"_s, u"b"_s}));
            QVERIFY(!row.blind); // a still tells it
        }
        QCOMPARE(m_window.wall().unobserved, m_window.wall().systems);
        QCOMPARE(m_window.greenPixels(), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RealAlertmanager> m_a;
    std::unique_ptr<RealAlertmanager> m_b;
    AlertWindow m_window;
};

QTEST_MAIN(AlertPairTest)
#include "tst_alertpair.moc"

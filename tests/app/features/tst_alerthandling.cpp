// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/alerts/alertservice.h"
#include "app/features/alertsfeature.h"
#include "app/features/alertwatch.h"
#include "app/features/sourcewatch.h"
#include "models/domain/silencematch.h"
#include "models/items/alerttreemodel.h"
#include "models/items/silencemodel.h"
#include "tests/app/features/fakestores.h"
#include "tests/widgets/pages/samples.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/pages/alerts/deeddialog.h"
#include "widgets/pages/alerts/silencedialog.h"
#include "widgets/pages/alerts/silencelist.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

/// Keeps the ledger, as the real one does, and remembers what it was asked for.
class FakeAlertService : public AlertService
{
public:
    explicit FakeAlertService(FakeLedger &ledger)
        : m_ledger(ledger)
    { }

    QFuture<Result<AlertOutcome>> tend(QList<AlertTarget> alerts, AlertDeed deed) override
    {
        deed.by = u"li@desk"_s;
        deed.at = QDateTime::currentDateTimeUtc();
        for (const AlertTarget &target : std::as_const(alerts)) {
            deed.alert = target.key;
            m_ledger.append(entryOf(deed, target.title, target.environment));
        }
        m_targets = alerts;
        return QtFuture::makeReadyFuture<Result<AlertOutcome>>(m_outcome);
    }
    QFuture<Result<QString>> silence(Silence silence) override
    {
        m_silences.append(silence);
        return QtFuture::makeReadyFuture<Result<QString>>(u"s9"_s);
    }
    QFuture<Result<void>> expire(Silence silence) override
    {
        m_ended.append(silence.id);
        return QtFuture::makeReadyFuture<Result<void>>(Result<void>());
    }
    QFuture<Result<QList<SourceId>>> silencers() override
    {
        return QtFuture::makeReadyFuture<Result<QList<SourceId>>>(m_silencers);
    }

    QList<AlertTarget> m_targets;
    QList<Silence> m_silences;
    QStringList m_ended;
    QList<SourceId> m_silencers;
    AlertOutcome m_outcome;

private:
    FakeLedger &m_ledger;
};

} // namespace

/// From a key on the alerts page to the ledger and back onto the page.
class AlertHandlingTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeCache> m_cache;
    std::unique_ptr<FakeLedger> m_ledger;
    std::unique_ptr<SourceWatch> m_watch;
    std::unique_ptr<FakeAlertService> m_service;
    std::unique_ptr<FakeHistory> m_history;
    std::unique_ptr<AlertWatch> m_alerts;
    std::unique_ptr<AlertsFeature> m_feature;
    std::unique_ptr<Page> m_owner;
    Workspace m_workspace;
    Theme m_theme{ThemeKind::Dark};

    AlertsPage &page() { return static_cast<AlertsPage &>(*m_owner); }
    AlertView &view() { return *page().findChild<AlertView *>(); }
    template <typename T> T *dialog() { return page().findChild<T *>(); }

    void open(bool mayHandle)
    {
        const FeatureContext context{m_workspace, *m_cache, *m_ledger, *m_watch, m_theme};
        m_alerts = std::make_unique<AlertWatch>(m_workspace, *m_cache, *m_ledger, *m_watch);
        m_feature = std::make_unique<AlertsFeature>(
            context, *m_alerts, AlertServices{mayHandle ? m_service.get() : nullptr, nullptr, m_history.get()});
        m_owner.reset(m_feature->page());
        page().resize(1200, 800);
        page().show();
        QTRY_VERIFY(page().model().rowCount() > 0);
        const QModelIndex group = page().model().index(0, 0);
        view().setExpanded(group, true);
        view().setCurrentIndex(page().model().index(0, 0, group));
    }

    AlertRow current() { return view().currentIndex().data(AlertTreeModel::AlertRole).value<AlertRow>(); }
    void press(Qt::Key key) { QTest::keyClick(&view(), key); }

    static void fillAndAct(QDialog &dialog, const QString &field, const QString &text)
    {
        for (QLineEdit *line : dialog.findChildren<QLineEdit *>()) {
            if (line->accessibleName() == field)
                line->setText(text);
        }
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (!button->isDefault())
                continue;
            QTRY_VERIFY(button->isEnabled()); // a silence is held against all alerts first
            button->click();
        }
    }

private Q_SLOTS:
    void init()
    {
        m_cache = std::make_unique<FakeCache>();
        m_ledger = std::make_unique<FakeLedger>();
        m_service = std::make_unique<FakeAlertService>(*m_ledger);
        m_history = std::make_unique<FakeHistory>();
        const AlertWallInput wall = sampleWallInput();
        m_workspace.catalog = wall.catalog;
        m_workspace.connections = wall.connections;
        m_cache->m_alerts = wall.alerts;
        m_cache->m_sources = wall.sources;
        m_watch = std::make_unique<SourceWatch>(*m_cache);
    }
    void cleanup()
    {
        m_feature.reset();
        m_owner.reset();
        m_watch.reset();
    }

    void anAcknowledgedAlertShowsWhoHasItAndGivenBackItDoesNot()
    {
        open(true);
        const QString key = current().key;
        press(Qt::Key_A);
        QVERIFY(dialog<DeedDialog>());
        fillAndAct(*dialog<DeedDialog>(), u"Note"_s, u"growing the disk"_s);
        QTRY_COMPARE(m_service->m_targets.size(), 1);
        QCOMPARE(m_service->m_targets.first().key, key);
        QCOMPARE(m_service->m_targets.first().told.size(), current().told.size());
        QVERIFY(!m_service->m_targets.first().told.isEmpty());
        const auto owner = [&] {
            const auto row = page().model().indexOf(key).data(AlertTreeModel::AlertRole).value<AlertRow>();
            return row.care.acknowledgement ? row.care.acknowledgement->by : QString();
        };
        QTRY_COMPARE(owner(), u"li@desk"_s);
        QCOMPARE(current().key, key); // the hand stays where it was
        press(Qt::Key_U);
        QTRY_COMPARE(owner(), QString());
    }

    void aGroupIsAcknowledgedWhole()
    {
        open(true);
        view().setCurrentIndex(page().model().index(0, 0));
        const int alerts = page().model().rowCount(page().model().index(0, 0));
        press(Qt::Key_A);
        fillAndAct(*dialog<DeedDialog>(), u"Note"_s, {});
        QTRY_COMPARE(m_service->m_targets.size(), alerts);
    }

    void allThatAreSelectedAreActedOnTogether()
    {
        open(true);
        QTest::keyClick(&view(), Qt::Key_J, Qt::ShiftModifier);
        QTest::keyClick(&view(), Qt::Key_J, Qt::ShiftModifier);
        QCOMPARE(view().selectedLines(), 3);
        QStringList keys;
        for (const AlertRow &row : view().chosenAlerts())
            keys.append(row.key);
        QCOMPARE(keys.size(), 3);
        press(Qt::Key_A);
        QCOMPARE(dialog<DeedDialog>()->windowTitle(), u"Acknowledge 3 alerts"_s);
        fillAndAct(*dialog<DeedDialog>(), u"Note"_s, u"one cause"_s);
        QTRY_COMPARE(m_service->m_targets.size(), 3);
        for (const AlertTarget &target : std::as_const(m_service->m_targets))
            QVERIFY(keys.contains(target.key));
        QCOMPARE(view().selectedLines(), 3); // and stays so while the wall is read again
        press(Qt::Key_U);
        QTRY_COMPARE(m_service->m_targets.size(), 3);
    }

    void oneSilenceHitsAllThatAreSelectedAndNothingElseOfTheSample()
    {
        open(true);
        m_service->m_silencers = {SourceId(u"alertmanager"_s)};
        QTest::keyClick(&view(), Qt::Key_J, Qt::ShiftModifier);
        const QList<AlertRow> chosen = view().chosenAlerts();
        QCOMPARE(chosen.size(), 2);
        press(Qt::Key_S);
        QTRY_VERIFY(dialog<SilenceDialog>());
        const SilenceMatch match(dialog<SilenceDialog>()->silence().matchers);
        QVERIFY(match.isValid() && !match.catchesAll());
        for (const AlertRow &row : chosen)
            QVERIFY2(match.matches(row.labels), qPrintable(matchersText(dialog<SilenceDialog>()->silence().matchers)));
        int others = 0;
        for (const Alert &alert : std::as_const(m_cache->m_alerts))
            others += match.matches(alert.labels) && alert.name != chosen.at(0).name && alert.name != chosen.at(1).name;
        QCOMPARE(others, 0);
    }

    void aRefusalOfASourceIsSaid()
    {
        m_service->m_outcome.refused = {Error{.kind = Error::Kind::Forbidden, .origin = u"zabbix"_s}};
        open(true);
        press(Qt::Key_U);
        const auto labels = page().findChildren<QLabel *>();
        QTRY_VERIFY(std::ranges::any_of(
            labels, [](const QLabel *label) { return label->isVisible() && label->text().contains(u"zabbix"_s); }));
        press(Qt::Key_Escape);
        QVERIFY(std::ranges::none_of(
            labels, [](const QLabel *label) { return label->isVisible() && label->text().contains(u"zabbix"_s); }));
    }

    void aSilenceBeginsWithTheLabelsOfTheAlert()
    {
        open(true);
        const AlertKey told = current().told.first();
        m_service->m_silencers = {told.source};
        press(Qt::Key_S);
        QTRY_VERIFY(dialog<SilenceDialog>());
        fillAndAct(*dialog<SilenceDialog>(), u"Why"_s, u"move"_s);
        QTRY_COMPARE(m_service->m_silences.size(), 1);
        QCOMPARE(m_service->m_silences.first().source, told.source);
        QVERIFY(m_service->m_silences.first().matchers.contains(Silence::Matcher{u"alertname"_s, current().name}));
    }

    void aSilenceSaysWhatItWouldHaveHitYesterday()
    {
        open(true);
        const AlertKey told = current().told.first();
        m_service->m_silencers = {told.source};
        const Labels labels = current().labels;
        m_history->m_timeline.traces = {{.key = told, .labels = labels},
            {.key = {told.source, u"another"_s}, .labels = labels}, {.key = {SourceId(u"else"_s), u"x"_s}}};
        const auto says = [this](const QString &words) {
            const auto shownLabels = page().findChildren<QLabel *>();
            return std::ranges::any_of(
                shownLabels, [&words](const QLabel *label) { return label->text().contains(words); });
        };
        press(Qt::Key_S);
        QTRY_VERIFY(says(u"would have hit 2 alerts in the last 24 hours"_s));
        dialog<SilenceDialog>()->close();
        QTRY_VERIFY(!dialog<SilenceDialog>());
        m_history->m_error = Error{.kind = Error::Kind::Storage};
        press(Qt::Key_S);
        QTRY_VERIFY(says(u"there is no history"_s));
    }

    void whereNothingCanBeSilencedThatIsSaid()
    {
        open(true);
        press(Qt::Key_S);
        QTRY_VERIFY(std::ranges::any_of(page().findChildren<QLabel *>(),
            [](const QLabel *label) { return label->isVisible() && label->text().contains(u"silences"_s); }));
        QVERIFY(!dialog<SilenceDialog>());
    }

    void aSilenceOfTheListIsChangedOrEnded()
    {
        const SourceId am(u"alertmanager"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        m_cache->m_silences = {{.source = am,
                                   .id = u"s1"_s,
                                   .matchers = {{u"alertname"_s, u"QueueBacklog"_s}},
                                   .state = u"active"_s,
                                   .comment = u"known"_s,
                                   .endsAt = now.addSecs(600)},
            {.source = am, .id = u"s2"_s, .matchers = {{u"alertname"_s, u"Gone"_s}}, .endsAt = now.addDays(2)}};
        open(true);
        QTest::keyClick(&view(), Qt::Key_S, Qt::ShiftModifier);
        auto *list = dialog<SilenceList>();
        QVERIFY(list);
        QTRY_COMPARE(list->model().records().size(), 2);
        QCOMPARE(list->model().records().at(0).hits, 1);
        QVERIFY(list->model().records().at(1).isUnmatched());
        const auto press = [list](const QString &text) {
            for (QPushButton *button : list->findChildren<QPushButton *>()) {
                if (button->text() == text)
                    button->click();
            }
        };
        list->findChild<QTreeView *>()->setCurrentIndex(list->model().index(0, 0));
        press(u"Change…"_s);
        QTRY_VERIFY(dialog<SilenceDialog>());
        QCOMPARE(dialog<SilenceDialog>()->silence().id, u"s1"_s);
        press(u"End now…"_s);
        auto *question = list->findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(m_service->m_ended, QStringList());
        question->buttons().first()->click();
        QTRY_COMPARE(m_service->m_ended, QStringList{u"s1"_s});
    }

    void whoMayOnlyLookHasNothingToPress()
    {
        open(false);
        press(Qt::Key_A);
        press(Qt::Key_S);
        QVERIFY(!dialog<DeedDialog>());
        for (const QPushButton *button : page().inspector()->findChildren<QPushButton *>())
            QVERIFY2(!button->text().contains(u"Acknowledge"_s) || button->isHidden(), qPrintable(button->text()));
        for (const PageShortcut &shortcut : page().shortcuts())
            QVERIFY2(!QStringLiteral("ahsx").contains(shortcut.keys.at(0)), qPrintable(shortcut.effect));
    }

    void anAcknowledgementThatEndsIsSeenToEnd()
    {
        open(true);
        const QString key = current().key;
        AlertDeed deed{.kind = AlertDeed::Kind::Acknowledged, .alert = key, .by = u"li@desk"_s};
        deed.at = QDateTime::currentDateTimeUtc();
        deed.until = deed.at.addMSecs(1500);
        m_ledger->append(entryOf(deed, {}, {}));
        const auto isHad = [&] {
            const auto row = page().model().indexOf(key).data(AlertTreeModel::AlertRole).value<AlertRow>();
            return row.care.acknowledgement.has_value();
        };
        QTRY_VERIFY(isHad());
        QTRY_VERIFY(!isHad());
    }
};

QTEST_MAIN(AlertHandlingTest)
#include "tst_alerthandling.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/screenshot.h"
#include "widgets/pages/deploy/checkmodel.h"
#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/checkview.h"
#include "widgets/pages/deploy/riskcard.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

Precheck check(PrecheckKind kind, const QString &host, Verdict verdict, const QString &reason = u"fine"_s)
{
    const bool isBad = verdict != Verdict::Pass;
    return {
        kind, HostId(host), {}, verdict, reason, isBad ? Phrase(u"Mend it."_s) : Phrase(), verdict == Verdict::Block};
}

QString hostName(int number)
{
    return u"app-%1"_s.arg(number, 4, 10, QChar(u'0'));
}

QList<Precheck> passes(int hosts)
{
    QList<Precheck> checks;
    for (int i = 0; i < hosts; ++i)
        checks.append(check(PrecheckKind::HostReachable, hostName(i), Verdict::Pass));
    return checks;
}

PrecheckReport reportOf(const QList<Precheck> &checks, Role role = Role::Admin)
{
    PrecheckReport report;
    report.checks = checks;
    report.role = role;
    report.actor = u"li.na@desk-7"_s;
    return report;
}

/// A freeze, an unreadable scan, a warning, and 48 of 50 hosts.
PrecheckReport busyReport()
{
    QList<Precheck> checks = passes(50);
    checks[7] = check(PrecheckKind::HostReachable, hostName(7), Verdict::Block, u"no route to host"_s);
    checks[31] = check(PrecheckKind::HostReachable, hostName(31), Verdict::Warn, u"the clock is 40 s off"_s);
    checks.append(check(PrecheckKind::ScanSeverity, {}, Verdict::Unknown, u"the scanner did not answer"_s));
    checks.append(check(PrecheckKind::FreezeWindow, {}, Verdict::Block, u"freeze \"quarter end\""_s));
    checks.append(check(PrecheckKind::EnvironmentLease, {}, Verdict::Pass));
    checks[50].part = ModuleId(u"checkout"_s);
    PrecheckReport report = reportOf(checks);
    report.risk = {72,
        {{u"a freeze is on"_s, 30}, {u"production"_s, 15}, {u"the last deployment did not go well"_s, 15},
            {u"few people are there"_s, 10}, {u"unknown checks: 1"_s, 2}},
        true};
    return report;
}

PrecheckReport freezeReport(Role role = Role::Admin)
{
    return reportOf({check(PrecheckKind::FreezeWindow, {}, Verdict::Block, u"freeze \"quarter end\""_s)}, role);
}

PrecheckReport riskyReport()
{
    PrecheckReport report = reportOf(passes(1));
    report.risk = {72, {{u"production"_s, 72}}, true};
    return report;
}

QStringList headsOf(const CheckModel &model)
{
    QStringList heads;
    for (int row = 0; row < model.rowCount(); ++row)
        heads.append(model.index(row, 0).data().toString());
    return heads;
}

QString textsOf(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts.append(label->text());
    }
    for (const auto *label : widget.findChildren<ElidedLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts.append(label->text());
    }
    return texts.join(u'\n').remove(QChar(0x200b));
}

struct World
{
    explicit World(ThemeKind kind = ThemeKind::Dark)
        : theme(kind)
        , step(theme)
        , changed(&step, &CheckStep::consentChanged)
    {
        theme.applyTo(*qApp);
        step.resize(1064, 580);
        step.show();
    }

    void report(const PrecheckReport &report)
    {
        step.startChecking(u"shop 2.4.1 for Production"_s);
        step.setReport(report);
    }
    QPushButton *button(const QString &text)
    {
        for (auto *candidate : step.findChildren<QPushButton *>()) {
            if (candidate->text() == text && candidate->isVisibleTo(&step))
                return candidate;
        }
        return nullptr;
    }
    QLineEdit *field(const QString &name)
    {
        for (auto *candidate : step.findChildren<QLineEdit *>()) {
            if (candidate->accessibleName() == name && candidate->isVisibleTo(&step))
                return candidate;
        }
        return nullptr;
    }
    void overrideFreeze(const QString &why)
    {
        button(u"Override…"_s)->click();
        field(u"Reason to override Freeze window"_s)->setText(why);
        button(u"Override"_s)->click();
    }
    CheckView &view() { return *step.findChild<CheckView *>(); }
    CheckModel &model() { return *step.findChild<CheckModel *>(); }

    Theme theme;
    CheckStep step;
    QSignalSpy changed;
};

} // namespace

class CheckStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qRegisterMetaType<StartConsent>(); }

    void whatDoesNotPassComesFirstAndPassesAreOneLineAKind()
    {
        CheckModel model;
        const QAbstractItemModelTester tester(&model);
        model.setChecks(busyReport().checks);
        QCOMPARE(headsOf(model),
            (QStringList{u"Host reachable: 2 of 50 do(es) not pass"_s, u"Freeze window: 1 of 1 do(es) not pass"_s,
                u"Image scan: 1 of 1 do(es) not pass"_s, u"Host reachable: 48 of 50"_s,
                u"Environment lease: 1 of 1"_s}));
        QCOMPARE(model.counts(), (CheckModel::Counts{49, 1, 2, 1}));
        const QModelIndex worst = model.index(0, 0, model.index(0, 0));
        QCOMPARE(model.checkAt(worst)->host.text(), hostName(7));
    }

    void anUnknownThatBlocksCountsAsBlockAndAPassThatBlocksIsShown()
    {
        CheckModel model;
        const QAbstractItemModelTester tester(&model);
        Precheck unknown = check(PrecheckKind::ScanSeverity, {}, Verdict::Unknown);
        unknown.blocks = true;
        Precheck odd = check(PrecheckKind::TagPinned, {}, Verdict::Pass);
        odd.blocks = true;
        model.setChecks({unknown, odd});
        QCOMPARE(model.counts(), (CheckModel::Counts{0, 0, 2, 0}));
        QVERIFY(!model.groupAt(model.index(0, 0))->passes);
        QVERIFY(!model.groupAt(model.index(1, 0))->passes);
        QVERIFY(model.copyText(model.index(0, 0, model.index(0, 0))).startsWith(u"unknown, blocks\t"_s));
    }

    void aRefreshMergesAndNeverResets()
    {
        CheckModel model;
        const QAbstractItemModelTester tester(&model);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setChecks(busyReport().checks);
        const QPersistentModelIndex freeze = model.index(0, 0, model.index(1, 0));
        const QPersistentModelIndex passing = model.index(3, 0, model.index(3, 0));
        QList<Precheck> next = busyReport().checks;
        next[7].verdict = Verdict::Pass; // mended
        next[7].blocks = false;
        next[3] = check(PrecheckKind::HostReachable, hostName(3), Verdict::Block);
        model.setChecks(next);
        QCOMPARE(model.checkAt(freeze)->kind, PrecheckKind::FreezeWindow);
        QVERIFY(!passing.isValid()); // it was that of host 3
        model.setChecks(passes(50));
        QCOMPARE(headsOf(model), QStringList{u"Host reachable: 50 of 50"_s});
        QVERIFY(!freeze.isValid());
        model.setChecks({});
        QCOMPARE(model.rowCount(), 0);
        model.setChecks(busyReport().checks);
        QCOMPARE(reset.size(), 0);
    }

    void theSameReportAgainTouchesNothing()
    {
        CheckModel model;
        model.setChecks(busyReport().checks);
        const QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        const QSignalSpy rows(&model, &QAbstractItemModel::rowsInserted);
        model.setChecks(busyReport().checks);
        QCOMPARE(data.size() + layout.size() + rows.size(), 0);
    }

    void linesWithTheSameKeyAreAllShown()
    {
        CheckModel model;
        const QAbstractItemModelTester tester(&model);
        const Precheck twin = check(PrecheckKind::PortsFree, u"app-1"_s, Verdict::Warn);
        model.setChecks({twin, twin, twin});
        QCOMPARE(model.rowCount(model.index(0, 0)), 3);
        model.setChecks({twin, twin});
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
    }

    void aLinePastedElsewhereKeepsItsCells()
    {
        CheckModel model;
        Precheck hostile = check(PrecheckKind::PortsFree, u"app\t1"_s, Verdict::Warn, u"a\tb\r\nc\u2028<b>%1</b>"_s);
        model.setChecks({hostile});
        QCOMPARE(model.copyText(model.index(0, 0, model.index(0, 0))),
            u"warning\tPorts free\tapp 1\ta b  c <b>%1</b>\tMend it."_s);
        const QString tip
            = model.index(0, CheckModel::ReasonColumn, model.index(0, 0)).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(u"&lt;b&gt;"_s));
    }

    void eachStateIsOneOfItsOwn()
    {
        World world;
        const QSignalSpy again(&world.step, &CheckStep::checkAgain);
        const QSignalSpy cancelled(&world.step, &CheckStep::cancelRequested);
        QVERIFY(textsOf(world.step).contains(u"Nothing was checked yet"_s));
        QVERIFY(!world.step.mayGoOn());
        world.step.startChecking(u"shop 2.4.1 for Production"_s);
        QVERIFY(textsOf(world.step).contains(u"Checking shop 2.4.1 for Production"_s));
        QVERIFY(world.step.findChild<QProgressBar *>());
        world.step.setProgress(3, 10);
        QPushButton *cancel = world.button(u"Cancel the checks"_s);
        cancel->click();
        cancel->click();
        QCOMPARE(cancelled.size(), 1);
        world.step.setReport(failure(Error::Kind::Timeout, u"app-01"_s, u"no banner"_s));
        QVERIFY(textsOf(world.step).contains(u"app-01 did not answer in time."_s));
        QVERIFY(textsOf(world.step).contains(u"no banner"_s));
        QVERIFY(!world.step.mayGoOn());
        world.button(u"Check again"_s)->click();
        QCOMPARE(again.size(), 1);
        QVERIFY(world.button(u"Cancel the checks"_s)->isEnabled());
        world.step.setReport(reportOf(passes(3)));
        QVERIFY(world.step.mayGoOn());
        QVERIFY(world.button(u"See the plan"_s)->isEnabled());
    }

    void checkingAgainKeepsWhatIsShownButLetsNobodyOn()
    {
        World world;
        world.report(reportOf(passes(3)));
        const QSignalSpy again(&world.step, &CheckStep::checkAgain);
        world.button(u"Check again"_s)->click();
        QCOMPARE(again.size(), 1);
        QVERIFY(!world.step.mayGoOn());
        QVERIFY(!world.button(u"See the plan"_s)->isEnabled());
        QVERIFY(world.view().isVisibleTo(&world.step));
        QCOMPARE(world.model().rowCount(), 1);
        world.step.setReport(reportOf(passes(3)));
        QVERIFY(world.step.mayGoOn());
    }

    void anOverrideTakesAReasonAndCanBeTakenBack()
    {
        World world;
        world.report(freezeReport());
        QVERIFY(!world.step.mayGoOn());
        world.button(u"Override…"_s)->click();
        QLineEdit *why = world.field(u"Reason to override Freeze window"_s);
        why->setText(u"   "_s);
        QVERIFY(!world.button(u"Override"_s)->isEnabled());
        QTest::keyClick(why, Qt::Key_Return);
        QCOMPARE(world.changed.size(), 0);
        why->setText(u" a hotfix "_s);
        QTest::keyClick(why, Qt::Key_Return);
        QCOMPARE(world.changed.size(), 1);
        const auto consent = world.changed.last().first().value<StartConsent>();
        QCOMPARE(consent.overrides.size(), 1);
        QCOMPARE(consent.overrides.first().by, u"li.na@desk-7"_s);
        QCOMPARE(consent.overrides.first().text, u"a hotfix"_s);
        QVERIFY(consent.overrides.first().at.isValid());
        QVERIFY(world.step.mayGoOn());
        QVERIFY(textsOf(world.step).contains(u"Overridden by li.na@desk-7: a hotfix"_s));
        QVERIFY(headsOf(world.model()).first().endsWith(u"overridden by li.na@desk-7: a hotfix"_s));
        world.button(u"Take back"_s)->click();
        QCOMPARE(world.changed.size(), 2);
        QVERIFY(!world.step.mayGoOn());
        QVERIFY(world.step.consent().overrides.isEmpty());
    }

    void escapeLeavesTheQuestion()
    {
        World world;
        world.report(freezeReport());
        world.button(u"Override…"_s)->click();
        QTest::keyClick(world.field(u"Reason to override Freeze window"_s), Qt::Key_Escape);
        QVERIFY(!world.field(u"Reason to override Freeze window"_s));
        QVERIFY(world.button(u"Override…"_s));
        QCOMPARE(world.changed.size(), 0);
    }

    void whatIsAskedIsScrolledIntoSight()
    {
        World world;
        QList<Precheck> blocks;
        for (int kind = 0; kind <= static_cast<int>(PrecheckKind::OffHours); ++kind)
            blocks.append(check(static_cast<PrecheckKind>(kind), u"app-1"_s, Verdict::Block));
        world.report(reportOf(blocks));
        const auto buttons = world.step.findChildren<QPushButton *>();
        const auto last = std::find_if(buttons.crbegin(), buttons.crend(), [&world](const QPushButton *button) {
            return button->text() == u"Override…"_s && button->isVisibleTo(&world.step);
        });
        QVERIFY(last != buttons.crend());
        (*last)->click();
        const QLineEdit *why = world.field(u"Reason to override Database change"_s);
        QVERIFY(why);
        QTRY_COMPARE(why->visibleRegion().boundingRect(), why->rect());
    }

    void everyReasonOfTheRiskIsSeen()
    {
        World world;
        PrecheckReport report = riskyReport();
        for (int i = 0; i < 20; ++i)
            report.risk.reasons.append({u"another reason that counts"_s, 1});
        world.report(report);
        const auto *card = world.step.findChild<RiskCard *>();
        const auto isSeen = [card](const QLabel *label) {
            return !label->isVisibleTo(card) || label->visibleRegion().boundingRect() == label->rect();
        };
        const auto labels = card->findChildren<QLabel *>();
        QVERIFY(labels.size() > 20);
        QTRY_VERIFY(std::all_of(labels.cbegin(), labels.cend(), isSeen));
    }

    void whoMayNotOverrideIsToldWhoMay()
    {
        World world;
        world.report(freezeReport(Role::Releaser));
        QVERIFY(!world.button(u"Override…"_s));
        QVERIFY(textsOf(world.step).contains(u"It takes the role admin to override this; yours is releaser."_s));
        world.report(reportOf({check(PrecheckKind::HostReachable, u"app-1"_s, Verdict::Block)}));
        QVERIFY(!world.button(u"Override…"_s));
        QVERIFY(textsOf(world.step).contains(u"Nobody may override this."_s));
    }

    void anOverrideGoesWhereSomethingElseBlocks()
    {
        World world;
        world.report(freezeReport());
        world.overrideFreeze(u"a hotfix"_s);
        world.report(freezeReport());
        QVERIFY(world.step.mayGoOn());
        PrecheckReport other = freezeReport();
        other.checks[0].reason = u"freeze \"audit\""_s;
        world.report(other);
        QVERIFY(!world.step.mayGoOn());
        QCOMPARE(world.changed.size(), 2);
        QVERIFY(textsOf(world.step).contains(u"The override was for something else"_s));
    }

    void anotherDeploymentForgetsWhatWasAnswered()
    {
        World world;
        world.report(freezeReport());
        world.overrideFreeze(u"a hotfix"_s);
        world.step.startChecking(u"shop 2.4.2 for Production"_s);
        QVERIFY(world.changed.last().first().value<StartConsent>().overrides.isEmpty());
        world.step.setReport(freezeReport());
        QVERIFY(!world.step.mayGoOn());
    }

    void theSecondPersonIsNotTheFirst()
    {
        World world;
        world.report(riskyReport());
        QVERIFY(textsOf(world.step).contains(u"written into the ledger"_s));
        QLineEdit *name = world.field(u"Name of the second person"_s);
        QVERIFY(name);
        QVERIFY(!world.step.mayGoOn());
        QTest::keyClicks(name, u"Li.Na"_s);
        QVERIFY(!world.step.mayGoOn());
        QVERIFY(textsOf(world.step).contains(u"That is who deploys."_s));
        name->clear();
        QTest::keyClicks(name, u"wang.lei"_s);
        QVERIFY(world.step.mayGoOn());
        QVERIFY(!textsOf(world.step).contains(u"That is who deploys."_s));
        QCOMPARE(world.changed.last().first().value<StartConsent>().confirmedBy, u"wang.lei"_s);
        QVERIFY(textsOf(world.step).contains(u"Nothing stands in the way."_s));
        world.report(reportOf(passes(1)));
        QVERIFY(!world.field(u"Name of the second person"_s));
        QVERIFY(world.step.consent().confirmedBy.isEmpty());
    }

    void passesUnfoldByKeyAndWhatDoesNotPassStaysOpen()
    {
        World world;
        world.report(busyReport());
        CheckView &view = world.view();
        const QModelIndex trouble = world.model().index(0, 0);
        const QModelIndex passing = world.model().index(3, 0);
        QVERIFY(view.isExpanded(trouble));
        QVERIFY(!view.isExpanded(passing));
        view.setCurrentIndex(passing);
        QTest::keyClick(&view, Qt::Key_Return);
        QVERIFY(view.isExpanded(passing));
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(!view.isExpanded(passing));
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.isExpanded(passing));
        view.setCurrentIndex(trouble);
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(view.isExpanded(trouble));
    }

    void aRefreshKeepsWhatIsSelectedAndOpen()
    {
        World world;
        world.report(busyReport());
        CheckView &view = world.view();
        const QPersistentModelIndex passing = world.model().index(3, 0);
        view.setExpanded(passing, true);
        view.setCurrentIndex(world.model().index(5, 0, passing));
        const QString before = view.selectedText();
        PrecheckReport next = busyReport();
        next.checks.removeAt(51); // no freeze any more
        next.checks.append(check(PrecheckKind::OffHours, {}, Verdict::Warn));
        world.report(next);
        QVERIFY(view.isExpanded(passing));
        QCOMPARE(view.selectedText(), before);
    }

    void theSelectedRowsAreCopiedInTheirOrder()
    {
        World world;
        world.report(busyReport());
        CheckView &view = world.view();
        view.setFocus();
        view.selectAll();
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.at(0), u"Host reachable: 2 of 50 do(es) not pass"_s);
        QCOMPARE(lines.at(1), u"blocks\tHost reachable\tapp-0007\tno route to host\tMend it."_s);
        QCOMPARE(lines.at(2), u"warning\tHost reachable\tapp-0031\tthe clock is 40 s off\tMend it."_s);
        QCOMPARE(lines.last(), u"Environment lease: 1 of 1"_s);
        QCOMPARE(lines.size(), 9);
    }

    void aThousandHostsMakeNoMoreWidgetsThanOne()
    {
        World world;
        world.report(reportOf(passes(1)));
        const auto few = world.step.findChildren<QWidget *>().size();
        QList<Precheck> many;
        for (int kind = 0; kind <= static_cast<int>(PrecheckKind::OffHours); ++kind) {
            for (int host = 0; host < 1000; ++host)
                many.append(check(static_cast<PrecheckKind>(kind), hostName(host), Verdict::Warn));
        }
        world.report(reportOf(many));
        QCOMPARE(world.model().counts().warned, 18'000);
        world.view().scrollToBottom();
        world.step.grab();
        QCOMPARE(world.step.findChildren<QWidget *>().size(), few);
    }

    void staysReadableInEitherTheme_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("light") << ThemeKind::Light;
    }

    void staysReadableInEitherTheme()
    {
        QFETCH(ThemeKind, kind);
        World world(kind);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        screenshot(world.step, u"checks-empty-"_s + tag);
        world.report(busyReport());
        screenshot(world.step, u"checks-report-"_s + tag);
        QVERIFY(world.step.minimumSizeHint().width() <= 1280 - 184 - 32);
        QVERIFY(world.step.minimumSizeHint().height() <= 580);
    }
};

QTEST_MAIN(CheckStepTest)
#include "tst_checkstep.moc"

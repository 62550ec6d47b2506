// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckreport.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

PrecheckReport freezeReport(Role role = Role::Admin)
{
    PrecheckReport report;
    report.checks = {{PrecheckKind::FreezeWindow, {}, {}, Verdict::Block, u"freeze \"quarter end\""_s,
        u"Wait until the freeze is over."_s, true}};
    report.role = role;
    report.actor = u"li.na@desk-7"_s;
    return report;
}

PrecheckReport riskyReport()
{
    PrecheckReport report;
    report.actor = u"li.na@desk-7"_s;
    report.risk = {72, {{u"production"_s, 72}}, true};
    return report;
}

} // namespace

class PrecheckReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsApartPeopleAndNotTheirMachines_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("same");
        QTest::newRow("itself") << u"li.na@desk-7"_s << true;
        QTest::newRow("no machine") << u"li.na"_s << true;
        QTest::newRow("another machine") << u"li.na@desk-8"_s << true;
        QTest::newRow("case and blanks") << u"  LI.NA "_s << true;
        QTest::newRow("full width") << u"ｌｉ.ｎａ＠desk"_s << true;
        QTest::newRow("invisible") << u"li\u200b.na\u202e"_s << true;
        QTest::newRow("another one") << u"wang.lei"_s << false;
        QTest::newRow("longer") << u"li.nan"_s << false;
    }

    void tellsApartPeopleAndNotTheirMachines()
    {
        QFETCH(QString, other);
        QFETCH(bool, same);
        QCOMPARE(isSamePerson(u"li.na@desk-7"_s, other), same);
        PrecheckReport report = riskyReport();
        QCOMPARE(standingInTheWay(report, {{}, other}).isEmpty(), !same);
    }

    void aSecondPersonIsSomebodyAndOnlyWhereTheRiskAsksForOne()
    {
        PrecheckReport report = riskyReport();
        QCOMPARE(standingInTheWay(report, {}).size(), 1);
        for (const QString &nobody : {u" "_s, u"\u200b"_s, u"@desk-9"_s})
            QCOMPARE(standingInTheWay(report, {{}, nobody}).size(), 1);
        report.actor.clear();
        QCOMPARE(standingInTheWay(report, {{}, u"wang.lei"_s}).size(), 1);
        report.risk.needsSecondPerson = false;
        QVERIFY(standingInTheWay(report, {}).isEmpty());
    }

    void blocksAndTheSecondPersonStandInTheWayTogether()
    {
        PrecheckReport report = freezeReport();
        report.risk.needsSecondPerson = true;
        QCOMPARE(standingInTheWay(report, {}).size(), 2);
        const Override given{PrecheckKind::FreezeWindow, report.actor, u"a hotfix"_s, {}};
        QCOMPARE(standingInTheWay(report, {{given}, {}}).size(), 1);
        QVERIFY(standingInTheWay(report, {{given}, u"wang.lei"_s}).isEmpty());
    }

    void nobodyAnswersForWhatTheyDidNotSee()
    {
        const PrecheckReport before = freezeReport();
        const StartConsent consent{{{PrecheckKind::FreezeWindow, before.actor, u"a hotfix"_s, {}}}, u"wang.lei"_s};
        QCOMPARE(carriedOver(consent, before, before).overrides, consent.overrides);
        QVERIFY(carriedOver(consent, before, before).confirmedBy.isEmpty()); // nobody asked for it

        PrecheckReport after = before;
        after.checks[0].reason = u"freeze \"audit\""_s;
        QVERIFY(carriedOver(consent, before, after).overrides.isEmpty());
        QVERIFY(carriedOver(consent, before, PrecheckReport()).overrides.isEmpty());
        QVERIFY(carriedOver(consent, before, freezeReport(Role::Releaser)).overrides.isEmpty());
        after = before;
        after.actor = u"wang.lei@desk-9"_s;
        QVERIFY(carriedOver(consent, before, after).overrides.isEmpty());

        const PrecheckReport risky = riskyReport();
        QCOMPARE(carriedOver(consent, risky, risky).confirmedBy, u"wang.lei"_s);
        PrecheckReport riskier = risky;
        riskier.risk.score = 80;
        QVERIFY(carriedOver(consent, risky, riskier).confirmedBy.isEmpty());
    }
};

QTEST_APPLESS_MAIN(PrecheckReportTest)
#include "tst_precheckreport.moc"

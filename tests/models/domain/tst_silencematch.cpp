// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/silencepreview.h"

#include <QTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

using Matchers = QList<Silence::Matcher>;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
const SourceId source(u"am"_s);

Alert alertOf(const QString &service, AlertState state = AlertState::Firing)
{
    return {.key = {source, service}, .state = state, .labels = {{u"service"_s, service}}};
}

/// Another alert of the same labels.
Alert otherOf(Alert alert)
{
    alert.key.fingerprint += u"-2"_s;
    return alert;
}

Silence silenceOf(const QString &service, int minutes, const QString &state = u"active"_s)
{
    return {.source = source,
        .id = service,
        .matchers = {{u"service"_s, service}},
        .state = state,
        .endsAt = noon.addSecs(minutes * 60)};
}

} // namespace

/// What a silence hits, as its source would have it.
class SilenceMatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchersHoldAsInAlertmanager_data()
    {
        QTest::addColumn<Matchers>("matchers");
        QTest::addColumn<bool>("hits");
        const auto row
            = [](const char *name, const Matchers &matchers, bool hits) { QTest::newRow(name) << matchers << hits; };
        row("equal", {{u"service"_s, u"cart"_s}}, true);
        row("another value", {{u"service"_s, u"car"_s}}, false);
        row("case counts", {{u"service"_s, u"Cart"_s}}, false);
        row("not equal", {{u"service"_s, u"pay"_s, false, false}}, true);
        row("the whole value", {{u"service"_s, u"car"_s, true, true}}, false);
        row("an expression", {{u"service"_s, u"ca.*|pay"_s, true, true}}, true);
        row("an alternative is anchored too", {{u"service"_s, u"pay|ca"_s, true, true}}, false);
        row("no expression of it", {{u"service"_s, u"pay.*"_s, true, false}}, true);
        row("a label that is not there is empty", {{u"zone"_s, u""_s}}, true);
        row("and does not differ from empty", {{u"zone"_s, u""_s, false, false}}, false);
        row("all have to hold", {{u"service"_s, u"cart"_s}, {u"env"_s, u"staging"_s}}, false);
        row("a broken expression hits nothing", {{u"service"_s, u"("_s, true, true}}, false);
        row("nor its opposite", {{u"service"_s, u"("_s, true, false}}, false);
        row("no matcher hits nothing", {}, false);
    }
    void matchersHoldAsInAlertmanager()
    {
        QFETCH(Matchers, matchers);
        const SilenceMatch match(matchers);
        QTEST(match.matches({{u"service"_s, u"cart"_s}, {u"env"_s, u"production"_s}}), "hits");
    }

    void whatCatchesAllIsKnown_data()
    {
        QTest::addColumn<Matchers>("matchers");
        QTest::addColumn<bool>("all");
        QTest::newRow("none") << Matchers() << true;
        QTest::newRow(".*") << Matchers{{u"alertname"_s, u".*"_s, true, true}} << true;
        QTest::newRow(".+") << Matchers{{u"alertname"_s, u".+"_s, true, true}} << true;
        QTest::newRow("not that one") << Matchers{{u"alertname"_s, u"Watchdog"_s, false, false}} << true;
        QTest::newRow("one name") << Matchers{{u"alertname"_s, u"DiskFull"_s}} << false;
        QTest::newRow("broad and narrow")
            << Matchers{{u"alertname"_s, u".*"_s, true, true}, {u"service"_s, u"cart"_s}} << false;
        QTest::newRow("a prefix") << Matchers{{u"instance"_s, u"db.*"_s, true, true}} << false;
    }
    void whatCatchesAllIsKnown()
    {
        QFETCH(Matchers, matchers);
        QTEST(SilenceMatch(matchers).catchesAll(), "all");
    }

    void aListOfSilencesSaysWhatEachHitsAndWhichEndsFirst()
    {
        const auto views
            = silenceViews({silenceOf(u"pay"_s, 600), silenceOf(u"cart"_s, 30), silenceOf(u"old"_s, 1, u"expired"_s)},
                {alertOf(u"cart"_s), otherOf(alertOf(u"cart"_s, AlertState::Suppressed)),
                    alertOf(u"pay"_s, AlertState::Resolved)});
        QCOMPARE(views.size(), 2);
        QCOMPARE(views[0].silence.id, u"cart"_s);
        QCOMPARE(views[0].hits, 2);
        QVERIFY(views[0].endsWithin(std::chrono::hours(8), noon));
        QVERIFY(views[1].isUnmatched());
        QVERIFY(!views[1].endsWithin(std::chrono::hours(8), noon));
    }

    void aSilenceOfOneSourceHitsNothingOfAnother()
    {
        Alert other = alertOf(u"cart"_s);
        other.key.source = SourceId(u"other"_s);
        QCOMPARE(silenceViews({silenceOf(u"cart"_s, 1)}, {other}).first().hits, 0);
    }

    void whatMembersOfAClusterTellAlikeIsOneSilence()
    {
        const SourceId other(u"other"_s);
        Silence here = silenceOf(u"cart"_s, 30);
        Silence there = here;
        there.source = other;
        Alert alertThere = alertOf(u"cart"_s);
        alertThere.key.source = other;
        const QList<Alert> alerts{alertOf(u"cart"_s), alertThere};
        auto views = silenceViews({here, there}, alerts);
        QCOMPARE(views.size(), 1);
        QCOMPARE(views[0].sources, (QList<SourceId>{source, other}));
        QCOMPARE(views[0].hits, 1);

        // One that is silent is asked last, and what it said before does not bring back what is over.
        views = silenceViews({here, there}, alerts, {source});
        QCOMPARE(views[0].silence.source, other);
        QCOMPARE(views[0].sources.size(), 2);
        there.state = u"expired"_s;
        QCOMPARE(silenceViews({here, there}, alerts, {source}).size(), 0);
        QCOMPARE(silenceViews({here}, alerts, {source}).size(), 1); // nobody else knows it
    }

    void silencesOfTheSameIdThatMatchOtherThingsAreTwo()
    {
        Silence there = silenceOf(u"pay"_s, 30);
        there.source = SourceId(u"other"_s);
        there.id = u"cart"_s;
        QCOMPARE(silenceViews({silenceOf(u"cart"_s, 30), there}, {}).size(), 2);
    }

    void aPreviewCountsWhatItsSourceTellsNowAndToldYesterday()
    {
        Alert other = alertOf(u"cart"_s);
        other.key.source = SourceId(u"other"_s);
        SilenceContext context{.alerts = {alertOf(u"cart"_s), alertOf(u"pay"_s), other, otherOf(alertOf(u"cart"_s))}};
        auto preview = previewOf(silenceOf(u"cart"_s, 30), context, 1);
        QCOMPARE(preview.hits, 2);
        QCOMPARE(preview.some.size(), 1);
        QVERIFY(!preview.lastDay); // not known is not none
        context.lastDay = QList<AlertTrace>{{.key = {source, u"1"_s}, .labels = {{u"service"_s, u"cart"_s}}},
            {.key = {SourceId(u"other"_s), u"1"_s}, .labels = {{u"service"_s, u"cart"_s}}}};
        QCOMPARE(previewOf(silenceOf(u"cart"_s, 30), context, 1).lastDay.value_or(-1), 1);
        Silence broken = silenceOf(u"("_s, 30);
        broken.matchers.first().isRegex = true;
        preview = previewOf(broken, context, 1);
        QVERIFY(!preview.isValid && !preview.catchesAll);
        QCOMPARE(preview.hits, 0);
    }

    void theMatchersOfAnAlertHitIt()
    {
        const Labels labels{{u"service"_s, u"cart"_s}, {u"path"_s, u"a.*(b"_s}};
        QVERIFY(SilenceMatch(matchersOf(labels)).matches(labels));
        QVERIFY(!SilenceMatch(matchersOf(labels)).matches({{u"service"_s, u"cart"_s}}));
    }
};

QTEST_GUILESS_MAIN(SilenceMatchTest)
#include "tst_silencematch.moc"

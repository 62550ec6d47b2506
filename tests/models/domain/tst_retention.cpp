// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/retention.h"

#include <QtTest>

#include <functional>

using namespace opsdeck;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(opsdeck::Certainty)
Q_DECLARE_METATYPE(opsdeck::KeepingRules)

namespace {

using Template = RetentionRule::Template;

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

Digest digestOf(char letter)
{
    return Digest::parse(u"sha256:"_s + QString(64, QLatin1Char(letter)));
}

const Digest target = digestOf('b');

KeepSelector matching(const QString &pattern)
{
    return {.pattern = pattern};
}

KeepSelector excluding(const QString &pattern)
{
    return {.excludes = true, .pattern = pattern};
}

RetentionRule keep(Template what, std::optional<int> amount, const QString &tags = u"**"_s)
{
    return {what, u"word"_s, amount, false, {{matching(u"**"_s)}, {matching(tags)}}};
}

/// Four images of shop/cart, pushed one a day; the target, 2.4.0, is the third newest. Nobody pulled the newest.
KeepingRules rulesWith(const QList<RetentionRule> &rules)
{
    KeepingRules all{.project = u"shop"_s, .repository = u"cart"_s};
    all.policy = ImageRetention{rules, true, true};
    all.images = {{digestOf('a'), {u"2.3.9"_s}, now.addDays(-4), now.addDays(-1)},
        {target, {u"2.4.0"_s, u"stable"_s}, now.addDays(-3), now.addDays(-2)},
        {digestOf('c'), {u"2.4.1"_s}, now.addDays(-2), now.addDays(-1)},
        {digestOf('d'), {u"2.5.0-rc.1"_s}, now.addDays(-1), {}}};
    return all;
}

} // namespace

class RetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAsDoublestarDoes_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *pattern, const char *text, bool matches) {
            QTest::addRow("%s with %s", text, pattern)
                << QString::fromUtf8(pattern) << QString::fromUtf8(text) << matches;
        };
        row("", "anything", true);
        row("**", "a/b/c", true);
        row("*", "2.4.0", true);
        row("*", "a/b", false);
        row("release-*", "release-1", true);
        row("release-*", "xrelease-1", false);
        row("{main,dev}", "dev", true);
        row("{main,dev}", "devel", false);
        row("{v1.*,v2.{0,1}}", "v2.1", true);
        row("{v1.*,v2.{0,1}}", "v2.2", false);
        row("v[0-9].?", "v3.x", true);
        row("v[0-9].?", "vx.x", false);
        row("v[^0-9]", "v1", false);
        row("v[!0-9]", "vx", true);
        row("base/**", "base/java/17", true);
        row("base/**", "cart", false);
        row("**/java", "base/java", true);
        row("**/java", "java", true);
        row("a/**/z", "a/z", true);
        row("a/**/z", "a/b/c/z", true);
        row("a/**/z", "a/b/c", false);
        row("2.4.0", "2x4x0", false); // a dot is a dot
        row("a+(b)|c$", "a+(b)|c$", true);
        row("\\*", "*", true);
        row("\\*", "x", false);
        row("监控-*", "监控-1", true);
        row("a,b", "a,b", true);
    }

    void matchesAsDoublestarDoes()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, matches);
        QCOMPARE(doublestarMatches(pattern, text), std::optional(matches));
    }

    void aPatternThatIsNoneOrTooMuchIsNoAnswer()
    {
        for (const QString &pattern : {u"{a"_s, u"[a"_s, u"[]"_s, u"a\\"_s, u"{a/b,c}"_s, QString(1001, u'a')})
            QVERIFY2(!doublestarMatches(pattern, u"a"_s), qPrintable(pattern.left(20)));
        const QString hostile = u"*a"_s.repeated(200) + u"b"_s;
        QVERIFY(doublestarMatches(hostile, QString(3000, u'a')) != std::optional(true)); // and it ends
    }

    void tellsWhetherTheRulesKeepTheTarget_data()
    {
        QTest::addColumn<KeepingRules>("rules");
        QTest::addColumn<Certainty>("kept");
        const auto row = [](const char *name, Certainty kept, const QList<RetentionRule> &rules,
                             const std::function<void(KeepingRules &)> &edit = {}) {
            KeepingRules all = rulesWith(rules);
            if (edit)
                edit(all);
            QTest::newRow(name) << all << kept;
        };
        using T = Template;
        row("no rule", Certainty::Yes, {});
        row("no policy", Certainty::Yes, {}, [](auto &all) { all.policy.reset(); });
        row("always", Certainty::Yes, {keep(T::Always, {})});
        row("always, of other tags", Certainty::No, {keep(T::Always, {}, u"2.3.*"_s)});
        row("always, by its other tag", Certainty::Yes, {keep(T::Always, {}, u"stable"_s)});
        row("the newest three", Certainty::Yes, {keep(T::LatestPushed, 3)});
        row("the newest two", Certainty::No, {keep(T::LatestPushed, 2)});
        row("none", Certainty::No, {keep(T::LatestPushed, 0)});
        row("the newest of releases", Certainty::Yes, {keep(T::LatestPushed, 2, u"2.[0-9].[0-9]"_s)});
        row("two at the same time", Certainty::Maybe, {keep(T::LatestPushed, 2)},
            [](auto &all) { all.images[2].pushedAt = all.images[1].pushedAt; });
        row("not all images were read", Certainty::Maybe, {keep(T::LatestPushed, 3)},
            [](auto &all) { all.isWhole = false; });
        row("too old whatever was not read", Certainty::No, {keep(T::LatestPushed, 2)},
            [](auto &all) { all.isWhole = false; });
        row("pulled last three", Certainty::Yes, {keep(T::LatestPulled, 3)});
        row("pulled last two", Certainty::No, {keep(T::LatestPulled, 2)});
        row("never pulled", Certainty::No, {keep(T::LatestPulled, 2)}, [](auto &all) { all.images[1].pulledAt = {}; });
        row("pushed within three days", Certainty::Yes, {keep(T::DaysSincePush, 3)});
        row("pushed within two days", Certainty::No, {keep(T::DaysSincePush, 2)});
        row("pulled within two days", Certainty::Yes, {keep(T::DaysSincePull, 2)});
        row("pulled within a day", Certainty::No, {keep(T::DaysSincePull, 1)});
        row("not pulled within any day", Certainty::No, {keep(T::DaysSincePull, 9999)},
            [](auto &all) { all.images[1].pulledAt = {}; });
        row("any rule is enough", Certainty::Yes, {keep(T::LatestPushed, 1), keep(T::DaysSincePull, 30)});
        row("a rule that is off", Certainty::Yes, {keep(T::LatestPushed, 1)},
            [](auto &all) { all.policy->rules[0].disabled = true; });
        row("a rule of other repositories", Certainty::Yes, {keep(T::LatestPushed, 1)},
            [](auto &all) { all.policy->rules[0].scope.repositories = {matching(u"base/**"_s)}; });
        row("a rule of all other repositories", Certainty::No, {keep(T::LatestPushed, 1)},
            [](auto &all) { all.policy->rules[0].scope.repositories = {excluding(u"base/**"_s)}; });
        row("a rule without selectors of tags", Certainty::Yes, {keep(T::LatestPushed, 1)},
            [](auto &all) { all.policy->rules[0].scope.tags.clear(); });
        row("excluded by one tag, taken by the other", Certainty::Yes, {keep(T::Always, {})},
            [](auto &all) { all.policy->rules[0].scope.tags = {excluding(u"stable"_s)}; });
        row("excluded by all tags", Certainty::No, {keep(T::Always, {})},
            [](auto &all) { all.policy->rules[0].scope.tags = {excluding(u"{stable,2.4.*}"_s)}; });
        row("without a tag, taken", Certainty::Yes, {keep(T::Always, {}, u"x"_s)},
            [](auto &all) { all.images[1].tags.clear(); });
        row("without a tag, not taken", Certainty::No, {keep(T::Always, {}, u"x"_s)}, [](auto &all) {
            all.images[1].tags.clear();
            all.policy->rules[0].scope.tags[0].takesUntagged = false;
        });
        row("a selector that is not known", Certainty::Maybe, {keep(T::Always, {})},
            [](auto &all) { all.policy->rules[0].scope.tags[0].isKnown = false; });
        row("a pattern that is none", Certainty::Maybe, {keep(T::Always, {}, u"{a"_s)});
        row("a template that is not known", Certainty::Maybe, {keep(T::Other, 1)});
        row("a template that is not known, and one that keeps", Certainty::Yes,
            {keep(T::Other, 1), keep(T::Always, {})});
        row("an amount that cannot be read", Certainty::Maybe, {keep(T::LatestPushed, {})});
        row("a policy that is not known", Certainty::Maybe, {keep(T::Always, {})},
            [](auto &all) { all.policy->isKnown = false; });
        row("not among the images", Certainty::Maybe, {keep(T::LatestPushed, 1)},
            [](auto &all) { all.images.remove(1); });
        row("unread", Certainty::Maybe, {}, [](auto &all) { all.policyUnread = Phrase(u"forbidden"_s); });
        row("an immutable tag", Certainty::Yes, {keep(T::LatestPushed, 1)}, [](auto &all) {
            all.immutable = {{false, {{matching(u"**"_s)}, {matching(u"stable"_s)}}}};
        });
        row("an immutable tag of others", Certainty::No, {keep(T::LatestPushed, 1)}, [](auto &all) {
            all.immutable = {{false, {{matching(u"base/**"_s)}, {matching(u"stable"_s)}}}};
        });
        row("immutable tags unread", Certainty::Maybe, {keep(T::LatestPushed, 1)},
            [](auto &all) { all.immutableUnread = Phrase(u"forbidden"_s); });
        row("kept, and immutable tags unread", Certainty::Yes, {keep(T::Always, {})},
            [](auto &all) { all.immutableUnread = Phrase(u"forbidden"_s); });
    }

    void tellsWhetherTheRulesKeepTheTarget()
    {
        QFETCH(KeepingRules, rules);
        QFETCH(Certainty, kept);
        const RetentionOutlook outlook = outlookOf(rules, target, now);
        QVERIFY2(outlook.kept == kept, qPrintable(outlook.reason.plain()));
        QVERIFY(!outlook.reason.isEmpty());
    }

    void theReasonNamesTheRulesAndWhetherAnybodyHasToStartThem()
    {
        KeepingRules rules = rulesWith({keep(Template::LatestPushed, 2, u"2.*"_s)});
        QVERIFY(outlookOf(rules, target, now).reason.plain().endsWith(u"of project shop keeps it: word 2 (2.*)"));
        rules.policy->isScheduled = false;
        QVERIFY(outlookOf(rules, target, now).reason.plain().contains(u"once somebody applies them"));
    }

    void aTagIsImmutableByAnyRuleThatIsOn()
    {
        KeepingRules rules = rulesWith({});
        QCOMPARE(isImmutable(rules, u"v1"_s), Certainty::No);
        rules.immutable = {{true, {{matching(u"**"_s)}, {matching(u"**"_s)}}},
            {false, {{matching(u"cart"_s)}, {excluding(u"rc-*"_s)}}}, {false, {{}, {matching(u"**"_s)}}}};
        QCOMPARE(isImmutable(rules, u"v1"_s), Certainty::Yes);
        QCOMPARE(isImmutable(rules, u"rc-1"_s), Certainty::No);
        rules.immutable[1].scope.tags[0].pattern = u"[x"_s;
        QCOMPARE(isImmutable(rules, u"v1"_s), Certainty::Maybe);
    }
};

QTEST_APPLESS_MAIN(RetentionTest)
#include "tst_retention.moc"

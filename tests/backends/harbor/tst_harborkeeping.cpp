// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/keeping.h"
#include "backends/harbor/retentionparse.h"
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "tests/sim/harbor/harborsim.h"
#include "tests/support/run.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const SourceId harborId(u"harbor"_s);

QByteArray policyWith(const QByteArray &rule, const QByteArray &more = {})
{
    return R"({"id":3,"algorithm":"or","scope":{"level":"project","ref":1},"rules":[)" + rule + "]" + more + "}";
}

QByteArray ruleWith(const QByteArray &word, const QByteArray &params, const QByteArray &selector = {})
{
    return R"({"action":"retain","template":")" + word + R"(","params":)" + params + R"(,"tag_selectors":[)"
        + (selector.isEmpty() ? QByteArray(R"({"kind":"doublestar","decoration":"matches","pattern":"**"})") : selector)
        + R"(],"scope_selectors":{"repository":[{"kind":"doublestar","decoration":"repoMatches","pattern":"**"}]}})";
}

std::optional<int> amountIn(const QByteArray &word, const QByteArray &params)
{
    const auto policy = harbor::parseRetention(policyWith(ruleWith(word, params)), harborId);
    return policy ? policy->rules.first().amount : std::optional(-1);
}

} // namespace

/// The parsers alone, and what is read from a Harbor.
class HarborKeepingTest : public QObject
{
    Q_OBJECT

private:
    sim::SimClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<sim::HarborSim> m_sim;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<SecretStore> m_secrets;

    sim::harbor::ProjectRow &shop() { return m_sim->projects()[u"shop"_s]; }
    ImageRef image(const QString &repository) const
    {
        return *ImageRef::parse(QString::fromLatin1(m_sim->authority()) + u'/' + repository);
    }
    Result<std::optional<KeepingRules>> read(const ImageRef &of, const QString &kind = u"harbor"_s)
    {
        Connection connection{.id = harborId, .kind = kind, .url = QString::fromLatin1(m_sim->url())};
        connection.user = u"admin"_s;
        connection.secret = u"env:OPSDECK_KEEPING_HARBOR"_s;
        harbor::Keeping keeping({connection}, *m_http, *m_secrets);
        return testing::wait(keeping.rules(of, std::stop_token()));
    }

private Q_SLOTS:
    void init()
    {
        qputenv("OPSDECK_KEEPING_HARBOR", "Harbor12345");
        m_sim = std::make_unique<sim::HarborSim>(m_clock);
        QVERIFY(m_sim->start());
        m_http = std::make_unique<http::Client>();
        m_secrets = std::make_unique<SecretStore>(m_folder.path());
        m_sim->addProject(u"shop"_s, false);
        for (int i = 0; i < 3; ++i) {
            auto artifact = sim::harbor::makeArtifact(u"shop/web/cart"_s, {u"2.4.%1"_s.arg(i)}, QByteArray::number(i));
            artifact.pushedAt = m_clock.now().addDays(i - 10);
            m_sim->push(u"shop/web/cart"_s, artifact);
        }
    }

    void cleanup()
    {
        m_http.reset();
        m_sim.reset();
    }

    void readsRulesImmutableTagsAndImages()
    {
        shop().retention = {{u"latestPushedK"_s, 2, u"2.*"_s, u"!base/**"_s}};
        shop().retentionCron = u"0 0 0 * * *"_s;
        shop().immutable = {{{}, 0, u"2.4.0"_s}};
        shop().repositories[u"web/cart"_s].artifacts[1].pulledAt = m_clock.now();
        const auto rules = read(image(u"shop/web/cart"_s));
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().detail));
        QVERIFY(rules->has_value());
        QVERIFY((*rules)->policyUnread.isEmpty() && (*rules)->immutableUnread.isEmpty());
        QCOMPARE((*rules)->project, u"shop"_s);
        QCOMPARE((*rules)->repository, u"web/cart"_s);
        const RetentionRule &rule = (*rules)->policy->rules.first();
        QVERIFY(
            rule.what == RetentionRule::Template::LatestPushed && rule.amount == 2 && (*rules)->policy->isScheduled);
        QVERIFY(rule.scope.repositories.first().excludes && !rule.scope.tags.first().excludes);
        QCOMPARE((*rules)->images.size(), 3);
        QVERIFY(!(*rules)->images.last().pulledAt.isValid());
        const auto &rows = shop().repositories[u"web/cart"_s].artifacts;
        const QDateTime now = m_clock.now();
        const auto keptOf = [&](int i) { return outlookOf(**rules, Digest::parse(rows.at(i).digest()), now).kept; };
        QVERIFY(keptOf(2) == Certainty::Yes && keptOf(1) == Certainty::Yes);
        QVERIFY(keptOf(0) == Certainty::Yes); // its tag is immutable
        QVERIFY(isImmutable(**rules, u"2.4.1"_s) == Certainty::No);
    }

    void aProjectWithoutPolicyRemovesNothing()
    {
        const auto rules = read(image(u"shop/web/cart"_s));
        QVERIFY(rules && rules->has_value() && !(*rules)->policy && (*rules)->images.isEmpty());
        QVERIFY(outlookOf(**rules, Digest(), m_clock.now()).kept == Certainty::Yes);
    }

    void readsImagesOfSeveralPages()
    {
        shop().retention = {{u"latestPushedK"_s, 200}};
        for (int i = 0; i < 150; ++i)
            m_sim->push(
                u"shop/pay"_s, sim::harbor::makeArtifact(u"shop/pay"_s, {u"1.%1"_s.arg(i)}, QByteArray::number(i)));
        const auto rules = read(image(u"shop/pay"_s));
        QVERIFY(rules && rules->has_value());
        QCOMPARE((*rules)->images.size(), 150);
        QVERIFY((*rules)->isWhole);
    }

    void aRegistryThatIsNoHarborIsNotAsked()
    {
        const auto other = read(*ImageRef::parse(u"elsewhere.example:5000/shop/cart"_s));
        QVERIFY(other && !other->has_value());
        const auto plain = read(image(u"shop/web/cart"_s), u"registry"_s);
        QVERIFY(plain && !plain->has_value());
    }

    void whatMayNotBeReadIsUnreadWithItsReason()
    {
        qputenv("OPSDECK_KEEPING_HARBOR", "wrong");
        const auto rules = read(image(u"shop/web/cart"_s));
        QVERIFY(rules && rules->has_value());
        QVERIFY(!(*rules)->policyUnread.isEmpty() && !(*rules)->immutableUnread.isEmpty());
        QVERIFY(outlookOf(**rules, Digest(), m_clock.now()).kept == Certainty::Maybe);
        QVERIFY(isImmutable(**rules, u"x"_s) == Certainty::Maybe);
    }

    void amountsAreReadAsHarborReadsThem()
    {
        QCOMPARE(amountIn("latestPushedK", R"({"latestPushedK":7})"), std::optional(7));
        QCOMPARE(amountIn("latestPushedK", R"({"latestPushedK":7.0})"), std::optional(7));
        QCOMPARE(amountIn("nDaysSinceLastPull", R"({"nDaysSinceLastPull":"12"})"), std::optional(12));
        QCOMPARE(amountIn("latestPulledN", "{}"), std::optional(10));
        QCOMPARE(amountIn("nDaysSinceLastPush", R"({"other":1})"), std::optional(30));
        for (const QByteArray &odd :
            {QByteArray("-1"), QByteArray("1.5"), QByteArray("[]"), QByteArray("1e300"), QByteArray("true")})
            QCOMPARE(amountIn("latestPushedK", R"({"latestPushedK":)" + odd + '}'), std::nullopt);
    }

    void whatIsNotKnownIsMarked()
    {
        const auto one = [](const QByteArray &body) { return harbor::parseRetention(body, harborId).value(); };
        QVERIFY(one(policyWith(ruleWith("latestActiveK", "{}"))).rules.first().what == RetentionRule::Template::Other);
        const QByteArray label = R"({"kind":"label","decoration":"withLabels","pattern":"a"})";
        QVERIFY(!one(policyWith(ruleWith("always", "{}", label))).rules.first().scope.tags.first().isKnown);
        QByteArray other = policyWith(ruleWith("always", "{}"));
        QVERIFY(one(other).isKnown && !one(other).isScheduled);
        QVERIFY(!one(QByteArray(other).replace(R"("or")", R"("and")")).isKnown);
        QVERIFY(!one(QByteArray(other).replace(R"("project")", R"("system")")).isKnown);
        QVERIFY(one(policyWith({}, R"(,"trigger":{"settings":{"cron":"0 0 * * * *"}})")).isScheduled);
        const auto untagged = [&](const QByteArray &decoration, const QByteArray &extras) {
            // Not as a raw string: moc loses its way in one that begins with quotation marks.
            const QByteArray selector
                = "{\"kind\":\"doublestar\",\"decoration\":\"" + decoration + "\",\"extras\":\"" + extras + "\"}";
            return one(policyWith(ruleWith("always", "{}", selector))).rules.first().scope.tags.first().takesUntagged;
        };
        QVERIFY(untagged("matches", ""));
        QVERIFY(untagged("excludes", ""));
        QVERIFY(!untagged("matches", R"({\"untagged\":false})"));
        QVERIFY(!untagged("excludes", R"({\"untagged\":true})"));
        QVERIFY(untagged("matches", "noise"));
    }

    void hostileAnswersAreBadAnswers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a number") << QByteArray("7");
        QTest::newRow("half") << policyWith(ruleWith("always", "{}")).chopped(1);
        QTest::newRow("rules that are no list") << QByteArray(R"({"id":1,"rules":{"a":1}})");
        QTest::newRow("a rule that is none") << policyWith("5");
        QTest::newRow("no template") << policyWith(R"({"action":"retain"})");
        QTest::newRow("a selector that is none") << policyWith(ruleWith("always", "{}", "[]"));
        QTest::newRow("no decoration") << policyWith(ruleWith("always", "{}", R"({"kind":"doublestar"})"));
        QTest::newRow("deep") << QByteArray(10'000, '[');
    }

    void hostileAnswersAreBadAnswers()
    {
        QFETCH(QByteArray, body);
        const auto policy = harbor::parseRetention(body, harborId);
        QVERIFY(!policy);
        QCOMPARE(policy.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(policy.error().origin, u"harbor"_s);
    }

    void theOtherAnswersAreHeldAgainstTheirShapeToo()
    {
        QCOMPARE(harbor::parseRetentionId(R"({"name":"shop","metadata":{"retention_id":"12"}})", harborId).value(),
            std::optional<qint64>(12));
        QCOMPARE(harbor::parseRetentionId(R"({"name":"shop","metadata":null})", harborId).value(), std::nullopt);
        for (const QByteArray &id :
            {QByteArray("-1"), QByteArray("x"), QByteArray("0"), QByteArray("99999999999999999999")})
            QVERIFY(
                !harbor::parseRetentionId(R"({"name":"shop","metadata":{"retention_id":")" + id + R"("}})", harborId));
        QVERIFY(!harbor::parseRetentionId("[]", harborId));
        QVERIFY(harbor::parseImmutableRules("null", harborId)->isEmpty());
        QVERIFY(!harbor::parseImmutableRules("{}", harborId));
        QVERIFY(!harbor::parseImmutableRules("[1]", harborId));
        QVERIFY(!harbor::parseKeptImages(R"([{"digest":"sha256:short"}])", harborId));
        const QByteArray digest = "sha256:" + QByteArray(64, 'a');
        const auto images = harbor::parseKeptImages(
            R"([{"digest":")" + digest + R"(","tags":null,"pull_time":"0001-01-01T00:00:00.000Z"}])", harborId);
        QVERIFY(images && images->first().tags.isEmpty() && !images->first().pulledAt.isValid());
    }
};

QTEST_GUILESS_MAIN(HarborKeepingTest)
#include "tst_harborkeeping.moc"

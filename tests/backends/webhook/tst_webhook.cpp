// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/webhook/address.h"
#include "backends/webhook/allowance.h"
#include "backends/webhook/answer.h"
#include "backends/webhook/body.h"
#include "tests/backends/webhook/letters.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime Now = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
const QString Secret = u"SECtest/0+1"_s;

QJsonObject objectOf(const webhook::Letter &letter)
{
    return QJsonDocument::fromJson(letter.body).object();
}

} // namespace

/// What is written to each kind of target, and what its answers mean. The simulated robots check the same from their
/// side, with a signature of their own making.
class WebhookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsEachVendorSays()
    {
        // Made with another library, from the vendors' descriptions.
        QCOMPARE(webhook::dingTalkSign(1'700'000'000'123, Secret),
            QByteArray("0NrW/CPgp0BqPOHgC1f7j+POwcGYFJBzhZEMgm6Sd2c="));
        QCOMPARE(
            webhook::feishuSign(1'700'000'000, Secret), QByteArray("bJ3o4vax3sdhrz2509GiWjHTrABcd3zCAFxZkDvynJk="));
        QCOMPARE(webhook::webhookSign(1'700'000'000, "{\"a\":1}", Secret),
            QByteArray("52ee9a6522aaf9f8e0b6c10a79a34d53ada39663af4e93b8211ca0d949887403"));
    }

    void weComGetsAText()
    {
        const auto letter = webhook::letterOf(u"wecom"_s, letterAbout(2), Secret, Now);
        const QJsonObject expected{{u"msgtype"_s, u"text"_s},
            {u"text"_s,
                QJsonObject{{u"content"_s,
                    u"Opsdeck: 2 new\ncritical DiskFull cart 0\ncritical DiskFull cart 1\nOpsdeck #0a1b2c3d4e5f"_s}}}};
        QCOMPARE(objectOf(letter), expected);
        QCOMPARE(letter.query, QByteArray());
        QCOMPARE(letter.headers.first().second, QByteArray("application/json; charset=utf-8"));
    }

    void dingTalkGetsATextThatCallsNobody()
    {
        const auto letter = webhook::letterOf(u"dingtalk"_s, letterAbout(1), Secret, Now);
        const QJsonObject body = objectOf(letter);
        QCOMPARE(body[u"msgtype"_s].toString(), u"text"_s);
        QVERIFY(body[u"text"_s][u"content"_s].toString().endsWith(u"\nOpsdeck #0a1b2c3d4e5f"_s));
        QCOMPARE(body[u"at"_s][u"isAtAll"_s], QJsonValue(false));
        QCOMPARE(letter.query,
            QByteArray("timestamp=1700000000123&sign=0NrW%2FCPgp0BqPOHgC1f7j%2BPOwcGYFJBzhZEMgm6Sd2c%3D"));
        QCOMPARE(webhook::letterOf(u"dingtalk"_s, letterAbout(1), {}, Now).query, QByteArray());
    }

    void feishuGetsAPostWithItsSignature()
    {
        const QJsonObject body = objectOf(webhook::letterOf(u"feishu"_s, letterAbout(1), Secret, Now));
        QCOMPARE(body[u"msg_type"_s].toString(), u"post"_s);
        QCOMPARE(body[u"timestamp"_s].toString(), u"1700000000"_s);
        QCOMPARE(body[u"sign"_s].toString(), u"bJ3o4vax3sdhrz2509GiWjHTrABcd3zCAFxZkDvynJk="_s);
        const QJsonObject page = body[u"content"_s][u"post"_s][u"zh_cn"_s].toObject();
        QCOMPARE(page[u"title"_s].toString(), u"Opsdeck: 1 new"_s);
        QCOMPARE(page[u"content"_s].toArray().size(), 2); // the alert, and the id
        QVERIFY(!objectOf(webhook::letterOf(u"feishu"_s, letterAbout(1), {}, Now)).contains(u"sign"_s));
    }

    void aHookGetsAllFacts()
    {
        const auto letter = webhook::letterOf(u"webhook"_s, letterAbout(340), Secret, Now);
        const QJsonObject body = objectOf(letter);
        QCOMPARE(body[u"version"_s].toInt(), 1);
        QCOMPARE(body[u"id"_s].toString(), u"0a1b2c3d4e5f"_s);
        QCOMPARE(body[u"count"_s].toInt(), 340);
        QCOMPARE(body[u"storm"_s].toBool(), true);
        QCOMPARE(body[u"first"_s].toString(), u"2023-11-14T22:13:08.123Z"_s);
        QCOMPARE(body[u"alerts"_s].toArray().size(), 20);
        QCOMPARE(body[u"alerts"_s][0][u"severity"_s].toString(), u"critical"_s);
        const auto header = [&letter](const QByteArray &name) {
            for (const auto &[key, value] : letter.headers) {
                if (key == name)
                    return value;
            }
            return QByteArray();
        };
        QCOMPARE(header("Idempotency-Key"), QByteArray("0a1b2c3d4e5f"));
        QCOMPARE(header("X-Opsdeck-Signature"), "sha256=" + webhook::webhookSign(1'700'000'000, letter.body, Secret));
    }

    void hostileAlertsStayTextAndWithinTheLimits_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("limit"); ///< bytes of the text
        QTest::newRow("wecom") << u"wecom"_s << 2048;
        QTest::newRow("dingtalk") << u"dingtalk"_s << 20'000;
        QTest::newRow("feishu") << u"feishu"_s << 20'000;
    }
    void hostileAlertsStayTextAndWithinTheLimits()
    {
        QFETCH(QString, kind);
        QFETCH(int, limit);
        for (const QString &name : {QString(1'000'000, u'"'), QString(5000, QChar(0x544A)),
                 u"<at user_id=\"all\">\n[x](javascript:alert(1)) \\ \"},\"at\":{\"isAtAll\":true}"_s}) {
            const auto letter = webhook::letterOf(kind, letterAbout(20, name), {}, Now);
            const QJsonObject body = objectOf(letter);
            QVERIFY(!body.isEmpty());
            QVERIFY(kind == u"wecom" || letter.body.size() <= limit);
            QVERIFY(!body[u"at"_s][u"isAtAll"_s].toBool());
            if (kind == u"wecom")
                QVERIFY(body[u"text"_s][u"content"_s].toString().toUtf8().size() <= limit);
            // What says which message it is stays in any case.
            QVERIFY(letter.body.contains("Opsdeck: 20 new") && letter.body.contains("Opsdeck #0a1b2c3d4e5f"));
            for (const QJsonValue &paragraph : body[u"content"_s][u"post"_s][u"zh_cn"_s][u"content"_s].toArray())
                QCOMPARE(paragraph[0][u"tag"_s].toString(), u"text"_s);
        }
    }

    void onlyTheRobotsOwnYesCounts_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("error"); ///< of Error::Kind; -1 = taken
        QTest::addColumn<bool>("again");
        using K = Error::Kind;
        const auto row = [](const char *name, const char *kind, int status, const char *body, int error, bool again) {
            QTest::newRow(name) << QString::fromLatin1(kind) << status << QByteArray(body) << error << again;
        };
        const auto is = [](K kind) { return static_cast<int>(kind); };
        row("wecom ok", "wecom", 200, R"({"errcode":0,"errmsg":"ok"})", -1, false);
        row("wecom key", "wecom", 200, R"({"errcode":93000,"errmsg":"invalid webhook url"})", is(K::Unauthorised),
            false);
        row("wecom rate", "wecom", 200, R"({"errcode":45009,"errmsg":"api freq"})", is(K::RateLimited), true);
        row("wecom busy", "wecom", 200, R"({"errcode":-1,"errmsg":"system busy"})", is(K::RateLimited), true);
        row("wecom form", "wecom", 200, R"({"errcode":40008,"errmsg":"invalid"})", is(K::BadAnswer), false);
        row("ding ok", "dingtalk", 200, R"({"errcode":0,"errmsg":"ok"})", -1, false);
        row("ding sign", "dingtalk", 200, R"({"errcode":310000,"errmsg":"sign not match"})", is(K::Forbidden), false);
        row("ding rate", "dingtalk", 200, R"({"errcode":130101,"errmsg":"too fast"})", is(K::RateLimited), true);
        row("feishu ok", "feishu", 200, R"({"code":0,"msg":"success","data":{}})", -1, false);
        row("feishu of old", "feishu", 200, R"({"StatusCode":0,"StatusMessage":"success"})", -1, false);
        row("feishu sign", "feishu", 200, R"({"code":19021,"msg":"sign match fail"})", is(K::Unauthorised), false);
        row("feishu rate", "feishu", 200, R"({"code":11232,"msg":"limit"})", is(K::RateLimited), true);
        row("another's page", "wecom", 200, "<html>Please log in</html>", is(K::BadAnswer), false);
        row("empty", "feishu", 200, "", is(K::BadAnswer), false);
        row("no code", "dingtalk", 200, R"({"hello":"world"})", is(K::BadAnswer), false);
        row("another's code", "feishu", 200, R"({"errcode":0,"errmsg":"ok"})", is(K::BadAnswer), false);
        row("a word for a code", "wecom", 200, R"({"errcode":"zero"})", is(K::BadAnswer), false);
        row("proxy", "wecom", 502, "<html>Bad Gateway</html>", is(K::BadAnswer), true);
        row("hook 204", "webhook", 204, "", -1, false);
        row("hook 200", "webhook", 200, "thanks", -1, false);
        row("hook 401", "webhook", 401, "who?", is(K::Unauthorised), false);
        row("hook 429", "webhook", 429, "slow", is(K::RateLimited), true);
        row("hook 400", "webhook", 400, "what?", is(K::BadAnswer), false);
    }
    void onlyTheRobotsOwnYesCounts()
    {
        QFETCH(QString, kind);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, error);
        QFETCH(bool, again);
        http::Answer answer;
        answer.status = status;
        answer.body = body;
        const auto taken = webhook::judge(kind, answer, u"oncall"_s);
        QCOMPARE(taken ? -1 : static_cast<int>(taken.error().kind), error);
        if (taken)
            return;
        QCOMPARE(webhook::mayTryAgain(taken.error()), again);
        QCOMPARE(taken.error().origin, u"oncall"_s);
        QVERIFY(!taken.error().detail.isEmpty());
    }

    void anAddressIsAWebAddressAndItsKeysAreKnownToTheRedaction()
    {
        for (const QString &bad : {u"not one"_s, u"ftp://a/b"_s, u"https:///b"_s, u"https://u:p@a/b"_s, QString()}) {
            const auto where = webhook::addressOf(bad, u"oncall"_s);
            QVERIFY2(!where, qPrintable(bad));
            QVERIFY(bad.isEmpty() || !where.error().detail.contains(bad));
        }
        const auto where = webhook::addressOf(
            u" https://hooks.example/open-apis/bot/v2/hook/b9e6a1c3-2f3d?key=693a91%2Bf6&x=1\n"_s, u"oncall"_s);
        QVERIFY(where);
        const Redaction redaction;
        webhook::learnKeys(redaction, *where);
        QCOMPARE(redaction.clean(u"POST /hook/b9e6a1c3-2f3d said key 693a91+f6, 693a91%2Bf6"_s),
            u"POST /hook/*** said key ***, ***"_s);
        QCOMPARE(redaction.clean(u"https://hooks.example/"_s), u"https://hooks.example/"_s);
    }

    void noMoreThanTwentyAMinute()
    {
        webhook::Allowance allowance(20, 60'000ms);
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < 20; ++i)
            QCOMPARE(allowance.reserve(start + i * 1s, 1h), 0ms);
        QCOMPARE(allowance.reserve(start + 20s, 1h), 40'000ms);
        QCOMPARE(allowance.reserve(start + 20s, 1h), 41'000ms);
        QCOMPARE(allowance.reserve(start + 20s, 10s), 42'000ms); // too long: not booked
        QCOMPARE(allowance.reserve(start + 20s, 1h), 42'000ms);
        QCOMPARE(allowance.reserve(start + 10min, 1h), 0ms);
    }
};

QTEST_GUILESS_MAIN(WebhookTest)
#include "tst_webhook.moc"

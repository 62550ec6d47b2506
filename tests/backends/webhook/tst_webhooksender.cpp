// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "backends/webhook/sender.h"
#include "tests/backends/webhook/letters.h"
#include "tests/sim/robot/robotsim.h"
#include "tests/support/run.h"

#include <QTemporaryDir>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Messages on their way to robots that check everything.
class WebhookSenderTest : public QObject
{
    Q_OBJECT

private:
    sim::SimClock m_clock;
    std::unique_ptr<sim::RobotSim> m_robots;
    QTemporaryDir m_folder;
    http::Client m_http;
    Redaction m_redaction;
    std::unique_ptr<SecretStore> m_secrets;

    QString addressOf(const QString &kind) const
    {
        if (kind == u"wecom")
            return m_robots->weCom();
        if (kind == u"dingtalk")
            return m_robots->dingTalk();
        return kind == u"feishu" ? m_robots->feishu() : m_robots->hook();
    }

    std::unique_ptr<webhook::Sender> sender(const QString &kind, webhook::Pace pace = {.firstPause = 5ms})
    {
        NotifyTarget target;
        target.way.id = SourceId(u"oncall"_s);
        target.way.kind = kind;
        target.addressSecret = u"address"_s;
        target.signSecret = kind == u"wecom" ? QString() : u"sign"_s;
        m_secrets->lend(u"address"_s, addressOf(kind));
        return std::make_unique<webhook::Sender>(target, m_http, *m_secrets, pace);
    }

    static webhook::Sent send(webhook::Sender &sender, int alerts = 3)
    {
        return wait(sender.send(letterAbout(alerts), std::stop_token())).value();
    }

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"wecom", "dingtalk", "feishu", "webhook"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

private Q_SLOTS:
    void init()
    {
        m_robots = std::make_unique<sim::RobotSim>(m_clock);
        QVERIFY(m_robots->start());
        m_robots->setSecret("SEC0123456789+/abc");
        m_redaction = Redaction();
        m_secrets = std::make_unique<SecretStore>(m_folder.path(), m_redaction);
        m_secrets->lend(u"sign"_s, u"SEC0123456789+/abc"_s);
    }

    void everyRobotTakesOurMessages_data() { kinds(); }
    void everyRobotTakesOurMessages()
    {
        QFETCH(QString, kind);
        const auto to = sender(kind);
        const auto sent = send(*to);
        QVERIFY2(sent.answer, qPrintable(sent.answer ? QString() : sent.answer.error().detail));
        QCOMPARE(sent.attempts, 1);
        QVERIFY(sent.at.isValid());
        QCOMPARE(m_robots->messages().size(), 1);
        QVERIFY(m_robots->messages().first().text.contains(u"DiskFull"_s));
    }

    void aWrongSignatureIsSaidAtOnceAndWithoutTheSecret_data() { kinds(); }
    void aWrongSignatureIsSaidAtOnceAndWithoutTheSecret()
    {
        QFETCH(QString, kind);
        if (kind == u"wecom")
            QSKIP("WeCom knows no signature");
        m_secrets->lend(u"sign"_s, u"SECnotthisone"_s);
        const auto sent = send(*sender(kind));
        QVERIFY(!sent.answer);
        QCOMPARE(sent.attempts, 1);
        QVERIFY(sent.answer.error().kind == Error::Kind::Unauthorised
            || sent.answer.error().kind == Error::Kind::Forbidden);
        QVERIFY(!sent.answer.error().detail.contains(u"SECnotthisone"_s));
        QCOMPARE(m_robots->messages().size(), 0);
    }

    void whatMayBeTakenLaterIsSentAgain_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("the connection breaks") << 0;
        QTest::newRow("a proxy's page") << 1;
        QTest::newRow("503") << 2;
    }
    void whatMayBeTakenLaterIsSentAgain()
    {
        QFETCH(int, what);
        sim::Fault fault = what == 0 ? sim::Fault::dropped()
            : what == 1              ? sim::Fault::proxyPage()
                                     : sim::Fault::withStatus(503);
        fault.times = 2;
        m_robots->faults().set("POST /cgi-bin", fault);
        const auto sent = send(*sender(u"wecom"_s));
        QVERIFY2(sent.answer, qPrintable(sent.answer ? QString() : sent.answer.error().detail));
        QCOMPARE(sent.attempts, 3);
        QCOMPARE(m_robots->messages().size(), 1);
    }

    void aRefusalIsFinal()
    {
        m_robots->faults().set("POST /robot", sim::Fault::withStatus(400));
        const auto sent = send(*sender(u"dingtalk"_s));
        QVERIFY(!sent.answer);
        QCOMPARE(sent.attempts, 1);
    }

    void afterTheLastTryItSaysWhy()
    {
        m_robots->stop();
        const auto sent = send(*sender(u"feishu"_s, {.firstPause = 1ms, .tries = 3}));
        QVERIFY(!sent.answer);
        QCOMPARE(sent.attempts, 3);
        QCOMPARE(sent.answer.error().kind, Error::Kind::Network);
        QCOMPARE(sent.answer.error().origin, u"oncall"_s);
    }

    void aHookKnowsAMessageThatComesTwice()
    {
        const auto to = sender(u"webhook"_s);
        QVERIFY(send(*to).answer);
        QVERIFY(send(*to).answer); // the same id
        QCOMPARE(m_robots->messages().size(), 1);
    }

    void whatIsMoreThanTheRobotTakesWaits()
    {
        const auto to = sender(u"wecom"_s, {.most = 3, .window = 300ms, .firstPause = 5ms});
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 7; ++i)
            QVERIFY(send(*to).answer);
        QVERIFY(clock.elapsed() >= 600);
        QCOMPARE(m_robots->messages().size(), 7);
    }

    void aStopEndsTheWaiting()
    {
        m_robots->faults().set("POST ", sim::Fault::withStatus(503));
        const auto to = sender(u"wecom"_s, {.firstPause = 60'000ms});
        std::stop_source stop;
        auto task = to->send(letterAbout(1), stop.get_token());
        QTRY_COMPARE(m_robots->faults().count(), 1);
        QTimer::singleShot(50, qApp, [&stop] { stop.request_stop(); });
        const auto sent = wait(std::move(task), 5000);
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, Error::Kind::Cancelled);
    }

    void anAddressThatIsNoneIsSaidWithoutIt()
    {
        const auto to = sender(u"wecom"_s);
        m_secrets->lend(u"address"_s, u"693a91f6-secret"_s);
        const auto sent = send(*to);
        QVERIFY(!sent.answer);
        QCOMPARE(sent.answer.error().kind, Error::Kind::Usage);
        QVERIFY(!sent.answer.error().detail.contains(u"693a91f6"_s));
    }

    void noPartOfTheAddressLeavesTheProgram()
    {
        m_robots->faults().set("POST ", [this] {
            sim::Fault echo = sim::Fault::withStatus(400);
            echo.body = "no such page: " + m_robots->weCom().toUtf8() + ' ' + m_robots->weComKey;
            return echo;
        }());
        const auto sent = send(*sender(u"wecom"_s));
        QVERIFY(!sent.answer);
        QVERIFY(sent.answer.error().detail.contains(u"no such page"_s));
        QVERIFY(!sent.answer.error().detail.contains(QString::fromLatin1(m_robots->weComKey)));
        QCOMPARE(m_redaction.clean(m_robots->weComKey), QByteArray("***"));
    }

    void theSecretCanBeChangedWhileItRuns()
    {
        const auto to = sender(u"wecom"_s);
        m_secrets->lend(u"address"_s, m_robots->weCom() + u"x"_s);
        QCOMPARE(send(*to).answer.error().kind, Error::Kind::Unauthorised);
        m_secrets->lend(u"address"_s, m_robots->weCom());
        QVERIFY(send(*to).answer);
    }
};

QTEST_MAIN(WebhookSenderTest)
#include "tst_webhooksender.moc"

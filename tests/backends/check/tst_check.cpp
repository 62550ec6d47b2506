// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/judge.h"
#include "models/items/alerttext.h"
#include "tests/backends/http/certificates.h"
#include "tests/backends/http/connected.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const QDateTime Now = QDateTime::fromSecsSinceEpoch(1'795'000'000, Qt::UTC);

Connection checkOf(const QString &url)
{
    Connection made;
    made.id = SourceId(u"check/cart"_s);
    made.kind = u"check"_s;
    made.url = url;
    made.check.labels = {{u"service"_s, u"cart"_s}};
    return made;
}

QList<Alert> judged(const Connection &check, const check::Finding &finding)
{
    feed::FirstSeen seen;
    return check::judge(check, finding, seen, Now);
}

check::Finding answered(int status)
{
    check::Finding finding;
    finding.status = status;
    return finding;
}

} // namespace

class CheckTest : public QObject
{
    Q_OBJECT

private:
    Result<SyncBatch> ask(const Connection &check, const QByteArray &cursor = {})
    {
        const auto source = makeSource({check, m_there->client, m_there->secrets});
        return testing::wait(source->fetch(cursor, {}));
    }
    QList<Alert> alertsOf(const Connection &check)
    {
        const auto batch = ask(check);
        return batch && !batch->rows.isEmpty() ? std::get<Snapshot<Alert>>(batch->rows.first()).rows : QList<Alert>();
    }
    QString url() const { return QString::fromUtf8(m_there->server.baseUrl()); }

    std::unique_ptr<testing::Connected> m_there;

private Q_SLOTS:
    void init() { m_there = std::make_unique<testing::Connected>(); }

    void findsNothingWrongWithWhatAnswersAsExpected()
    {
        QVERIFY(judged(checkOf(u"http://a"_s), answered(204)).isEmpty());
        auto check = checkOf(u"http://a"_s);
        check.check.leastStatus = check.check.mostStatus = 401;
        QVERIFY(judged(check, answered(401)).isEmpty());
        QCOMPARE(judged(check, answered(200)).first().threshold, u"401"_s);
    }

    void tellsWhatAnAlertNeeds()
    {
        const Alert alert = judged(checkOf(u"http://a/health"_s), answered(503)).first();
        QCOMPARE(alert.key, (AlertKey{SourceId(u"check/cart"_s), u"answer"_s}));
        QCOMPARE(alert.name, u"cart"_s);
        QCOMPARE(alert.severity, Severity::Critical);
        QCOMPARE(alert.value, u"503"_s);
        QCOMPARE(alert.threshold, u"200-299"_s);
        QCOMPARE(alert.labels.value(u"service"_s), u"cart"_s);
        QCOMPARE(alert.labels.value(u"instance"_s), u"http://a/health"_s);
        QCOMPARE(alert.link, u"http://a/health"_s);
        QCOMPARE(alert.startsAt, Now);
    }

    void warnsBeforeACertificateEndsAndNotEarlier()
    {
        check::Finding finding = answered(200);
        finding.certificateEnd = Now.addDays(21).addSecs(1);
        QVERIFY(judged(checkOf(u"https://a"_s), finding).isEmpty());
        finding.certificateEnd = Now.addDays(20);
        const Alert alert = judged(checkOf(u"https://a"_s), finding).first();
        QCOMPARE(alert.key.fingerprint, u"certificate"_s);
        QCOMPARE(alert.severity, Severity::Warning);
        QCOMPARE(alert.value, u"20 d"_s);
        QCOMPARE(alert.threshold, u"< 21 d"_s);
        auto careless = checkOf(u"https://a"_s);
        careless.check.certificateDays = 0;
        QVERIFY(judged(careless, finding).isEmpty());
    }

    void remembersSinceWhenItIsWrong()
    {
        feed::FirstSeen seen;
        const auto check = checkOf(u"http://a"_s);
        check::judge(check, answered(500), seen, Now);
        seen = feed::FirstSeen::fromText(seen.toText());
        QCOMPARE(check::judge(check, answered(502), seen, Now.addSecs(60)).first().startsAt, Now);
        check::judge(check, answered(200), seen, Now.addSecs(90));
        QCOMPARE(check::judge(check, answered(500), seen, Now.addSecs(120)).first().startsAt, Now.addSecs(120));
    }

    void asksAWebAddressOnceWithoutSecondTry()
    {
        m_there->server.answer({testing::FaultServer::status(503, "busy")});
        QCOMPARE(alertsOf(checkOf(url())).first().value, u"503"_s);
        QCOMPARE(m_there->server.seen().size(), 1);
    }

    void looksForTheText()
    {
        m_there->server.answer({testing::FaultServer::ok("all is well")});
        auto check = checkOf(url());
        check.check.contains = u"well"_s;
        QVERIFY(alertsOf(check).isEmpty());
        check.check.contains = u"ill"_s;
        QCOMPARE(alertsOf(check).first().summary, u"The answer does not hold \"ill\""_s);
    }

    void saysThatNobodyAnswersInTime()
    {
        m_there->server.answer({QByteArray()});
        auto check = checkOf(url());
        check.check.timeout = std::chrono::milliseconds(80);
        const auto alerts = alertsOf(check);
        QCOMPARE(alerts.size(), 1);
        QCOMPARE(alerts.first().summary, u"No answer in 80 ms"_s);
    }

    void saysItInTheLanguageOfWhoeverLooks()
    {
        class Translator : public QTranslator
        {
        public:
            QString translate(const char *context, const char *text, const char *, int) const override
            {
                const bool isOurs = qstrcmp(context, "Phrase") == 0 && qstrcmp(text, "Answers %1 instead of %2") == 0;
                return isOurs ? u"%1, %2 erwartet"_s : QString();
            }
            bool isEmpty() const override { return false; }
        } translator;
        feed::FirstSeen seen;
        const Alert alert = check::judge(checkOf(u"http://a"_s), answered(500), seen, Now).first();
        AlertRow row;
        row.summary = alert.summary;
        row.annotations = alert.annotations;
        QCOMPARE(summaryText(row), u"Answers 500 instead of 200-299"_s);
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QCOMPARE(summaryText(row), u"500, 200-299 erwartet"_s);
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(alert.summary, u"Answers 500 instead of 200-299"_s); // for search, ledger and chat
        row.annotations = {{alert.annotations.firstKey(), u"[1,{}"_s}}; // of a source that pretends
        QCOMPARE(summaryText(row), alert.summary);
    }

    void isLiveAlthoughNobodyListens()
    {
        for (const auto &scheme : {u"http"_s, u"tcp"_s, u"tls"_s}) {
            const auto batch = ask(checkOf(scheme + u"://127.0.0.1:1"_s));
            QVERIFY(batch);
            const auto alerts = std::get<Snapshot<Alert>>(batch->rows.first()).rows;
            QCOMPARE(alerts.size(), 1);
            QVERIFY(!alerts.first().summary.isEmpty());
        }
    }

    void storesNothingAgainThatIsAsItWas()
    {
        m_there->server.answer({testing::FaultServer::status(500)});
        const auto source = makeSource({checkOf(url()), m_there->client, m_there->secrets});
        const auto first = testing::wait(source->fetch({}, {}));
        QCOMPARE(first->rows.size(), 1);
        const auto second = testing::wait(source->fetch(first->cursor, {}));
        QVERIFY(second->rows.isEmpty());
        m_there->server.answer({testing::FaultServer::ok("fine")});
        QCOMPARE(
            std::get<Snapshot<Alert>>(testing::wait(source->fetch(second->cursor, {}))->rows.first()).rows.size(), 0);
    }

    void reachesAPort()
    {
        auto check = checkOf(u"tcp://127.0.0.1:%1"_s.arg(m_there->server.port()));
        QVERIFY(alertsOf(check).isEmpty());
    }

    void looksAtTheCertificateOfAHandshake()
    {
        testing::Certificates certificates;
        if (!certificates.isUsable())
            QSKIP("no openssl program");
        testing::FaultServer server(certificates.server(certificates.make({.name = u"leaf"_s}))); // for one day
        server.answer({testing::FaultServer::ok("fine")});
        for (const auto &scheme : {u"https"_s, u"tls"_s}) {
            auto check = checkOf(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(server.port()));
            auto alerts = alertsOf(check);
            QCOMPARE(alerts.size(), 1);
            QCOMPARE(alerts.first().key.fingerprint, u"answer"_s); // not trusted
            check.caFile = certificates.authority();
            alerts = alertsOf(check);
            QVERIFY2(alerts.size() == 1, qPrintable(scheme));
            QVERIFY2(alerts.first().key.fingerprint == u"certificate", qPrintable(scheme + alerts.first().summary));
            check.check.certificateDays = 0;
            QVERIFY(alertsOf(check).isEmpty());
        }
    }

    void failsItselfWhereItsSecretIsMissing()
    {
        auto check = checkOf(url());
        check.secret = u"env:OPSDECK_TEST_NOT_SET"_s;
        QCOMPARE(ask(check).error().kind, Error::Kind::Usage);
    }

    void endsWithItsStop()
    {
        m_there->server.answer({QByteArray()});
        for (const QString &address : {url(), u"tls://127.0.0.1:%1"_s.arg(m_there->server.port())}) {
            const auto source = makeSource({checkOf(address), m_there->client, m_there->secrets});
            std::stop_source stop;
            QTimer::singleShot(20, [&stop] { stop.request_stop(); });
            QCOMPARE(testing::wait(source->fetch({}, stop.get_token())).error().kind, Error::Kind::Cancelled);
        }
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"

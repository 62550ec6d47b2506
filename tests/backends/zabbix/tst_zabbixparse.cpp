// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/alerts.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::zabbix;
using namespace Qt::StringLiterals;

namespace {

const SourceId Source(u"zbx"_s);

// As a Zabbix 6.0 has told them.
const QByteArray Queue
    = R"({"eventid":"21","objectid":"23133","clock":"1795234037","r_eventid":"0","acknowledged":"1","severity":"4",
    "name":"Queue backlog 250","opdata":"now 250","suppressed":"0","urls":[{"name":"","url":"http://wiki/run"}],
    "tags":[{"tag":"scope","value":"b"},{"tag":"scope","value":"a"},{"tag":"Application","value":"cart"},
    {"tag":"host","value":"not a host"}],"suppression_data":[],
    "acknowledges":[{"userid":"1","clock":"1795234072","message":"","action":"8"},
    {"userid":"9","clock":"1795234075","message":"gone?","action":"4"},
    {"userid":"1","clock":"1795234071","message":"li: on it","action":"6"}]})";
const QByteArray QueueTrigger
    = R"json({"triggerid":"23133","type":"0","expression":"last(/cart-db-01/queue)>100","comments":"See\nrunbook",
    "url":"javascript:alert","groups":[{"groupid":"2","name":"Linux servers"},{"name":"DB"}],
    "hosts":[{"hostid":"10559","host":"cart-db-01","name":"Cart <b>DB</b>"}],"dependencies":[]})json";

QByteArray result(const QByteArray &value)
{
    return R"({"jsonrpc":"2.0","result":)" + value + R"(,"id":1})";
}

QByteArray refused(int code, const char *data)
{
    return R"({"jsonrpc":"2.0","error":{"code":)" + QByteArray::number(code)
        + R"(,"message":"Application error.","data":")" + data + R"("},"id":1})";
}

QList<Alert> alerts(const QByteArray &problems, const QByteArray &triggers)
{
    const auto read = parseProblems(result('[' + problems + ']'), Source);
    const auto around = parseTriggers(result('[' + triggers + ']'), Source);
    if (!read || !around)
        return {};
    return alertsOf(*read, {Source, u"http://zabbix.example/z"_s, *around, {{1, u"Admin"_s}}});
}

QByteArray with(QByteArray text, const QByteArray &before, const QByteArray &after)
{
    return text.replace(before, after);
}

} // namespace

class ZabbixParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsWrongWhereAndSinceWhen()
    {
        const Alert alert = alerts(Queue, QueueTrigger).value(0);
        QCOMPARE(alert.key, (AlertKey{Source, u"23133"_s}));
        QCOMPARE(alert.occurrence, u"21"_s);
        QCOMPARE(alert.name, u"Queue backlog 250"_s);
        QCOMPARE(alert.severity, Severity::Critical);
        QCOMPARE(alert.severityText, u"high"_s);
        QCOMPARE(alert.state, AlertState::Firing);
        QCOMPARE(alert.value, u"now 250"_s);
        QCOMPARE(alert.threshold, u"> 100"_s);
        QCOMPARE(alert.summary, u"now 250"_s);
        QCOMPARE(alert.startsAt, QDateTime::fromSecsSinceEpoch(1795234037, Qt::UTC));
        QCOMPARE(alert.updatedAt, QDateTime::fromSecsSinceEpoch(1795234075, Qt::UTC));
        QCOMPARE(alert.link, u"http://zabbix.example/z/tr_events.php?triggerid=23133&eventid=21"_s);
    }

    void hostsGroupsAndTagsAreLabels()
    {
        const Labels expected{{u"host"_s, u"cart-db-01"_s}, {u"instance"_s, u"Cart <b>DB</b>"_s},
            {u"hostgroup"_s, u"DB, Linux servers"_s}, {u"scope"_s, u"a, b"_s}, {u"Application"_s, u"cart"_s},
            {u"service"_s, u"cart"_s}, {u"tag_host"_s, u"not a host"_s}};
        QCOMPARE(alerts(Queue, QueueTrigger).value(0).labels, expected);
    }

    void theServiceTagIsStrongerThanTheApplication()
    {
        const auto both = with(Queue, R"({"tag":"host","value":"not a host"})", R"({"tag":"Service","value":"shop"})");
        QCOMPARE(alerts(both, QueueTrigger).value(0).labels.value(u"service"_s), u"shop"_s);
    }

    void commentsAndAddressesAreAnnotations()
    {
        const Labels notes = alerts(Queue, QueueTrigger).value(0).annotations;
        QCOMPARE(notes.value(u"description"_s), u"See\nrunbook"_s);
        QCOMPARE(notes.value(u"url"_s), u"http://wiki/run"_s);
        QCOMPARE(notes.value(u"expression"_s), u"last(/cart-db-01/queue)>100"_s);
        QVERIFY(!notes.contains(u"symptom of"_s));
        const auto symptom = with(Queue, R"("r_eventid":"0")", R"("r_eventid":"0","cause_eventid":"7")");
        QCOMPARE(alerts(symptom, QueueTrigger).value(0).annotations.value(u"symptom of"_s), u"7"_s);
    }

    void whatWasSaidThereIsToldOldestFirst()
    {
        const Alert alert = alerts(Queue, QueueTrigger).value(0);
        QVERIFY(alert.acknowledged);
        const auto at = [](qint64 seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC); };
        const QList<AlertNote> expected{{AlertNote::Kind::Acknowledged, u"Admin"_s, u"li: on it"_s, at(1795234071)},
            {AlertNote::Kind::Comment, u"9"_s, u"gone?"_s, at(1795234075)}};
        QCOMPARE(alert.notes, expected);
    }

    void bitsOfAnActionDecideWhatWasDone_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<AlertNote::Kind>("kind");
        QTest::newRow("close") << QByteArray("5") << AlertNote::Kind::Closed;
        QTest::newRow("unacknowledge") << QByteArray("20") << AlertNote::Kind::Unacknowledged;
        QTest::newRow("suppress with words") << QByteArray("36") << AlertNote::Kind::Comment;
        QTest::newRow("of a future version") << QByteArray("9007199254740994") << AlertNote::Kind::Acknowledged;
    }
    void bitsOfAnActionDecideWhatWasDone()
    {
        QFETCH(QByteArray, action);
        QFETCH(AlertNote::Kind, kind);
        const auto changed = with(Queue, R"("action":"6")", "\"action\":\"" + action + '"');
        QCOMPARE(alerts(changed, QueueTrigger).value(0).notes.value(0).kind, kind);
    }

    void severitiesAreMappedAndUnknownOnesDoNotHide_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<QString>("word");
        QTest::newRow("0") << QByteArray("0") << Severity::Info << u"not classified"_s;
        QTest::newRow("1") << QByteArray("1") << Severity::Info << u"information"_s;
        QTest::newRow("2") << QByteArray("2") << Severity::Warning << u"warning"_s;
        QTest::newRow("3") << QByteArray("3") << Severity::Warning << u"average"_s;
        QTest::newRow("4") << QByteArray("4") << Severity::Critical << u"high"_s;
        QTest::newRow("5") << QByteArray("5") << Severity::Critical << u"disaster"_s;
        QTest::newRow("6") << QByteArray("6") << Severity::Warning << u"6"_s;
        QTest::newRow("huge") << QByteArray("9223372036854775807") << Severity::Warning << u"9223372036854775807"_s;
        QTest::newRow("negative") << QByteArray("-1") << Severity::Warning << u"-1"_s;
    }
    void severitiesAreMappedAndUnknownOnesDoNotHide()
    {
        QFETCH(QByteArray, number);
        QFETCH(Severity, severity);
        QFETCH(QString, word);
        const auto changed = with(Queue, R"("severity":"4")", "\"severity\":\"" + number + '"');
        const Alert alert = alerts(changed, QueueTrigger).value(0);
        QCOMPARE(alert.severity, severity);
        QCOMPARE(alert.severityText, word);
    }

    void maintenanceSuppresses()
    {
        auto quiet = with(Queue, R"("suppressed":"0")", R"("suppressed":"1")");
        quiet.replace(R"("suppression_data":[])",
            R"("suppression_data":[{"maintenanceid":"12","suppress_until":"1795239000"},{"maintenanceid":"0"}])");
        const Alert alert = alerts(quiet, QueueTrigger).value(0);
        QCOMPARE(alert.state, AlertState::Suppressed);
        QCOMPARE(alert.silencedBy, QStringList{u"maintenance 12"_s});
    }

    void aFailedDependencySuppressesAndIsNamed()
    {
        const auto dependent = with(QueueTrigger, R"("dependencies":[])",
            R"("dependencies":[{"triggerid":"5","description":"Host down","value":"1"},
            {"triggerid":"6","description":"Router","value":"0"}])");
        const Alert alert = alerts(Queue, dependent).value(0);
        QCOMPARE(alert.state, AlertState::Suppressed);
        QCOMPARE(alert.annotations.value(u"depends on"_s), u"Host down"_s);
    }

    void recoveredOnesAndThoseOfHiddenTriggersAreNotShown()
    {
        QVERIFY(alerts(with(Queue, R"("r_eventid":"0")", R"("r_eventid":"22")"), QueueTrigger).isEmpty());
        QVERIFY(alerts(Queue, {}).isEmpty());
    }

    void theKeyIsTheSameNextTimeAlthoughTheNameTellsAnotherValue()
    {
        auto again = with(Queue, R"("eventid":"21")", R"("eventid":"99")");
        again.replace("backlog 250", "backlog 300");
        QCOMPARE(alerts(again, QueueTrigger).value(0).key, alerts(Queue, QueueTrigger).value(0).key);
    }

    void severalProblemsOfOneTriggerAreKeptApart()
    {
        const auto several = with(QueueTrigger, R"("type":"0")", R"("type":"1")");
        const auto other = with(with(Queue, R"("eventid":"21")", R"("eventid":"22")"), "backlog 250", "backlog 300");
        const auto twin = with(Queue, R"("eventid":"21")", R"("eventid":"23")");
        const auto all = alerts(Queue + ',' + other + ',' + twin, several);
        QCOMPARE(all.size(), 3);
        QSet<QString> keys;
        for (const Alert &alert : all)
            keys.insert(alert.key.fingerprint);
        QCOMPARE(keys.size(), 3);
        QCOMPARE(alerts(other + ',' + Queue, several).value(1).key, all.value(0).key);
    }

    void thresholdsAreReadFromOneComparisonOnly_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("threshold");
        const auto row = [](const char *name, const char *expression, const char *threshold) {
            QTest::newRow(name) << QString::fromUtf8(expression) << QString::fromUtf8(threshold);
        };
        row("6.0", "min(/h/cpu,5m)>=90.5", ">= 90.5");
        row("5.0", "{h:cpu.last()}<10G", "< 10G");
        row("macro", "max(/h/cpu,5m)>{$CPU.CRIT}", "> {$CPU.CRIT}");
        row("two", "last(/h/a)>1 and last(/h/b)>2", "");
        row("unlike", "last(/h/a)<>-1", "<> -1");
        row("comparison within", "count(/h/log,5m,\"eq\",\"a=b\")>3", "");
        row("function", "last(/h/a)>last(/h/b)", "");
        row("none", "last(/h/a)", "");
        row("empty", "", "");
    }
    void thresholdsAreReadFromOneComparisonOnly()
    {
        QFETCH(QString, expression);
        QFETCH(QString, threshold);
        QCOMPARE(thresholdOf(expression), threshold);
    }

    void hostileTextsStayTextAndUnsafeLinksNone()
    {
        const auto hostile = with(Queue, "Queue backlog 250", "<img src=x>\\u202egnp.exe\\u0000");
        const Alert alert = alerts(hostile, QueueTrigger).value(0);
        QCOMPARE(alert.name, u"<img src=x>\u202egnp.exe"_s + QChar(0));
        const auto problems = parseProblems(result('[' + Queue + ']'), Source);
        const auto triggers = parseTriggers(result('[' + QueueTrigger + ']'), Source);
        QCOMPARE(alertsOf(*problems, {Source, u"javascript:x"_s, *triggers, {}}).value(0).link, QString());
    }

    void refusalsAreErrorsInZabbixOwnWords_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](int code, const char *data, Error::Kind kind) {
            QTest::newRow(data) << refused(code, data) << kind << QString::fromUtf8(data);
        };
        row(-32602, "Not authorized.", Error::Kind::Unauthorised);
        row(-32602, "Session terminated, re-login, please.", Error::Kind::Unauthorised);
        row(-32500, "API token expired.", Error::Kind::Unauthorised);
        row(-32500, "Incorrect user name or password or account is temporarily blocked.", Error::Kind::Unauthorised);
        row(-32500, "No permissions to referred object or it does not exist!", Error::Kind::Forbidden);
        row(-32500, "Cannot close problem: trigger does not allow manual closing.", Error::Kind::Refused);
        row(-32602, "Invalid parameter \\\"/\\\": unexpected parameter.", Error::Kind::BadAnswer);
        QTest::newRow("no data") << QByteArray(R"({"error":{"code":1,"message":"Odd."}})") << Error::Kind::BadAnswer
                                 << u"Odd."_s;
        QTest::newRow("no words") << QByteArray(R"({"error":"x"})") << Error::Kind::BadAnswer << u"error inside"_s;
        QTest::newRow("empty") << QByteArray() << Error::Kind::BadAnswer << QString();
        QTest::newRow("html") << QByteArray("<html>Zabbix") << Error::Kind::BadAnswer << u"<html>"_s;
        QTest::newRow("no result") << QByteArray("{}") << Error::Kind::BadAnswer << u"no answer of Zabbix"_s;
    }
    void refusalsAreErrorsInZabbixOwnWords()
    {
        QFETCH(QByteArray, body);
        QFETCH(Error::Kind, kind);
        QFETCH(QString, words);
        const auto error = refusalIn(body, Source);
        QVERIFY(error);
        QCOMPARE(error->kind, kind);
        QCOMPARE(error->origin, u"zbx"_s);
        QVERIFY2(error->detail.contains(QString(words).remove(u'\\')), qPrintable(error->detail));
    }

    void answersOfAWrongShapeAreBad_data()
    {
        QTest::addColumn<QByteArray>("problem");
        QTest::addColumn<QString>("words");
        QTest::newRow("row") << QByteArray("5") << u"result[]: expected an object"_s;
        QTest::newRow("id") << with(Queue, R"("21")", R"("x")") << u"eventid"_s;
        QTest::newRow("fraction") << with(Queue, R"("21")", "2.5") << u"eventid"_s;
        QTest::newRow("clock") << with(Queue, R"("1795234037")", R"("99999999999999")") << u"clock"_s;
        QTest::newRow("name") << with(Queue, R"("Queue backlog 250")", "[]") << u"name"_s;
        QTest::newRow("tags") << with(Queue, R"("tags":[)", R"("tags":[7,)") << u"tags"_s;
        QTest::newRow("severity") << with(Queue, R"("severity":"4")", R"("severity":"high")") << u"severity"_s;
        QTest::newRow("acknowledges") << with(Queue, R"("acknowledges":[)", R"("acknowledges":[null,)")
                                      << u"acknowledges"_s;
    }
    void answersOfAWrongShapeAreBad()
    {
        QFETCH(QByteArray, problem);
        QFETCH(QString, words);
        const auto read = parseProblems(result('[' + problem + ']'), Source);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::BadAnswer);
        QVERIFY2(read.error().detail.contains(words), qPrintable(read.error().detail));
    }

    void aListByKeysIsNoList()
    {
        QVERIFY(!parseProblems(result(R"({"21":{}})"), Source));
        QVERIFY(parseProblems(result("[]"), Source)->isEmpty());
    }

    void versionsAreOrderedByNumber()
    {
        QVERIFY(!Dialect::of(u"six"_s));
        QVERIFY(!Dialect::of(u"6"_s));
        QCOMPARE(*Dialect::of(u"7.2.0rc1"_s), (Dialect{7, 2}));
        QVERIFY(Dialect::of(u"10.0.1"_s)->proofInHeader());
        QVERIFY(Dialect::of(u"6.4.0"_s)->proofInHeader());
        QVERIFY(!Dialect::of(u"6.2.9"_s)->proofInHeader());
        QVERIFY(!Dialect::of(u"5.0.1"_s)->acts().testFlag(AlertAct::Unacknowledge));
        QVERIFY(!Dialect::of(u"6.0.14"_s)->acts().testFlag(AlertAct::Suppress));
        QVERIFY(Dialect::of(u"6.2.0"_s)->acts().testFlag(AlertAct::Suppress));
    }
};

QTEST_GUILESS_MAIN(ZabbixParseTest)
#include "tst_zabbixparse.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/feed/csv.h"
#include "backends/feed/firstseen.h"
#include "backends/feed/parse.h"
#include "tests/backends/feed/handbook.h"

using namespace opsdeck;
using namespace opsdeck::feed;
using namespace Qt::StringLiterals;
using testing::mapping;

namespace {

const SourceId Room(QStringLiteral("room"));
const QString Page = QStringLiteral("json-source.md");

QByteArray example(const char *language, int index)
{
    return testing::examples(Page, QString::fromLatin1(language)).value(index);
}

QStringList keys(const Rows &rows)
{
    QStringList all;
    for (const Alert &alert : rows.alerts)
        all.append(alert.key.fingerprint);
    return all;
}

} // namespace

class FeedParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheTableOfTheHandbook()
    {
        const auto rows = parse(example("csv", 0), mapping(example("yaml", 1)), Room);
        QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
        QCOMPARE(keys(*rows), (QStringList{u"A03-T1"_s, u"A03-H1"_s}));
        const Alert &hot = rows->alerts.first();
        QCOMPARE(hot.key.source, Room);
        QCOMPARE(hot.name, u"Machine room T1"_s);
        QCOMPARE(hot.severity, Severity::Critical);
        QCOMPARE(hot.severityText, u"紧急"_s);
        QCOMPARE(hot.summary, u"A03: Inlet too hot, fan 2 stands"_s);
        QCOMPARE(hot.value, u"41.5 °C"_s);
        QCOMPARE(hot.threshold, u"> 35 °C"_s);
        QCOMPARE(hot.startsAt.toString(Qt::ISODate), u"2026-11-20T01:12:00Z"_s);
        QCOMPARE(hot.labels.value(u"service"_s), u"machine-room"_s);
        QCOMPARE(rows->alerts.last().severity, Severity::Info);
        QCOMPARE(rows->total, 4);
        QCOMPARE(rows->unusable, 1);
        QCOMPARE(rows->fault.plain(), u"row 4: nothing in Rack, Sensor"_s);
    }

    void readsTheJsonOfTheHandbook()
    {
        const auto rows = parse(example("json", 0), mapping(example("yaml", 2)), Room);
        QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
        QCOMPARE(keys(*rows), (QStringList{u"70118"_s, u"70119"_s}));
        const Alert &battery = rows->alerts.first();
        QCOMPARE(battery.name, u"On battery"_s);
        QCOMPARE(battery.severity, Severity::Critical);
        QCOMPARE(battery.summary, u"UPS-2 in room B"_s);
        QCOMPARE(battery.link, u"https://room.example/alarm/70118"_s);
        QCOMPARE(battery.startsAt.toSecsSinceEpoch(), 1795165200);
        QCOMPARE(rows->alerts.last().state, AlertState::Suppressed);
        QCOMPARE(rows->unusable, 0);
    }

    void fillsTemplates()
    {
        const auto lookup = [](const QString &field) -> std::optional<QString> {
            if (field == u"a")
                return u"x"_s;
            return field == u"empty" ? std::optional(QString()) : std::nullopt;
        };
        const auto filled
            = [&lookup](const char *text) { return FeedTemplate::parse(QString::fromLatin1(text))->filled(lookup); };
        QCOMPARE(filled("{a}-{ a }"), u"x-x"_s);
        QCOMPARE(filled("{{{a}}}"), u"{x}"_s);
        QCOMPARE(filled("plain"), u"plain"_s);
        QCOMPARE(filled("> {none}"), QString());
        QCOMPARE(filled("{a} {empty}"), u"x"_s);
        QVERIFY(!FeedTemplate::parse(u"{a}-{empty}"_s)->whole(lookup));
        QVERIFY(!FeedTemplate::parse(u"{a}-{none}"_s)->whole(lookup));
        for (const char *broken : {"{", "}", "{}", "{ }", "{a", "a}", "{a{b}}"})
            QVERIFY2(!FeedTemplate::parse(QString::fromLatin1(broken)), broken);
    }

    void readsTables()
    {
        CsvReader table(u"\uFEFFa;b\r\n\"x;\"\"1\n2\";  y \n\n;\n\"open"_s, u';');
        QCOMPARE(table.next().value(), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(table.next().value(), (QStringList{u"x;\"1\n2"_s, u"y"_s}));
        QCOMPARE(table.next().value(), (QStringList{QString(), QString()}));
        QCOMPARE(table.next().value(), QStringList{u"open"_s});
        QVERIFY(!table.next());
        QVERIFY(!CsvReader(QString(), u',').next());
    }

    void readsTablesInTheEncodingOfTheirCountry()
    {
        const auto gbk = mapping("format: csv\nencoding: GB18030\ndelimiter: ';'\nkey: '{k}'\nname: '{n}'\n");
        const auto rows = parse("k;n\n1;\xce\xc2\xb6\xc8\n", gbk, Room);
        QVERIFY(rows);
        QCOMPARE(rows->alerts.first().name, u"温度"_s);
        const auto utf8 = mapping("format: csv\nkey: '{k}'\nname: '{n}'\n");
        QVERIFY(parse("k,n\n1,\xce\xc2\xb6\xc8\n", utf8, Room).error().detail.contains(u"encoding"_s));
    }

    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char *form, const char *text, const char *utc) {
            QTest::addRow("%s %s", form, text)
                << QByteArray(form) << QString::fromLatin1(text) << QString::fromLatin1(utc);
        };
        row("time: iso", "2026-11-20T10:00:00+08:00", "2026-11-20T02:00:00Z");
        row("time: iso", "2026-11-20 10:00:00", "2026-11-20T10:00:00Z");
        row("time-zone: Asia/Shanghai", "2026-11-20 10:00:00", "2026-11-20T02:00:00Z");
        row("time-zone: Asia/Shanghai", "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z");
        row("time: seconds", "1795165200.5", "2026-11-20T09:00:00Z");
        row("time: milliseconds", "1795165200000", "2026-11-20T09:00:00Z");
        row("{time: dd/MM/yyyy HH:mm, time-zone: Asia/Shanghai}", "20/11/2026 08:00", "2026-11-20T00:00:00Z");
        row("time: seconds", "soon", "");
        row("time: seconds", "-5", "");
        row("time: seconds", "1e300", "");
        row("time: iso", "", "");
        row("time: iso", "0001-01-01T00:00:00Z", "");
        row("time: yyyy-MM-dd", "2026-13-01", "");
    }
    void readsTimes()
    {
        QFETCH(QByteArray, form);
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const QByteArray rest = form.startsWith('{') ? form.mid(1, form.size() - 2).replace(", ", "\n") : form;
        const auto time = readTime(text, mapping("key: '{k}'\nname: n\n" + rest + '\n'));
        QCOMPARE(time ? time->toString(Qt::ISODate) : QString(), utc);
    }

    void readsEveryLineOfJsonAndCountsTheBroken()
    {
        const auto lines = mapping("format: json-lines\nkey: '{id}'\nname: '{n.0}'\n");
        const auto rows = parse("{\"id\":1,\"n\":[\"a\"]}\n\n{\"id\":\n\"x\"\n{\"id\":2,\"n\":[\"b\"]}", lines, Room);
        QVERIFY(rows);
        QCOMPARE(keys(*rows), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(rows->total, 4);
        QCOMPARE(rows->unusable, 2);
    }

    void keepsAnAlertWhoseStartCannotBeRead()
    {
        const auto rows
            = parse(R"([{"id":1,"t":"?"},{"id":1,"t":"?"}])", mapping("key: '{id}'\nname: x\nstart: '{t}'\n"), Room);
        QVERIFY(rows);
        QCOMPARE(rows->alerts.size(), 1);
        QVERIFY(!rows->alerts.first().startsAt.isValid());
        QCOMPARE(rows->withoutStart, 2);
        QCOMPARE(rows->repeated, 1);
    }

    void findsTheListOrSaysSo()
    {
        const auto inside = mapping("list: a.0.rows\nkey: '{id}'\nname: x\n");
        QCOMPARE(parse(R"({"a":[{"rows":[{"id":1}]}]})", inside, Room)->alerts.size(), 1);
        QCOMPARE(parse(R"({"a.0.rows":[{"id":1}]})", inside, Room)->alerts.size(), 1);
        QVERIFY(parse(R"({"a":[]})", inside, Room).error().detail.contains(u"a.0.rows"_s));
        const auto whole = mapping("key: '{id}'\nname: x\n");
        QCOMPARE(parse("[]", whole, Room)->alerts.size(), 0);
        QCOMPARE(parse("{}", whole, Room).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(parse("", whole, Room).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(parse("<html>", whole, Room).error().kind, Error::Kind::BadAnswer);
    }

    void failsWhereNotOneRowCanBeUsed()
    {
        const auto plain = mapping("key: '{id}'\nname: '{n}'\n");
        const auto rows = parse(R"([{"id":1},{"n":2},3])", plain, Room);
        QCOMPARE(rows.error().kind, Error::Kind::BadAnswer);
        QVERIFY(rows.error().detail.contains(u"row 1: "_s));
    }

    void doesNotTakeAMisspeltConditionForCalm()
    {
        const auto only = mapping("key: '{id}'\nname: x\nonly: [{field: statsu, equals: bad}]\n");
        QVERIFY(parse(R"([{"id":1,"status":"bad"}])", only, Room).error().detail.contains(u"statsu"_s));
        const auto table = mapping("format: csv\nkey: '{id}'\nname: x\nexcept: [{field: statsu, equals: ok}]\n");
        QVERIFY(parse("id,status\n1,bad\n", table, Room).error().detail.contains(u"no column \"statsu\""_s));
    }

    void keepsOnlyWhatTheConditionsSay()
    {
        const auto both = mapping("key: '{id}'\nname: x\n"
                                  "only: [{field: l, one-of: [1, 2]}, {field: h, matches: '^a'}]\n"
                                  "except: [{field: ok, equals: true}]\n");
        const auto rows = parse(R"([{"id":1,"l":1,"h":"ab"},{"id":2,"l":3,"h":"ab"},{"id":3,"l":2,"h":"b"},
            {"id":4,"l":2,"h":"a","ok":true},{"id":5,"l":"2","h":"a","ok":false}])",
            both, Room);
        QVERIFY(rows);
        QCOMPARE(keys(*rows), (QStringList{u"1"_s, u"5"_s}));
    }

    void saysHowManyRowsItDidNotRead()
    {
        QByteArray many = "id\n";
        for (qsizetype i = 0; i < MaxRows + 3; ++i)
            many += QByteArray::number(i) + '\n';
        const auto rows = parse(many, mapping("format: csv\nkey: '{id}'\nname: x\n"), Room);
        QVERIFY(rows);
        QCOMPARE(rows->alerts.size(), MaxRows);
        QCOMPARE(rows->beyond, 3);
    }

    void keepsHostileTextsShortAndLinksSafe()
    {
        const auto rows = parse("[{\"id\":1,\"l\":\"javascript:alert\",\"s\":\"" + QByteArray(100'000, 'x') + "\"}]",
            mapping("key: '{id}'\nname: '{s}'\nsummary: '{s}'\nlink: '{l}'\n"), Room);
        QVERIFY(rows);
        QCOMPARE(rows->alerts.first().link, QString());
        QCOMPARE(rows->alerts.first().summary.size(), 4096);
    }

    void remembersSinceWhenSomethingIsThere()
    {
        const auto at = [](int second) { return QDateTime::fromSecsSinceEpoch(1000 + second, Qt::UTC); };
        FirstSeen seen;
        QCOMPARE(seen.at(u"a"_s, at(0)), at(0));
        seen.forgetOthers();
        seen = FirstSeen::fromText(seen.toText());
        QCOMPARE(seen.at(u"a"_s, at(5)), at(0));
        QCOMPARE(seen.at(u"b\n"_s, at(5)), at(5));
        seen.forgetOthers();
        QVERIFY(!seen.toText().contains('\n'));
        seen.forgetOthers();
        QCOMPARE(seen.at(u"a"_s, at(9)), at(9));
        QCOMPARE(FirstSeen::fromText("[broken").toText(), "{}");
    }
};

QTEST_GUILESS_MAIN(FeedParseTest)
#include "tst_feedparse.moc"

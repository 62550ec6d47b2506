// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/json/json.h"
#include "backends/json/keptcursor.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::json;

Q_DECLARE_METATYPE(std::optional<qint64>)

namespace {

json::Document documentOf(const QByteArray &bytes)
{
    auto document = Document::parse(bytes, {});
    if (!document)
        qFatal("Not JSON: %s", bytes.constData());
    return std::move(*document);
}

/// What a parser would do with one key; the fault is what is compared.
template <typename Fn> QString faultOf(const QByteArray &bytes, Fn read)
{
    const auto document = documentOf(bytes);
    QString fault;
    Fields fields(document.root(), fault, "row");
    read(fields);
    return fault;
}

} // namespace

namespace {

/// Counts how often it is converted.
struct CountedCursor
{
    int value = 0;

    static inline int parsed = 0;
    static inline int written = 0;

    static CountedCursor parse(const QByteArray &text)
    {
        ++parsed;
        return {text.toInt()};
    }
    QByteArray json() const
    {
        ++written;
        return QByteArray::number(value);
    }
    bool operator==(const CountedCursor &) const = default;
};

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoDocument_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("html") << QByteArray("<html>");
        QTest::newRow("half") << QByteArray("{\"a\":[1,");
        QTest::newRow("two") << QByteArray("{} {}");
        QTest::newRow("nul inside") << QByteArray("{\"a\"\0:1}", 8);
        QTest::newRow("invalid utf-8") << QByteArray("[\"\xff\"]");
        QTest::newRow("too deep") << QByteArray(65, '[') + QByteArray(65, ']');
        QTest::newRow("endlessly deep") << QByteArray(1'000'000, '[');
    }
    void refusesWhatIsNoDocument()
    {
        QFETCH(QByteArray, bytes);
        const auto document = Document::parse(bytes, QStringLiteral("am"));
        QVERIFY(!document);
        QCOMPARE(document.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(document.error().origin, QStringLiteral("am"));
    }

    void readsDocumentsThatAreDeepButNotTooDeep()
    {
        QVERIFY(Document::parse(QByteArray(60, '[') + QByteArray(60, ']'), {}));
    }

    void readsFieldsOfTheRightType()
    {
        const auto document = documentOf(
            R"({"s":"x","n":7,"d":"9223372036854775807","f":0.5,"i":2,"b":true,"t":"2026-11-20T10:00:00Z",
                "l":["a","b"],"m":{"k":"v","n":1,"o":true,"z":null},"o":{"s":"y"},"null":null})");
        QString fault;
        Fields fields(document.root(), fault);
        QCOMPARE(fields.text("s"), QStringLiteral("x"));
        QCOMPARE(fields.integer("n"), 7);
        QCOMPARE(fields.integer("d"), std::numeric_limits<qint64>::max());
        QCOMPARE(fields.numberOr("f"), 0.5);
        QCOMPARE(fields.numberOr("i"), 2.0);
        QVERIFY(fields.flagOr("b"));
        QCOMPARE(fields.time("t").toMSecsSinceEpoch(), 1795168800000);
        QCOMPARE(fields.texts("l"), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(fields.textMap("m").value(QStringLiteral("n")), QStringLiteral("1"));
        QCOMPARE(fields.textMap("m").value(QStringLiteral("o")), QStringLiteral("true"));
        QCOMPARE(fields.object("o").text("s"), QStringLiteral("y"));
        QVERIFY(!fields.has("null"));
        QCOMPARE(fields.textOr("null", QStringLiteral("default")), QStringLiteral("default"));
        QCOMPARE(fields.list("missing").size(), 0);
        QCOMPARE(fields.object("missing").textOr("s"), QString());
        QCOMPARE(fault, QString());
    }

    void saysWhichFieldIsWrong()
    {
        const QByteArray bytes = R"({"s":1,"n":"x","o":[],"l":{},"m":{"k":[]},"t":"yesterday"})";
        QCOMPARE(faultOf(bytes, [](Fields &f) { f.text("s"); }), QStringLiteral("row.s: expected a string"));
        QCOMPARE(faultOf(bytes, [](Fields &f) { f.text("none"); }), QStringLiteral("row.none: expected a string"));
        QCOMPARE(faultOf(bytes, [](Fields &f) { f.integer("n"); }), QStringLiteral("row.n: expected an integer"));
        QCOMPARE(faultOf(bytes, [](Fields &f) { f.object("o"); }), QStringLiteral("row.o: expected an object"));
        QCOMPARE(faultOf(bytes, [](Fields &f) { f.list("l"); }), QStringLiteral("row.l: expected an array"));
        QCOMPARE(
            faultOf(bytes, [](Fields &f) { f.textMap("m"); }), QStringLiteral("row.m: expected an object of strings"));
        QCOMPARE(faultOf(bytes, [](Fields &f) { f.timeOr("t"); }), QStringLiteral("row.t: expected a time"));
        QCOMPARE(faultOf("[]", [](Fields &) {}), QStringLiteral("row: expected an object"));
    }

    void keepsTheFirstFault()
    {
        const auto fault = faultOf("{}", [](Fields &f) {
            f.text("a");
            f.object("o").text("b");
        });
        QCOMPARE(fault, QStringLiteral("row.a: expected a string"));
        QCOMPARE(checked(1, fault, {}).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(checked(1, QString(), {}).value(), 1);
    }

    void readsIntegersExactlyOrNotAtAll_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<std::optional<qint64>>("number");
        const auto row
            = [](const char *json, std::optional<qint64> number) { QTest::newRow(json) << QByteArray(json) << number; };
        row("9007199254740993", 9007199254740993);
        row("\"9007199254740993\"", 9007199254740993);
        row("-1", -1);
        row("\"-1\"", -1);
        row("9223372036854775808", std::nullopt);
        row("\"9223372036854775808\"", std::nullopt);
        row("1.0", std::nullopt);
        row("1e3", std::nullopt);
        row("\" 1\"", std::nullopt);
        row("\"+1\"", std::nullopt);
        row("\"0x1\"", std::nullopt);
        row("\"\"", std::nullopt);
        row("true", std::nullopt);
    }
    void readsIntegersExactlyOrNotAtAll()
    {
        QFETCH(QByteArray, json);
        QFETCH(std::optional<qint64>, number);
        QCOMPARE(toInteger(documentOf(json).root()), number);
    }

    void readsTimesInEveryForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char *text, const char *utc) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(utc);
        };
        row("2026-11-20T10:00:00Z", "2026-11-20T10:00:00.000Z");
        row("2026-11-20T10:00:00.5Z", "2026-11-20T10:00:00.500Z");
        row("2026-11-20T10:00:00.123456Z", "2026-11-20T10:00:00.123Z");
        row("2026-11-20T10:00:00.123456789+08:00", "2026-11-20T02:00:00.123Z");
        row("2026-11-20T10:00:00-0330", "2026-11-20T13:30:00.000Z");
        row("2026-11-20T10:00:00", "2026-11-20T10:00:00.000Z");
        row("2026-11-20 10:00:00 UTC", "2026-11-20T10:00:00.000Z");
        row("2026-11-20 10:00:00 +0800", "2026-11-20T02:00:00.000Z");
        row("2026-11-20", "2026-11-20T00:00:00.000Z");
        row("2026-12-31T23:59:60Z", "2026-12-31T23:59:59.000Z");
        row("0001-01-01T00:00:00Z", "");
    }
    void readsTimesInEveryForm()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const auto time = toTime(text);
        QVERIFY(time.has_value());
        QCOMPARE(time->toString(Qt::ISODateWithMs), utc);
    }

    void refusesWhatIsNoTime_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "now", "2026-13-01", "2026-02-30", "2026-11-20T25:00:00Z", "2026-11-20T10:00:61Z",
                 "2026-11-20T10:00Z", "1795168800", "2026-11-20T10:00:00Z ", "2026-11-20T10:00:00.Z"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refusesWhatIsNoTime()
    {
        QFETCH(QString, text);
        QVERIFY(!toTime(text));
    }

    void walksOverObjectsAsADocumentWouldHaveThem_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *text : {"[]", " [ ] ", "[{'a':1}]", " [ {'a':1} , {'b':[{'c':{}},[]]} ] ",
                 "[{'a':'}]'},{'a':'\\\\'},{'a':'\\\\\\''},{'}':'[{'}]", "[{'é':'订单 🚢'},{}]"})
            QTest::newRow(text) << QByteArray(text).replace('\'', '"');
    }
    void walksOverObjectsAsADocumentWouldHaveThem()
    {
        QFETCH(QByteArray, bytes);
        QStringList walked;
        QVERIFY(walkObjects(bytes, [&](Element element) { walked.append(toText(simdjson::minify(element))); }));
        const auto document = Document::parse(bytes, {});
        QVERIFY(document);
        QStringList whole;
        const auto list = toList(document->root());
        for (const Element &element : *list)
            whole.append(toText(simdjson::minify(element)));
        QCOMPARE(walked, whole);
    }

    void walksOverNothingElse_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *text : {"", "[", "{}", "[1]", "[{}", "[{},]", "[{}]x", "[{}{}]", "[{'a':']", "[{'a':'\\'}]",
                 "[{'a':1}],[]", "[{'a':}]", "[{'a':'\xff'}]"})
            QTest::newRow(text) << QByteArray(text).replace('\'', '"');
    }
    void walksOverNothingElse()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!walkObjects(bytes, [](Element) {}));
    }

    void aTextIsMadeOnceForAllWhoHaveIt()
    {
        SharedTexts texts;
        QStringList made;
        for (int i = 0; i < 1000; ++i)
            made.append(texts.of("订单 " + std::to_string(i)));
        for (int i = 0; i < 1000; ++i) {
            const QString again = texts.of("订单 " + std::to_string(i));
            QCOMPARE(again, QStringLiteral("订单 ") + QString::number(i));
            QCOMPARE(again.constData(), made.at(i).constData());
        }
        QCOMPARE(texts.of({}), QString());
    }

    void parsesAndWritesACursorOnlyWhereItIsAnother()
    {
        KeptCursor<CountedCursor> kept;
        CountedCursor cursor = kept.parse("1");
        QCOMPARE(kept.text(cursor), "1");
        QCOMPARE(kept.parse("1").value, 1);
        QCOMPARE(CountedCursor::parsed, 1);
        QCOMPARE(CountedCursor::written, 0);
        cursor.value = 2;
        QCOMPARE(kept.text(cursor), "2");
        QCOMPARE(kept.parse("2").value, 2);
        QCOMPARE(kept.parse("1").value, 1); // the store refused the other
        QCOMPARE(CountedCursor::parsed, 2);
        QCOMPARE(CountedCursor::written, 1);
        QCOMPARE(kept.parse({}).value, 0);
        QCOMPARE(kept.text(CountedCursor()), "0");
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/phrasetext.h"
#include "models/items/rowexport.h"
#include "models/items/storetext.h"
#include "models/items/timetext.h"

#include <QStandardItemModel>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = QDateTime::fromString(u"2026-11-14T06:03:22Z"_s, Qt::ISODate);

/// A flat table whose rows say that they have no children, as our models' do.
void fill(QStandardItemModel &model, const QList<QStringList> &rows)
{
    model.setHorizontalHeaderLabels({u"name"_s, u"what"_s});
    for (const QStringList &row : rows) {
        QList<QStandardItem *> items;
        for (const QString &text : row) {
            auto item = std::make_unique<QStandardItem>(text);
            item->setFlags(item->flags() | Qt::ItemNeverHasChildren);
            items.append(item.release()); // the model owns it
        }
        model.appendRow(items);
    }
}

} // namespace

class ItemTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPhraseFillsItsPlacesAtOnce()
    {
        const Phrase phrase("%1 runs %2 instead of %3", {QStringLiteral("a%2"), QStringLiteral("100%"), QString()});
        QCOMPARE(phrase.plain(), QStringLiteral("a%2 runs 100% instead of "));
        QCOMPARE(Phrase("%1 and %9", {QStringLiteral("x")}).plain(), QStringLiteral("x and %9"));
        QCOMPARE(Phrase(QStringLiteral("50 %1")).plain(), QStringLiteral("50 %1"));
    }

    void aPhraseIsShownInTheLanguageOfThePerson()
    {
        const Phrase phrase("healthy after %1 s", {QStringLiteral("12")});
        QCOMPARE(phraseText(phrase), QStringLiteral("healthy after 12 s"));
        QTranslator chinese;
        QVERIFY(chinese.load(QStringLiteral(":/opsdeck/i18n/opsdeck_zh_CN.qm")));
        QVERIFY(QCoreApplication::installTranslator(&chinese));
        QCOMPARE(phraseText(phrase), QStringLiteral("12 秒后健康"));
        QCOMPARE(phraseText(Phrase(QStringLiteral("$ docker pull x"))), QStringLiteral("$ docker pull x"));
        QCoreApplication::removeTranslator(&chinese);
    }

    void agesHaveOneUnit_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("age");
        QTest::addColumn<QString>("ago");
        QTest::newRow("now") << qint64{0} << "0 s"
                             << "just now";
        QTest::newRow("future") << qint64{-30} << "0 s"
                                << "just now";
        QTest::newRow("seconds") << qint64{59} << "59 s"
                                 << "59 s ago";
        QTest::newRow("a minute") << qint64{60} << "1 min"
                                  << "1 min ago";
        QTest::newRow("minutes") << qint64{119 * 60} << "119 min"
                                 << "119 min ago";
        QTest::newRow("hours") << qint64{2 * 3600} << "2 h"
                               << "2 h ago";
        QTest::newRow("days") << qint64{3 * 86'400 + 5} << "3 d"
                              << "3 d ago";
    }
    void agesHaveOneUnit()
    {
        QFETCH(qint64, seconds);
        QTEST(ageText(now.addSecs(-seconds), now), "age");
        QTEST(timeAgoText(now.addSecs(-seconds), now), "ago");
    }

    void anUnknownTimeIsNoAge()
    {
        QCOMPARE(ageText(QDateTime(), now), u"–"_s);
        QCOMPARE(timeAgoText(QDateTime(), now), u"never"_s);
        QCOMPARE(utcTimeText(QDateTime()), QString());
    }

    void aTickWithinTheSameMinuteIsTheSameAge()
    {
        const QDateTime then = now.addSecs(-600);
        QCOMPARE(ageOf(then, now), ageOf(then, now.addSecs(1)));
        QVERIFY(ageOf(then, now) != ageOf(then, now.addSecs(60)));
    }

    void durations_data()
    {
        QTest::addColumn<int>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("ms") << 340 << "340 ms";
        QTest::newRow("s") << 12'400 << "12 s";
        QTest::newRow("min") << 240'000 << "4 min";
        QTest::newRow("a clock that is behind") << -340 << u"\u2212340 ms"_s;
        QTest::newRow("far behind") << -120'000 << u"\u22122 min"_s;
    }
    void durations()
    {
        QFETCH(int, ms);
        QTEST(shortDurationText(std::chrono::milliseconds(ms)), "text");
    }

    void timesAreLocalOnTheScreenAndUtcOnHover()
    {
        QCOMPARE(localTimeText(now, now), now.toLocalTime().toString(u"HH:mm"_s));
        QVERIFY(localTimeText(now.addDays(-2), now).size() > 6);
        QCOMPARE(utcTimeText(now), u"2026-11-14 06:03:22 UTC"_s);
    }

    void csvQuotesAndDefusesFormulas_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("plain") << "cart" << QByteArray("cart,x");
        QTest::newRow("comma") << "a,b" << QByteArray("\"a,b\",x");
        QTest::newRow("quote") << "a\"b" << QByteArray("\"a\"\"b\",x");
        QTest::newRow("newline") << "a\nb" << QByteArray("\"a\nb\",x");
        QTest::newRow("formula") << "=1+1" << QByteArray("'=1+1,x");
        QTest::newRow("at") << "@SUM(A1)" << QByteArray("'@SUM(A1),x");
        QTest::newRow("number") << "-5.3" << QByteArray("-5.3,x");
        QTest::newRow("sign") << "-cmd" << QByteArray("'-cmd,x");
        QTest::newRow("chinese") << "结算" << QByteArray("结算,x");
    }
    void csvQuotesAndDefusesFormulas()
    {
        QFETCH(QString, cell);
        QFETCH(QByteArray, line);
        QStandardItemModel model;
        fill(model, {{cell, u"x"_s}});
        QCOMPARE(toCsv(model), "name,what\r\n" + line + "\r\n");
    }

    void exportsTheColumnsAskedForInTheirOrder()
    {
        QStandardItemModel model;
        fill(model, {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}});
        QCOMPARE(toCsv(model, {1, 0}), QByteArray("what,name\r\n1,a\r\n2,b\r\n"));
        QCOMPARE(toJsonLines(model, {1}), QByteArray("{\"what\":\"1\"}\n{\"what\":\"2\"}\n"));
    }

    void exportsLeavesOfATreeOnly()
    {
        QStandardItemModel model;
        fill(model, {{u"a"_s, u"1"_s}});
        auto group = std::make_unique<QStandardItem>(u"group"_s);
        QStandardItemModel inner;
        fill(inner, {{u"child"_s, u"2"_s}});
        group->appendRow(inner.takeRow(0));
        model.appendRow(group.release()); // the model owns it
        QCOMPARE(toCsv(model, {0}), QByteArray("name\r\na\r\nchild\r\n"));
    }

    void theStoreSaysWhoHoldsItAndWhatWasMended()
    {
        StoreReport report;
        QVERIFY(storeTexts(report).writing.isEmpty() && storeTexts(report).mended.isEmpty());
        report.writing = StoreReport::Writing::HeldByOther;
        report.holder = StoreHolder{4711, u"anna"_s, u"desk-2"_s, QDateTime::currentDateTimeUtc()};
        QVERIFY(storeTexts(report).writing.contains(u"anna on desk-2 (process 4711"_s));
        report.writing = StoreReport::Writing::Failing;
        report.writeError = Error{Error::Kind::Storage, u"cache.db"_s, u"disk full"_s, 0, {}, {}};
        QVERIFY(storeTexts(report).writing.contains(u"disk full"_s));
        report.salvage = LedgerSalvage{u"/d/ledger.damaged"_s, 12, 3, 2, 40, true};
        const QString mended = storeTexts(report).mended;
        QVERIFY2(mended.contains(u"12 entries saved, 3 lost, the newest may be missing"_s)
                || mended.contains(u"12 entry(ies) saved, 3 lost, the newest may be missing"_s),
            qPrintable(mended));
        QVERIFY(mended.contains(u"/d/ledger.damaged"_s));
    }
};

QTEST_GUILESS_MAIN(ItemTextTest)
#include "tst_itemtext.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/linediff.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

using Kind = DiffLine::Kind;

/// One letter a line: ' ' same, '-' removed, '+' added, '~' a gap.
QString picture(const QList<DiffLine> &diff)
{
    QString text;
    for (const DiffLine &line : diff) {
        switch (line.kind) {
        case Kind::Same:
            text += u' ' + line.text;
            break;
        case Kind::Added:
            text += u'+' + line.text;
            break;
        case Kind::Removed:
            text += u'-' + line.text;
            break;
        case Kind::Gap:
            text += u'~' + QString::number(line.count);
            break;
        }
    }
    return text;
}

QByteArray side(const QList<DiffLine> &diff, Kind leftOut)
{
    QByteArray text;
    for (const DiffLine &line : diff) {
        if (line.kind != leftOut)
            text += line.text.toUtf8() + '\n';
    }
    return text;
}

QByteArray randomText(QRandomGenerator &random)
{
    QByteArray text;
    const int lines = random.bounded(12);
    for (int i = 0; i < lines; ++i)
        text += QByteArray(1, static_cast<char>('a' + random.bounded(4))) + '\n';
    return text;
}

} // namespace

class LineDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differencesAreTheShortestAndRemovedComesFirst_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("diff");
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QString();
        QTest::newRow("equal") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << u" a b"_s;
        QTest::newRow("new file") << QByteArray() << QByteArray("a\nb\n") << u"+a+b"_s;
        QTest::newRow("deleted") << QByteArray("a\n") << QByteArray() << u"-a"_s;
        QTest::newRow("replaced") << QByteArray("a\nb\nc\n") << QByteArray("a\nx\nc\n") << u" a-b+x c"_s;
        QTest::newRow("inserted") << QByteArray("a\nc\n") << QByteArray("a\nb\nc\n") << u" a+b c"_s;
        QTest::newRow("repeated") << QByteArray("a\na\n") << QByteArray("a\na\na\n") << u" a a+a"_s;
        QTest::newRow("moved") << QByteArray("a\nb\nc\n") << QByteArray("b\nc\na\n") << u"-a b c+a"_s;
        QTest::newRow("no newline at the end") << QByteArray("a\nb") << QByteArray("a\nb\n") << u" a b"_s;
    }

    void differencesAreTheShortestAndRemovedComesFirst()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, diff);
        QCOMPARE(picture(lineDiff(before, after)), diff);
    }

    void bothTextsCanBeReadFromTheDiff()
    {
        QRandomGenerator random(42);
        for (int i = 0; i < 500; ++i) {
            const QByteArray before = randomText(random);
            const QByteArray after = randomText(random);
            const auto diff = lineDiff(before, after);
            QCOMPARE(side(diff, Kind::Added), before);
            QCOMPARE(side(diff, Kind::Removed), after);
        }
    }

    void hugeTextsThatDifferEverywhereAreAnsweredQuicklyAndCompletely()
    {
        QByteArray before;
        QByteArray after;
        for (int i = 0; i < 5000; ++i) {
            before += "a" + QByteArray::number(i) + '\n';
            after += "b" + QByteArray::number(i) + '\n';
        }
        const auto diff = lineDiff(before, after);
        QCOMPARE(countChanges(diff), (DiffCount{5000, 5000}));
        QCOMPARE(side(diff, Kind::Added), before);
    }

    void farLinesAreFoldedIntoGapsThatCountThem()
    {
        const auto diff = lineDiff("1\n2\n3\n4\nx\n5\n6\n7\n", "1\n2\n3\n4\ny\n5\n6\n7\n");
        QCOMPARE(picture(withContext(diff, 1)), u"~3 4-x+y 5~2"_s);
        QCOMPARE(picture(withContext(diff, 9)), picture(diff));
        QCOMPARE(picture(withContext(lineDiff("a\nb\n", "a\nb\n"), 3)), u"~2"_s);
    }
};

QTEST_GUILESS_MAIN(LineDiffTest)
#include "tst_linediff.moc"

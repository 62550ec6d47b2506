// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alertsnapshot.h"
#include "models/items/foldtext.h"
#include "tests/widgets/pages/noisysamples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

using Fold = RowNoise::Fold;

SharedRow rowNamed(const char *key, Severity severity = Severity::Warning)
{
    return AlertRow{.key = str(key), .severity = severity, .name = str(key)};
}

SharedRow folded(const char *key, Fold fold, const char *under)
{
    AlertRow row = rowNamed(key);
    row.noise = RowNoise{.fold = fold, .under = str(under), .cause = fold == Fold::Symptom ? str("Down x") : QString()};
    return row;
}

SharedRow resting(const char *key)
{
    AlertRow row = rowNamed(key);
    row.noise = RowNoise{Fold::Flapping, str("flapping"), {}, {AlertMoment{}}, true};
    return row;
}

/// "a", "[2" for the head of two, ">b" for what stands below, "a+2" for a cause that folds two.
QString shapeOf(const QList<ShownRow> &lines)
{
    QStringList words;
    for (const ShownRow &line : lines) {
        const QString count = QString::number(line.fold->rows.size());
        if (line.isHead)
            words.append(u'[' + count);
        else if (!line.fold.isDefault())
            words.append(line.row->key + u'+' + count);
        else
            words.append((line.isBelow ? u">"_s : QString()) + line.row->key);
    }
    return words.join(u' ');
}

QList<SharedRow> rowsOf(const QString &kind)
{
    if (kind == u"plain")
        return {rowNamed("a"), rowNamed("b")};
    if (kind == u"storm")
        return {rowNamed("a"), folded("b", Fold::Storm, "s"), rowNamed("c"), folded("d", Fold::Storm, "s")};
    if (kind == u"one of a storm")
        return {rowNamed("a"), folded("b", Fold::Storm, "s")};
    if (kind == u"cause")
        return {rowNamed("c", Severity::Critical), rowNamed("a"), folded("b", Fold::Symptom, "c")};
    if (kind == u"cause elsewhere")
        return {rowNamed("a"), folded("b", Fold::Symptom, "c"), folded("d", Fold::Symptom, "c")};
    return {rowNamed("a"), folded("b", Fold::Flapping, "flapping")};
}

} // namespace

class FoldedRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsLinesWithHeadsAndWhatIsBelowThem_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<SharedRow>>("gone");
        QTest::addColumn<QString>("closed");
        QTest::addColumn<QString>("open");
        QTest::addColumn<FoldCounts>("counts");
        const auto row = [](const char *kind, const QList<SharedRow> &gone, const char *closed, const char *open,
                             const FoldCounts &counts) {
            QTest::addRow("%s %d", kind, int(gone.size())) << str(kind) << gone << str(closed) << str(open) << counts;
        };
        row("plain", {}, "a b", "a b", {2, 0});
        row("storm", {}, "a [2 c", "a [2 >b >d c", {2, 2});
        row("one of a storm", {}, "a b", "a b", {2, 0});
        row("cause", {}, "c+1 a", "c+1 >b a", {2, 1});
        row("cause elsewhere", {}, "a [2", "a [2 >b >d", {1, 2});
        row("flapping", {}, "a b", "a b", {2, 0});
        row("flapping", {resting("r")}, "a [2", "a [2 >b >r", {1, 1});
        row("plain", {resting("r")}, "a b r", "a b r", {2, 0});
        row("plain", {resting("r"), resting("s")}, "a b [2", "a b [2 >r >s", {2, 0});
    }
    void aGroupIsLinesWithHeadsAndWhatIsBelowThem()
    {
        QFETCH(QString, kind);
        QFETCH(QList<SharedRow>, gone);
        QFETCH(FoldCounts, counts);
        for (const bool byItself : {false, true}) {
            FoldCounts counted;
            const auto lines = foldedRows(u"g"_s, rowsOf(kind), gone, {{}, byItself}, counted);
            QTEST(shapeOf(lines), byItself ? "open" : "closed");
            QCOMPARE(counted, counts);
        }
    }

    void whatAPersonTurnedIsTurned()
    {
        FoldCounts counts;
        const auto closed = foldedRows(u"g"_s, rowsOf(u"storm"_s), {}, {}, counts);
        const QSet<QString> turned{closed.at(1).row->key};
        QCOMPARE(shapeOf(foldedRows(u"g"_s, rowsOf(u"storm"_s), {}, {turned, false}, counts)), u"a [2 >b >d c"_s);
        QCOMPARE(shapeOf(foldedRows(u"g"_s, rowsOf(u"storm"_s), {}, {turned, true}, counts)), u"a [2 c"_s);
        QCOMPARE(shapeOf(foldedRows(u"h"_s, rowsOf(u"storm"_s), {}, {turned, false}, counts)), u"a [2 c"_s);
    }

    void aHeadSaysWhatItsRowsHaveInCommonAndWhy()
    {
        AlertRow first = folded("b", Fold::Storm, "s");
        AlertRow second = folded("d", Fold::Storm, "s");
        first.name = second.name = u"PodRestarts"_s;
        first.service = u"cart"_s;
        second.service = u"checkout"_s;
        first.startsAt = sampleNow().addSecs(-600);
        second.startsAt = sampleNow().addSecs(-540);
        second.severity = Severity::Info;
        FoldCounts counts;
        const ShownRow head = foldedRows(u"g"_s, {first, second}, {}, {}, counts).first();
        QCOMPARE(headText(head), u"PodRestarts × 2"_s);
        QCOMPARE(head.row->service, QString());
        QCOMPARE(head.row->severity, Severity::Warning);
        QCOMPARE(head.row->startsAt, first.startsAt);
        QCOMPARE(head.fold->last, second.startsAt);
        const QString why = foldText(*head.fold, sampleNow());
        QVERIFY2(why.contains(u"13:53"_s) && why.contains(u"13:54"_s), qPrintable(why));
        QCOMPARE(foldStateText(*head.fold), u"folded: a storm"_s);
    }

    /// Whatever comes, goes and is grouped by whatever: shown and folded are all there are, none is there twice, and no
    /// critical one is folded.
    void shownAndFoldedAddUpToAll()
    {
        QRandomGenerator random(23);
        const QStringList groupings{u"system"_s, u"service"_s, u"host"_s, u"name"_s, u"owner"_s, u"label:pod"_s};
        const QStringList filters{{}, {}, u"severity:warning"_s, u"is:folded"_s, u"checkout"_s};
        int mostFolded = 0;
        for (int round = 0; round < 300; ++round) {
            const AlertWall wall = alertWall(noisyMoment(random, 150));
            AlertArrangement arrangement{AlertFilter::parse(filters.at(round % 5)), {}, {}};
            arrangement.grouping = AlertGrouping::parse(groupings.at(random.bounded(6)));
            const ShownAlerts shown = alertsChange({}, wall, arrangement).next;
            FoldCounts counted;
            QSet<QString> seen;
            for (const ShownGroup &group : shown.groups) {
                for (const ShownRow &line : group.rows) {
                    const bool isAlert = !line.isHead && !line.isBelow && !line.row->noise->isResting;
                    counted.shown += isAlert ? 1 : 0;
                    if (isAlert)
                        QVERIFY(!seen.contains(line.row->key));
                    if (isAlert)
                        seen.insert(line.row->key);
                    for (const AlertRow &row : line.fold->rows) {
                        QVERIFY(row.severity != Severity::Critical);
                        counted.folded += row.noise->isResting ? 0 : 1;
                        QVERIFY(!seen.contains(row.key));
                        seen.insert(row.key);
                    }
                }
            }
            QCOMPARE(shown.counts, counted);
            const auto hits = std::count_if(wall.rows.cbegin(), wall.rows.cend(),
                [&](const AlertRow &row) { return arrangement.filter.matches(row, {}); });
            if (round % 5 != 4) // the title of a group is looked at too
                QCOMPARE(counted.shown + counted.folded, hits);
            if (arrangement.filter.isEmpty())
                QCOMPARE(counted.shown + counted.folded, wall.counts.total());
            mostFolded = std::max(mostFolded, counted.folded);
        }
        QVERIFY(mostFolded > 50);
    }
};

QTEST_GUILESS_MAIN(FoldedRowsTest)
#include "tst_foldedrows.moc"

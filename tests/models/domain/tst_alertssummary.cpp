// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertssummary.h"
#include "models/domain/silencematch.h"

#include <QTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

Labels labels(const QString &instance, const QString &extra = {})
{
    Labels all{{u"alertname"_s, u"Disk"_s}, {u"instance"_s, instance}};
    if (!extra.isEmpty())
        all.insert(extra, u"x"_s);
    return all;
}

} // namespace

/// Several alerts at once: in numbers, and as one silence.
class AlertsSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSilenceHitsAllOfThemAndNoOther()
    {
        const QList<Labels> alerts{labels(u"db-01:9100"_s, u"rack"_s), labels(u"db.02 (old)"_s)};
        const auto matchers = matchersOfAll(alerts);
        QCOMPARE(matchers.size(), 2); // the rack is not of both
        const SilenceMatch match(matchers);
        QVERIFY(match.isValid());
        for (const Labels &one : alerts)
            QVERIFY(match.matches(one));
        for (const QString &other : {u"db-03:9100"_s, u"dbx02 (old)"_s, u"db-01:9100|db.02 (old)"_s, u""_s})
            QVERIFY2(!match.matches(labels(other)), qPrintable(other));
    }

    void whatNobodyCouldReadIsLeftOut()
    {
        QList<Labels> alerts;
        for (int i = 0; i < 200; ++i)
            alerts.append(labels(QString::number(i)));
        const auto matchers = matchersOfAll(alerts);
        QCOMPARE(matchers.size(), 1);
        QCOMPARE(matchers.first().name, u"alertname"_s);
        QVERIFY(matchersOfAll({}).isEmpty());
        QVERIFY(matchersOfAll({{{u"a"_s, u"1"_s}}, {{u"b"_s, u"1"_s}}}).isEmpty());
    }

    void theNumbersAreThoseOfTheAlerts()
    {
        AlertsSummary summary;
        QVERIFY(!summary.worst());
        AlertRow row{.severity = Severity::Warning};
        row.startsAt = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        summary.add(row);
        row.severity = Severity::Critical;
        row.care.acknowledgement = Acknowledgement{};
        row.startsAt = row.startsAt.addSecs(-60);
        summary.add(row);
        row.suppressed = true;
        row.startsAt = {};
        summary.add(row);
        QCOMPARE(summary.counts, (SeverityCounts{1, 1, 0, 1}));
        QCOMPARE(summary.acknowledged, 2);
        QCOMPARE(summary.oldest, QDateTime(QDate(2026, 11, 20), QTime(11, 59), Qt::UTC));
        QCOMPARE(summary.worst(), std::optional(Severity::Critical));
    }
};

QTEST_GUILESS_MAIN(AlertsSummaryTest)
#include "tst_alertssummary.moc"

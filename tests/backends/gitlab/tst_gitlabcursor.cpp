// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/cursor.h"

#include <QtTest>

using namespace opsdeck::gitlab;
using namespace Qt::StringLiterals;

namespace {

const QDateTime Noon(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

} // namespace

class GitLabCursorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWasWritten()
    {
        Cursor cursor;
        cursor.fullListingAt = Noon;
        cursor.activeSince = Noon.addMSecs(-1);
        cursor.listing = "https://git/api/v4/projects?id_after=7";
        cursor.listingAll = true;
        cursor.ids.insert(u"shop/cart"_s, 4294967299);
        ProjectMark &mark = cursor.projects[4294967299];
        mark.activity = Noon;
        mark.readActivity = Noon.addSecs(-60);
        mark.readAt = Noon.addSecs(1);
        mark.listed = true;
        mark.pipelines.note(12, Noon);
        mark.pipelines.stopAt("https://git/next");
        mark.deployments.note(3, Noon);
        mark.deployments.stopAt({});
        cursor.projects[8] = {};
        cursor.queue = {8, 4294967299};
        QCOMPARE(Cursor::parse(cursor.json()), cursor);
    }

    void beginsAgainWhereItIsNotUnderstood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("page=3");
        QTest::newRow("a later version") << QByteArray(R"({"version":2,"queue":[1]})");
        QTest::newRow("an unknown project") << QByteArray(R"({"version":1,"queue":[1,"x",{}],"projects":[]})");
    }

    void beginsAgainWhereItIsNotUnderstood()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(Cursor::parse(text), Cursor());
    }

    void asksAgainForAMomentBeforeTheNewestChange()
    {
        ListMark mark;
        mark.note(1, Noon);
        mark.note(2, Noon.addSecs(-3600));
        QVERIFY(!mark.after.isValid());
        mark.stopAt({});
        QCOMPARE(mark.after, Noon.addSecs(-10));
    }

    void knowsTheRowsThatItAsksForAgain()
    {
        ListMark mark;
        mark.note(1, Noon);
        mark.note(2, Noon.addSecs(-3600));
        QVERIFY(mark.knows(1, Noon));
        QVERIFY(!mark.knows(1, Noon.addMSecs(1)));
        QVERIFY(!mark.knows(2, Noon.addSecs(-3600)));
        QVERIFY(!mark.knows(3, QDateTime()));
    }

    void staysWhereItWasUntilTheListWasReadToItsEnd()
    {
        ListMark mark;
        mark.after = Noon;
        mark.note(1, Noon.addSecs(100));
        mark.stopAt("next");
        QCOMPARE(mark.after, Noon);
        mark.note(2, Noon.addSecs(50));
        mark.stopAt({});
        QCOMPARE(mark.after, Noon.addSecs(90));
    }

    void readsAProjectAgainWhileItsActivityTimeMayStandStill_data()
    {
        QTest::addColumn<int>("readSecondsAfterActivity");
        QTest::addColumn<int>("nowSecondsAfterReading");
        QTest::addColumn<bool>("due");
        QTest::newRow("just read") << 60 << 10 << false;
        QTest::newRow("read a while ago, active before that") << 60 << 301 << true;
        QTest::newRow("read long after the activity") << 4000 << 100'000 << false;
    }

    void readsAProjectAgainWhileItsActivityTimeMayStandStill()
    {
        QFETCH(int, readSecondsAfterActivity);
        QFETCH(int, nowSecondsAfterReading);
        ProjectMark mark;
        mark.activity = mark.readActivity = Noon;
        mark.readAt = Noon.addSecs(readSecondsAfterActivity);
        QTEST(mark.isDue(mark.readAt.addSecs(nowSecondsAfterReading)), "due");
    }

    void isWarmForAnHourAfterAnActivityOrAPipeline()
    {
        ProjectMark mark;
        QVERIFY(!mark.isWarm(Noon));
        mark.activity = Noon;
        QVERIFY(mark.isWarm(Noon.addSecs(3600)));
        QVERIFY(!mark.isWarm(Noon.addSecs(2 * 3600)));
        mark.pipelines.note(1, Noon.addSecs(3600));
        QVERIFY(mark.isWarm(Noon.addSecs(2 * 3600)));
        QVERIFY(!mark.isWarm(Noon.addSecs(3 * 3600)));
    }

    void readsAProjectThatWasActiveOrNeverRead()
    {
        ProjectMark mark;
        QVERIFY(mark.isDue(Noon));
        mark.readAt = Noon;
        QVERIFY(!mark.isDue(Noon.addDays(1)));
        mark.activity = Noon;
        QVERIFY(mark.isDue(Noon));
    }
};

QTEST_GUILESS_MAIN(GitLabCursorTest)
#include "tst_gitlabcursor.moc"

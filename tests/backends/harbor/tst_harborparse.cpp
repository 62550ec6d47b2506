// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/cursor.h"
#include "backends/harbor/parse.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::harbor;
using namespace Qt::StringLiterals;

namespace {

const SourceId Harbor(u"harbor"_s);
const QDateTime Noon(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
const QByteArray Sha = "sha256:" + QByteArray(64, 'a');

QByteArray artifact(const QByteArray &more)
{
    return R"([{"digest":")" + Sha + R"(","size":123,"push_time":"2026-03-01T12:00:00.000Z",)" + more + "}]";
}

template <typename T> int kindOf(const Result<T> &result)
{
    return result ? -1 : int(result.error().kind);
}

} // namespace

class HarborParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheVersionThatStrangersAreNotTold()
    {
        QCOMPARE(parseSystemInfo(R"({"harbor_version":"v2.12.4-abc","auth_mode":"db_auth"})", Harbor).value(),
            (SourceIdentity{u"Harbor"_s, u"v2.12.4-abc"_s}));
        QCOMPARE(parseSystemInfo(R"({"auth_mode":"db_auth"})", Harbor).value(), (SourceIdentity{u"Harbor"_s, {}}));
    }

    void readsProjectsAndRepositories()
    {
        const auto projects = parseProjects(
            R"([{"project_id":3,"name":"shop","repo_count":2,"metadata":{"public":"true"}},{"project_id":4,"name":"x"}])",
            Harbor);
        QCOMPARE(projects.value(), (QList<RegistryProject>{{Harbor, 3, u"shop"_s, 2}, {Harbor, 4, u"x"_s, 0}}));
        const auto repositories = parseRepositories(
            R"([{"name":"shop/web/cart","artifact_count":5,"update_time":"2026-03-01T12:00:00.000Z"}])", Harbor);
        QCOMPARE(repositories.value(), (QList<RegistryRepository>{{Harbor, u"shop/web/cart"_s, 5, Noon}}));
    }

    void readsAnArtifactWithItsTagsAndItsScan()
    {
        const auto artifacts = parseArtifacts(artifact(R"("tags":[{"name":"2.4.1"},{"name":"latest"}],"scan_overview":{
            "application/vnd.security.vulnerability.report; version=1.1":{"scan_status":"Success","severity":"Critical",
            "summary":{"total":9,"fixable":4,"summary":{"Critical":1,"High":3,"Low":5}}}})"),
            Harbor, u"shop/cart"_s);
        const Artifact expected{Harbor, u"shop/cart"_s, Digest::parse(QString::fromLatin1(Sha)),
            {u"2.4.1"_s, u"latest"_s}, 123, Noon, {u"Success"_s, u"Critical"_s, 1, 3, 9, 4}};
        QCOMPARE(artifacts.value(), QList<Artifact>{expected});
    }

    void readsAnArtifactThatHasNoTagAndWasNeverScanned()
    {
        const auto artifacts = parseArtifacts(artifact(R"("tags":null,"scan_overview":null)"), Harbor, u"a/b"_s);
        QCOMPARE(artifacts->first().tags, QStringList());
        QCOMPARE(artifacts->first().scan, ScanSummary());
    }

    void prefersTheReportItAskedForAndTakesAnyOther_data()
    {
        QTest::addColumn<QByteArray>("overview");
        QTest::addColumn<QString>("status");
        QTest::newRow("old format") << QByteArray(
            R"({"application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0":{"scan_status":"Running"}})")
                                    << u"Running"_s;
        QTest::newRow("both") << QByteArray(
            R"({"application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0":{"scan_status":"Error"},
                "application/vnd.security.vulnerability.report; version=1.1":{"scan_status":"Success"}})")
                              << u"Success"_s;
        QTest::newRow("unknown format") << QByteArray(R"({"text/x":{"scan_status":"Stopped"}})") << u"Stopped"_s;
        QTest::newRow("empty") << QByteArray("{}") << QString();
    }

    void prefersTheReportItAskedForAndTakesAnyOther()
    {
        QFETCH(QByteArray, overview);
        const auto artifacts = parseArtifacts(artifact(R"("scan_overview":)" + overview), Harbor, u"a/b"_s);
        QTEST(artifacts->first().scan.status, "status");
    }

    void refusesWhatIsNotTheList_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a web page") << QByteArray("<html>");
        QTest::newRow("an error") << QByteArray(R"({"errors":[{"code":"NOT_FOUND","message":"no"}]})");
        QTest::newRow("no keys") << QByteArray("[{}]");
        QTest::newRow("no objects") << QByteArray(R"(["sha256"])");
        QTest::newRow("wrong types") << QByteArray(R"([{"project_id":"x","name":{},"digest":5}])");
    }

    void refusesWhatIsNotTheList()
    {
        QFETCH(QByteArray, body);
        const int bad = int(Error::Kind::BadAnswer);
        QCOMPARE(kindOf(parseProjects(body, Harbor)), bad);
        QCOMPARE(kindOf(parseRepositories(body, Harbor)), bad);
        QCOMPARE(kindOf(parseArtifacts(body, Harbor, u"a/b"_s)), bad);
    }

    void refusesAnArtifactWhoseDigestIsNone()
    {
        const auto artifacts = parseArtifacts(R"([{"digest":"sha256:xyz"}])", Harbor, u"a/b"_s);
        QVERIFY(artifacts.error().detail.contains(u"artifacts[0].digest"_s));
    }

    void refusesTagsAndCountsOfAnotherType()
    {
        const int bad = int(Error::Kind::BadAnswer);
        QCOMPARE(kindOf(parseArtifacts(artifact(R"("tags":[{"name":5}])"), Harbor, u"a/b"_s)), bad);
        QCOMPARE(kindOf(parseArtifacts(artifact(R"("tags":"latest")"), Harbor, u"a/b"_s)), bad);
        QCOMPARE(
            kindOf(parseArtifacts(artifact(R"("scan_overview":{"x":{"summary":{"total":"many"}}})"), Harbor, u"a/b"_s)),
            bad);
    }

    void countsNoLessThanNothingAndNoMoreThanAnIntHolds()
    {
        const auto artifacts = parseArtifacts(
            artifact(R"("scan_overview":{"x":{"summary":{"total":9999999999,"fixable":-5}}})"), Harbor, u"a/b"_s);
        QCOMPARE(artifacts->first().scan.total, 2147483647);
        QCOMPARE(artifacts->first().scan.fixable, 0);
    }

    void keepsItsCursor()
    {
        Cursor cursor;
        cursor.repositories.insert(u"shop/cart"_s, {Noon, 5, Noon.addSecs(1), true, 3});
        cursor.repositories.insert(u"shop/pay"_s, {});
        cursor.queue = {u"shop/cart"_s};
        QCOMPARE(Cursor::parse(cursor.json()), cursor);
        QCOMPARE(Cursor::parse("nonsense"), Cursor());
        QCOMPARE(Cursor::parse(R"({"version":1,"queue":["unknown"]})"), Cursor());
    }

    void readsARepositoryAgainNowAndThen()
    {
        RepositoryMark mark{.updatedAt = Noon, .artifacts = 1, .readAt = Noon};
        QVERIFY(!mark.isDue(Noon.addSecs(599)));
        QVERIFY(mark.isDue(Noon.addSecs(600)));
        mark.scanning = true;
        QVERIFY(mark.isDue(Noon));
        QVERIFY(RepositoryMark{}.isDue(Noon));
    }
};

QTEST_GUILESS_MAIN(HarborParseTest)
#include "tst_harborparse.moc"

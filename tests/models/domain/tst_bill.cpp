// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billcheck.h"
#include "models/domain/billcompare.h"
#include "models/domain/billindex.h"
#include "models/domain/billplaces.h"
#include "models/domain/versionorder.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

using Subject = BillFinding::Subject;
using What = BillGap::What;

const SourceId gitlab(u"gitlab"_s);
const SourceId harbor(u"harbor"_s);

QDateTime day(int number)
{
    return QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC).addDays(number - 1);
}

Digest digest(char letter)
{
    return Digest::parse(u"sha256:"_s + QString(64, QLatin1Char(letter)));
}

QString commit(char letter)
{
    return QString(40, QLatin1Char(letter));
}

ProductModule part(const QString &name)
{
    ProductModule part;
    part.id = ModuleId(name);
    part.project = u"monitor/"_s + name;
    part.image = {u"harbor.example"_s, u"monitor/"_s + name, {}, {}};
    return part;
}

Product monitoring()
{
    return {ProductId(u"监控系统"_s), u"监控系统"_s, {part(u"ops"_s), part(u"sql"_s)}, {}};
}

/// ops (project 1) and sql (project 2): v1.0.0 = commit a, v1.1.0 = commit b on branch "release", all green and pushed.
struct World
{
    BillRows rows;

    World()
    {
        Connection registry;
        registry.id = harbor;
        registry.kind = u"harbor"_s;
        registry.url = u"https://harbor.example"_s;
        rows.connections = {registry};
        for (const auto &[id, name] : {std::pair(1, u"ops"_s), {2, u"sql"_s}}) {
            rows.projects.append({.source = gitlab, .id = id, .path = u"monitor/"_s + name});
            add(id, name, u"v1.0.0"_s, 'a', 2);
            add(id, name, u"v1.1.0"_s, 'b', 9);
        }
    }

    void add(int project, const QString &name, const QString &tag, char letter, int on)
    {
        rows.tags.append({gitlab, project, tag, commit(letter), {}, day(on)});
        pipeline(project, tag, letter, u"success"_s);
        pipeline(project, u"release"_s, letter, u"success"_s);
        rows.artifacts.append({harbor, u"monitor/"_s + name, digest(letter), {tag}, 1, day(on), {}});
        rows.revisions.insert(digest(letter), {commit(letter)});
    }

    void pipeline(int project, const QString &ref, char letter, const QString &status)
    {
        Pipeline row;
        row.source = gitlab;
        row.project = project;
        row.id = rows.pipelines.size() + 1;
        row.ref = ref;
        row.sha = commit(letter);
        row.status = status;
        rows.pipelines.append(row);
    }

    void merged(int project, int iid, const QDateTime &at, const QString &mergeCommit = {})
    {
        MergeRequest row{.source = gitlab, .project = project, .iid = iid, .state = u"merged"_s};
        row.targetBranch = u"main"_s;
        row.mergeCommit = mergeCommit;
        row.mergedAt = at;
        rows.mergeRequests.append(row);
    }

    BillIndex index() const { return BillIndex(rows); }
    Bill bill(const QString &tag) const { return billFromTag(monitoring(), tag, tag, index()).bill; }
};

BillFinding findingOf(const BillCheck &check, Subject subject, const QString &name = u"ops"_s)
{
    for (const BillFinding &finding : check.findings) {
        if (finding.part.text() == name && finding.subject == subject)
            return finding;
    }
    return {.reason = Phrase(u"no such finding"_s)};
}

QStringList said(const BillDraft &draft)
{
    QStringList lines;
    for (const BillGap &gap : draft.gaps)
        lines.append(gap.part.text() + u": "_s + gap.reason.plain());
    return lines;
}

Site site(const QString &id, const QString &version)
{
    return {id, id, u"customer of "_s + id, {{monitoring().id, version}}, {}};
}

using Spoil = std::function<void(World &, Bill &)>;
using V = BillVerdict;

void fault(const char *name, Subject subject, V verdict, const QString &reason, const Spoil &spoil)
{
    QTest::newRow(name) << spoil << int(subject) << int(verdict) << reason;
}

void addFaultsOfSources()
{
    const auto status = [](const QString &word) {
        return [word](World &world, Bill &) { world.pipeline(1, u"v1.1.0"_s, 'b', word); };
    };
    fault("no tag", Subject::Tag, V::Block, u"the bill names no tag"_s,
        [](World &, Bill &bill) { bill.modules[0].tag.clear(); });
    fault("tag is gone", Subject::Tag, V::Block, u"monitor/ops has no tag v7"_s,
        [](World &, Bill &bill) { bill.modules[0].tag = u"v7"_s; });
    fault("tag was moved", Subject::Tag, V::Block, u"tag v1.1.0 was moved: it stands for commit cccccccc,"_s,
        [](World &world, Bill &) { world.rows.tags[1].commit = commit('c'); });
    fault("no commit", Subject::Tag, V::Warn, u"names no commit"_s,
        [](World &, Bill &bill) { bill.modules[0].commit.clear(); });
    fault("tags not read", Subject::Tag, V::Unknown, u"no tags of monitor/ops are known"_s,
        [](World &world, Bill &) { world.rows.tags.clear(); });
    fault("project not known", Subject::Tag, V::Unknown, u"no GitLab project monitor/ops is known"_s,
        [](World &world, Bill &) { world.rows.projects.clear(); });
    fault("later pipeline failed", Subject::Pipeline, V::Block, u"of v1.1.0: failed"_s, status(u"failed"_s));
    fault("later pipeline runs", Subject::Pipeline, V::Warn, u"of v1.1.0: running"_s, status(u"running"_s));
    fault("word of a newer server", Subject::Pipeline, V::Unknown, u"of v1.1.0: dreaming"_s, status(u"dreaming"_s));
    fault("branch does not outvote the tag", Subject::Pipeline, V::Pass, u"of v1.1.0 is green"_s,
        [](World &world, Bill &) { world.pipeline(1, u"release"_s, 'b', u"failed"_s); });
    fault("pipeline of the branch", Subject::Pipeline, V::Pass, u"of release is green"_s, [](World &world, Bill &) {
        world.rows.pipelines.removeIf([](const Pipeline &one) { return one.ref != u"release"; });
    });
    fault("pipelines are gone", Subject::Pipeline, V::Unknown, u"no pipeline of v1.1.0 is known"_s,
        [](World &world, Bill &) { world.rows.pipelines.clear(); });
}

void addFaultsOfImages()
{
    fault("no digest", Subject::Digest, V::Block, u"the bill names no digest"_s,
        [](World &, Bill &bill) { bill.modules[0].digest = {}; });
    fault("no digest, so no image", Subject::Image, V::Unknown, u"without a digest"_s,
        [](World &, Bill &bill) { bill.modules[0].digest = {}; });
    fault("two digests", Subject::Digest, V::Block, u"pinned to aaaaaaaa"_s,
        [](World &, Bill &bill) { bill.modules[0].image.digest = digest('a'); });
    fault("image is gone", Subject::Image, V::Block, u"the registry has no image bbbbbbbb"_s,
        [](World &world, Bill &) { world.rows.artifacts.removeAt(1); });
    fault("image is gone from a registry that is asked on demand", Subject::Image, V::Unknown, u"not among"_s,
        [](World &world, Bill &) {
            world.rows.artifacts.removeAt(1);
            world.rows.connections[0].kind = u"registry"_s;
        });
    fault("registry not read", Subject::Image, V::Unknown, u"no images of"_s,
        [](World &world, Bill &) { world.rows.artifacts.clear(); });
    fault("image tag was moved", Subject::Image, V::Warn, u"its tag v1.1.0 stands for cccccccc now"_s,
        [](World &world, Bill &) {
            world.rows.artifacts[1].tags.clear();
            world.rows.artifacts.append({harbor, u"monitor/ops"_s, digest('c'), {u"v1.1.0"_s}, 1, day(9), {}});
        });
    fault("image lost its tag", Subject::Image, V::Warn, u"nothing has its tag"_s,
        [](World &world, Bill &) { world.rows.artifacts[1].tags.clear(); });
    fault("built from another commit", Subject::Commit, V::Block, u"built from cccccccc, not from bbbbbbbb"_s,
        [](World &world, Bill &) { world.rows.revisions[digest('b')] = {commit('c')}; });
    fault("built from it, in short", Subject::Commit, V::Pass, u"built from bbbbbbbb"_s,
        [](World &world, Bill &) { world.rows.revisions[digest('b')] = {u"BBBBBBBB"_s}; });
    fault("too short to tell", Subject::Commit, V::Unknown, u"cannot be compared"_s,
        [](World &world, Bill &) { world.rows.revisions[digest('b')] = {u"b"_s}; });
    fault("two revisions", Subject::Commit, V::Unknown, u"several commits"_s, [](World &world, Bill &) {
        world.rows.revisions[digest('b')] = {commit('b'), commit('c')};
    });
    fault("no label", Subject::Commit, V::Unknown, u"nothing tells which commit"_s,
        [](World &world, Bill &) { world.rows.revisions.clear(); });
    fault("same repository, other tag", Subject::Repository, V::Warn, u"sql takes another state"_s,
        [](World &, Bill &bill) {
            bill.modules[1].project = bill.modules[0].project;
            bill.modules[1].tag = u"v1.0.0"_s;
        });
    fault("same repository, same state", Subject::Repository, V::Pass, u"sql has the same repository"_s,
        [](World &, Bill &bill) { bill.modules[1].project = bill.modules[0].project; });
    fault("same image", Subject::Repository, V::Warn, u"sql has the same image"_s,
        [](World &, Bill &bill) { bill.modules[1].image = bill.modules[0].image; });
    fault("named twice", Subject::Modules, V::Block, u"names this module twice"_s,
        [](World &, Bill &bill) { bill.modules[1].part = bill.modules[0].part; });
}

} // namespace

class BillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTagForAllModulesGivesCommitImageAndDigest()
    {
        const BillDraft draft = billFromTag(monitoring(), u"v1.1.0"_s, u"v1.1.0"_s, World().index());
        QCOMPARE(said(draft), QStringList());
        QVERIFY(draft.isComplete());
        QCOMPARE(draft.bill.product, monitoring().id);
        QCOMPARE(draft.bill.version, u"v1.1.0"_s);
        QCOMPARE(draft.bill.modules.size(), 2);
        const BillModule &ops = draft.bill.modules.first();
        QCOMPARE(ops.part.text(), u"ops"_s);
        QCOMPARE(ops.project, u"monitor/ops"_s);
        QCOMPARE(ops.tag, u"v1.1.0"_s);
        QCOMPARE(ops.commit, commit('b'));
        QCOMPARE(ops.image.text(), u"harbor.example/monitor/ops:v1.1.0"_s);
        QCOMPARE(ops.digest, digest('b'));
    }

    void whatOneModuleDoesNotHaveIsLeftOpenAndNamed()
    {
        World world;
        world.rows.tags.removeIf([](const Tag &tag) { return tag.project == 2 && tag.name == u"v1.1.0"; });
        const BillDraft draft = billFromTag(monitoring(), u"v1.1.0"_s, u"v1.1.0"_s, world.index());
        QCOMPARE(said(draft), QStringList{u"sql: monitor/sql has no tag v1.1.0"_s});
        QCOMPARE(draft.gaps.first().what, What::Tag);
        QCOMPARE(draft.bill.modules.size(), 2);
        const BillModule &sql = draft.bill.modules.last();
        QVERIFY(sql.tag.isEmpty() && sql.commit.isEmpty() && sql.digest.isEmpty());
        QCOMPARE(sql.image.text(), u"harbor.example/monitor/sql"_s);
    }

    void nothingKnownKeepsTheGivenTagAndLeavesTheRestOpen()
    {
        const BillDraft draft = billFromTag(monitoring(), u"v1.1.0"_s, u"v1.1.0"_s, BillIndex());
        QCOMPARE(said(draft),
            (QStringList{u"ops: no GitLab project monitor/ops is known"_s,
                u"ops: no images of harbor.example/monitor/ops are known"_s,
                u"sql: no GitLab project monitor/sql is known"_s,
                u"sql: no images of harbor.example/monitor/sql are known"_s}));
        QCOMPARE(draft.bill.modules.first().tag, u"v1.1.0"_s);
        QVERIFY(draft.bill.modules.first().digest.isEmpty());
    }

    void twoServersWithOneProjectAreNotGuessedBetween()
    {
        World world;
        world.rows.projects.append({.source = SourceId(u"other"_s), .id = 1, .path = u"monitor/ops"_s});
        const BillDraft draft = billFromTag(monitoring(), u"v1.1.0"_s, u"v1.1.0"_s, world.index());
        QCOMPARE(said(draft), QStringList{u"ops: several GitLab servers have a project monitor/ops"_s});
        QVERIFY(draft.bill.modules.first().commit.isEmpty());
    }

    void aTagOfSeveralImagesIsNotGuessedBetween()
    {
        World world;
        world.rows.artifacts.append({harbor, u"monitor/ops"_s, digest('c'), {u"v1.1.0"_s}, 1, day(9), {}});
        const BillDraft draft = billFromTag(monitoring(), u"v1.1.0"_s, u"v1.1.0"_s, world.index());
        QCOMPARE(draft.gaps.size(), 1);
        QCOMPARE(draft.gaps.first().what, What::Digest);
        QVERIFY(draft.bill.modules.first().digest.isEmpty());
        QCOMPARE(draft.bill.modules.first().commit, commit('b'));
    }

    void imagesOfAnotherRegistryDoNotCount()
    {
        World world;
        Connection other = world.rows.connections.first();
        other.id = SourceId(u"harbor-2"_s);
        other.url = u"https://other.example"_s;
        world.rows.connections.append(other);
        for (Artifact &artifact : world.rows.artifacts)
            artifact.source = other.id;
        QVERIFY(world.bill(u"v1.1.0"_s).modules.first().digest.isEmpty());
    }

    void aGitTagThatNoImageCanHaveIsSaid()
    {
        World world;
        world.add(1, u"ops"_s, u"release/1.2"_s, 'd', 12);
        const BillDraft draft = billFromTags(monitoring(), u"1.2"_s,
            {{ModuleId(u"ops"_s), u"release/1.2"_s}, {ModuleId(u"sql"_s), u"v1.1.0"_s}}, world.index());
        QCOMPARE(said(draft), QStringList{u"ops: release/1.2 cannot be the tag of an image"_s});
        QCOMPARE(draft.bill.modules.first().commit, commit('d'));
    }

    void aGroupOfTagsGivesEachModuleItsOwn()
    {
        const BillDraft draft = billFromTags(monitoring(), u"v1.1.0"_s,
            {{ModuleId(u"ops"_s), u"v1.1.0"_s}, {ModuleId(u"sql"_s), u"v1.0.0"_s}, {ModuleId(u"web"_s), u"v9"_s}},
            World().index());
        QCOMPARE(said(draft), QStringList{u"web: 监控系统 has no module web"_s});
        QCOMPARE(draft.gaps.first().what, What::Module);
        QCOMPARE(draft.bill.modules.size(), 2);
        QCOMPARE(draft.bill.modules.first().digest, digest('b'));
        QCOMPARE(draft.bill.modules.last().digest, digest('a'));
        const BillDraft half = billFromTags(monitoring(), u"x"_s, {{ModuleId(u"ops"_s), u"v1.1.0"_s}}, World().index());
        QCOMPARE(said(half), QStringList{u"sql: no tag was given"_s});
    }

    void aBranchGivesItsNewestTag()
    {
        const BillDraft draft = billFromBranch(monitoring(), u"v1.1.0"_s, u"release"_s, World().index());
        QCOMPARE(said(draft), QStringList());
        QCOMPARE(draft.bill, World().bill(u"v1.1.0"_s));
    }

    void aNewerTagOnAnotherBranchIsPassedOver()
    {
        World world;
        world.rows.tags.append({gitlab, 1, u"v2.0.0"_s, commit('c'), {}, day(20)});
        world.pipeline(1, u"main"_s, 'c', u"success"_s);
        QCOMPARE(*world.index().newestTagOn({gitlab, 1}, u"release"_s), u"v1.1.0"_s);
        QCOMPARE(*world.index().newestTagOn({gitlab, 1}, u"main"_s), u"v2.0.0"_s);
    }

    void aNewerTagOfNoKnownBranchLeavesItOpen()
    {
        World world;
        world.rows.tags.append({gitlab, 1, u"v1.2.0"_s, commit('c'), {}, day(20)});
        world.rows.tags.append({gitlab, 2, u"v0.9.0"_s, commit('c'), {}, day(1)}); // older: cannot be the newest
        const BillDraft draft = billFromBranch(monitoring(), u"v1.1.0"_s, u"release"_s, world.index());
        QCOMPARE(said(draft), QStringList{u"ops: tag v1.2.0 may be newer than v1.1.0, and its branch is not known"_s});
        QVERIFY(draft.bill.modules.first().tag.isEmpty());
        QCOMPARE(draft.bill.modules.last().tag, u"v1.1.0"_s);
    }

    void headsAndMergesPlaceATagOnABranchAsWell()
    {
        World world;
        world.rows.pipelines.clear();
        world.rows.branches.append({gitlab, 1, u"release"_s, commit('b'), day(9)});
        MergeRequest merge{.source = gitlab, .project = 1, .state = u"merged"_s};
        merge.targetBranch = u"hotfix"_s;
        merge.mergeCommit = commit('a');
        world.rows.mergeRequests.append(merge);
        QCOMPARE(*world.index().newestTagOn({gitlab, 1}, u"release"_s), u"v1.1.0"_s);
        QCOMPARE(*world.index().newestTagOn({gitlab, 1}, u"hotfix"_s), u"v1.0.0"_s);
        QVERIFY(!world.index().newestTagOn({gitlab, 2}, u"release"_s));
    }

    void theTagsOwnPipelineIsOnNoBranch()
    {
        World world;
        world.rows.pipelines.removeIf([](const Pipeline &row) { return row.ref == u"release"; });
        QCOMPARE(world.index().newestTagOn({gitlab, 1}, u"v1.1.0"_s).error().plain(),
            u"no tag of monitor/ops is known to be on branch v1.1.0"_s);
    }

    void undatedTagsAreNotOrderedByTheirNames()
    {
        World world;
        for (Tag &tag : world.rows.tags)
            tag.committedAt = {};
        QVERIFY(!world.index().newestTagOn({gitlab, 1}, u"release"_s));
        world.rows.releases.append({gitlab, 1, u"v1.0.0"_s, {}, {}, day(30)}); // released late
        world.rows.releases.append({gitlab, 1, u"v1.1.0"_s, {}, {}, day(9)});
        QCOMPARE(*world.index().newestTagOn({gitlab, 1}, u"release"_s), u"v1.0.0"_s);
    }

    void ofTagsOnOneCommitTheHighestVersionCounts()
    {
        World world;
        for (const QString &name : {u"v1.1.0-rc2"_s, u"v1.10.0"_s, u"v1.9.0"_s})
            world.rows.tags.append({gitlab, 1, name, commit('b'), {}, day(9)});
        QCOMPARE(*world.index().newestTagOn({gitlab, 1}, u"release"_s), u"v1.10.0"_s);
    }

    void releasesTellTagsOnlyWhereTagsAreNotKnown()
    {
        World world;
        world.rows.releases.append({gitlab, 1, u"v3"_s, {}, commit('c'), day(5)});
        QCOMPARE(world.index().tag({gitlab, 1}, u"v3"_s).presence, TagFact::Absent);
        world.rows.tags.clear();
        QCOMPARE(world.index().tag({gitlab, 1}, u"v3"_s), (TagFact{TagFact::Exists, commit('c'), day(5)}));
        QCOMPARE(world.index().tag({gitlab, 2}, u"v3"_s).presence, TagFact::Unknown);
    }

    void aBillThatIsAllRightPasses()
    {
        const World world;
        const BillCheck check = checkBill(world.bill(u"v1.1.0"_s), world.index());
        for (const BillFinding &finding : check.findings)
            QVERIFY2(finding.verdict == BillVerdict::Pass, qPrintable(finding.reason.plain()));
        QCOMPARE(check.findings.size(), 2 * 6);
        QCOMPARE(check.verdict(), BillVerdict::Pass);
        QCOMPARE(check.verdictOf(ModuleId(u"nobody"_s)), BillVerdict::Unknown);
    }

    void eachFaultIsFound_data()
    {
        QTest::addColumn<std::function<void(World &, Bill &)>>("spoil");
        QTest::addColumn<int>("subject");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("reason");
        addFaultsOfSources();
        addFaultsOfImages();
    }

    void eachFaultIsFound()
    {
        QFETCH(std::function<void(World &, Bill &)>, spoil);
        QFETCH(int, subject);
        QFETCH(int, verdict);
        QFETCH(QString, reason);
        World world;
        Bill bill = world.bill(u"v1.1.0"_s);
        spoil(world, bill);
        const BillCheck check = checkBill(bill, world.index());
        const BillFinding finding = findingOf(check, Subject(subject));
        QVERIFY2(finding.reason.plain().contains(reason), qPrintable(finding.reason.plain()));
        QCOMPARE(int(finding.verdict), verdict);
        QVERIFY(check.verdict() >= finding.verdict);
    }

    void anEmptyBillIsBlocked() { QCOMPARE(checkBill(Bill(), BillIndex()).verdict(), BillVerdict::Block); }

    void labelsOfContainersTellTheCommit()
    {
        Container container;
        container.digest = digest('b');
        container.labels = {{u"org.opencontainers.image.revision"_s, commit('b')}, {u"other"_s, u"x"_s}};
        Container local = container;
        local.digest = {};
        QCOMPARE(
            revisionsOf({container, container, local}), (QHash<Digest, QStringList>{{digest('b'), {commit('b')}}}));
    }

    void aComparisonGoesModuleByModule()
    {
        using Kind = ModuleDifference::Kind;
        World world;
        Bill before = world.bill(u"v1.0.0"_s);
        Bill after = world.bill(u"v1.1.0"_s);
        after.modules[1] = before.modules[1];
        after.modules.append({.part = ModuleId(u"web"_s), .tag = u"v1"_s});
        before.modules.append({.part = ModuleId(u"old"_s), .tag = u"v1"_s});
        const BillComparison comparison = compareBills(before, after, world.index());
        QStringList parts;
        for (const ModuleDifference &module : comparison.modules)
            parts.append(module.part.text() + u' ' + QString::number(int(module.kind)));
        QCOMPARE(parts, (QStringList{u"ops 2"_s, u"sql 3"_s, u"web 0"_s, u"old 1"_s}));
        QCOMPARE(comparison.count(Kind::Changed), 1);
        const ModuleDifference &ops = comparison.modules.first();
        QVERIFY(ops.tagChanged && ops.commitChanged && ops.digestChanged && !ops.placeChanged);
        QVERIFY(ops.gap.isEmpty());
        QCOMPARE(comparison.modules.last().before.tag, u"v1"_s);
    }

    void aTagThatWasPushedAgainDiffersByDigestAlone()
    {
        const World world;
        const Bill before = world.bill(u"v1.1.0"_s);
        Bill after = before;
        after.modules[0].digest = digest('c');
        const ModuleDifference ops = compareBills(before, after, world.index()).modules.first();
        QCOMPARE(ops.kind, ModuleDifference::Kind::Changed);
        QVERIFY(ops.digestChanged && !ops.tagChanged && !ops.commitChanged);
        QVERIFY(ops.mergeRequests.isEmpty() && ops.gap.isEmpty());
    }

    void mergeRequestsBetweenTheTagsAreListedBothWays()
    {
        World world;
        world.merged(1, 5, day(9).addMSecs(700), commit('b')); // the tag stands on it, its time is noted later
        world.merged(1, 4, day(9).addSecs(60));
        world.merged(1, 3, day(5));
        world.merged(1, 2, day(2).addMSecs(700), commit('a'));
        world.merged(1, 1, day(1));
        world.merged(2, 9, day(5));
        world.rows.mergeRequests.append({.source = gitlab, .project = 1, .iid = 8, .state = u"closed"_s});
        const Bill older = world.bill(u"v1.0.0"_s);
        const Bill newer = world.bill(u"v1.1.0"_s);
        const auto numbers = [](const ModuleDifference &module) {
            QList<qint64> all;
            for (const MergeRequest &request : module.mergeRequests)
                all.append(request.iid);
            return all;
        };
        const ModuleDifference forward = compareBills(older, newer, world.index()).modules.first();
        QCOMPARE(numbers(forward), (QList<qint64>{3, 5}));
        QVERIFY(!forward.isBackwards && forward.gap.isEmpty());
        const ModuleDifference back = compareBills(newer, older, world.index()).modules.first();
        QCOMPARE(numbers(back), (QList<qint64>{3, 5}));
        QVERIFY(back.isBackwards);
    }

    void whatIsNotKnownOfMergeRequestsIsSaid_data()
    {
        QTest::addColumn<std::function<void(World &, Bill &)>>("spoil");
        QTest::addColumn<QString>("gap");
        const auto row = [](const char *name, const QString &gap, const std::function<void(World &, Bill &)> &spoil) {
            QTest::newRow(name) << spoil << gap;
        };
        row("undated tag", u"the date of tag v1.0.0 is not known"_s,
            [](World &world, Bill &) { world.rows.tags[0].committedAt = {}; });
        row("moved tag", u"tag v1.1.0 was moved since the bill was made"_s,
            [](World &world, Bill &) { world.rows.tags[1].commit = commit('c'); });
        row("unknown project", u"no GitLab project monitor/ops is known"_s,
            [](World &world, Bill &) { world.rows.projects.clear(); });
        row("another project", u"the module comes from another project: monitor/ops became monitor/new"_s,
            [](World &, Bill &bill) { bill.modules[0].project = u"monitor/new"_s; });
        row("no tag", u"a bill names no tag"_s, [](World &, Bill &bill) { bill.modules[0].tag.clear(); });
        row("undated merge", u"when 1 further merge requests were merged is not known"_s,
            [](World &world, Bill &) { world.merged(1, 7, {}); });
    }

    void whatIsNotKnownOfMergeRequestsIsSaid()
    {
        QFETCH(std::function<void(World &, Bill &)>, spoil);
        QFETCH(QString, gap);
        World world;
        const Bill before = world.bill(u"v1.0.0"_s);
        Bill after = world.bill(u"v1.1.0"_s);
        spoil(world, after);
        QCOMPARE(compareBills(before, after, world.index()).modules.first().gap.plain(), gap);
    }

    void aDigestLeadsToVersionsHostsAndSites()
    {
        const World world;
        DigestPlacesInput input{.bills = {world.bill(u"v1.0.0"_s), world.bill(u"v1.1.0"_s)}};
        input.bills[0].modules.removeLast();
        input.bills[1].modules.removeLast();
        Container container;
        container.host = HostId(u"app-01"_s);
        container.name = u"ops-1"_s;
        container.state = u"running"_s;
        container.digest = digest('b');
        Container stray = container;
        stray.host = HostId(u"gone"_s);
        stray.state = u"exited"_s;
        Container local = container;
        local.digest = {};
        input.containers = {container, stray, local};
        HostSpec host;
        host.id = container.host;
        host.environment = EnvironmentId(u"production"_s);
        input.hosts = {host};
        input.sites = {site(u"上海"_s, u"v1.1.0"_s), site(u"north"_s, u"v1.0.0"_s), site(u"south"_s, u"v0.9"_s)};
        const DigestPlaces places = placesOf(digest('b'), input);
        QCOMPARE(places.bills, (QList<DigestPlaces::InBill>{{monitoring().id, u"v1.1.0"_s, ModuleId(u"ops"_s)}}));
        QCOMPARE(places.hosts,
            (QList<DigestPlaces::OnHost>{{host.id, host.environment, u"ops-1"_s, u"running"_s},
                {HostId(u"gone"_s), {}, u"ops-1"_s, u"exited"_s}}));
        QCOMPARE(places.sites,
            (QList<DigestPlaces::AtSite>{{u"上海"_s, u"customer of 上海"_s, monitoring().id, u"v1.1.0"_s}}));
        QCOMPARE(places.unknownSites.size(), 1);
        QCOMPARE(places.unknownSites.first().site, u"south"_s);
        QCOMPARE(placesOf(Digest(), input), DigestPlaces());
        QVERIFY(placesOf(digest('f'), input).bills.isEmpty());
    }

    void sitesBehindAreToldByNumberNotByLetter()
    {
        const QList<Site> sites{site(u"a"_s, u"v1.10.0"_s), site(u"b"_s, u"v1.9.0"_s), site(u"c"_s, u"1.10"_s),
            site(u"d"_s, u"v1.10.0-rc1"_s), site(u"e"_s, u"春季版"_s), site(u"f"_s, u"v2"_s), {u"g"_s, {}, {}, {}, {}}};
        QStringList behind;
        for (const SiteStanding &one : sitesBehind(sites, monitoring().id, u"v1.10.0"_s))
            behind.append(one.site.id);
        QCOMPARE(behind, (QStringList{u"b"_s, u"d"_s}));
        QStringList all;
        for (const SiteStanding &one : standingsOf(sites, monitoring().id, u"v1.10.0"_s))
            all.append(one.site.id + QString::number(int(one.standing)));
        QCOMPARE(all, (QStringList{u"b0"_s, u"d0"_s, u"c1"_s, u"a1"_s, u"f2"_s, u"e3"_s}));
        QVERIFY(sitesBehind(sites, ProductId(u"other"_s), u"v9"_s).isEmpty());
    }

    void whoRunsWhatIsListedNewestFirst()
    {
        const QList<VersionSites> lists = sitesByVersion(
            {site(u"a"_s, u"v1.9"_s), site(u"b"_s, u"v1.10"_s), site(u"c"_s, u"v1.9"_s)}, monitoring().id);
        QCOMPARE(lists.size(), 2);
        QCOMPARE(lists.first().version, u"v1.10"_s);
        QCOMPARE(lists.last().sites.size(), 2);
        QCOMPARE(lists.last().sites.first().customer, u"customer of a"_s);
    }

    void versionsAreOrderedAsPeopleMeanThem()
    {
        const QStringList ascending{u"v0.9"_s, u"1.0.0-alpha.2"_s, u"1.0.0-beta.10"_s, u"v1.0.0-rc2"_s, u"1.0.0-rc10"_s,
            u"1.0"_s, u"v1.0.0-hotfix1"_s, u"1.0.0-hotfix2"_s, u"1.0.1"_s, u"V1.2"_s, u"1.10"_s, u"2"_s,
            u"20261114123456789012345"_s, u"20261114123456789012346"_s};
        for (int a = 0; a < ascending.size(); ++a) {
            for (int b = 0; b < ascending.size(); ++b) {
                QVERIFY2((compareVersions(ascending.at(a), ascending.at(b)) < 0) == (a < b),
                    qPrintable(ascending.at(a) + u" and "_s + ascending.at(b)));
                QCOMPARE(isLowerVersion(ascending.at(a), ascending.at(b)), a < b);
            }
        }
        QVERIFY(compareVersions(u"v1.0"_s, u"1.0.0"_s) == 0);
        QVERIFY(compareVersions(u"release-9"_s, u"release-10"_s) < 0);
        QVERIFY(compareVersions(u"春季版"_s, u"秋季版"_s) == std::partial_ordering::unordered);
        QVERIFY(compareVersions(u"spring-1"_s, u"1"_s) == std::partial_ordering::unordered);
        QVERIFY(compareVersions({}, u"1"_s) == std::partial_ordering::unordered);
    }

    void theOrderOfListsIsTotal()
    {
        QRandomGenerator random(3);
        const QString letters = u"019.v-r+ 版"_s;
        QStringList names;
        for (int i = 0; i < 30; ++i) {
            QString name;
            for (int length = random.bounded(6); length > 0; --length)
                name += letters.at(random.bounded(letters.size()));
            names.append(name);
        }
        for (const QString &a : names) {
            for (const QString &b : names) {
                QVERIFY(!(isLowerVersion(a, b) && isLowerVersion(b, a)));
                QVERIFY(a == b || isLowerVersion(a, b) || isLowerVersion(b, a));
                for (const QString &c : names)
                    QVERIFY2(!isLowerVersion(a, b) || !isLowerVersion(b, c) || isLowerVersion(a, c),
                        qPrintable(QStringList({a, b, c}).join(u'|')));
            }
        }
    }
};

QTEST_GUILESS_MAIN(BillTest)
#include "tst_bill.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/billcommand.h"
#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"
#include "tests/app/bills/billworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

struct Answer
{
    ExitCode code = ExitCode::Failed;
    QByteArray out;

    QList<QJsonObject> objects(const QString &type) const
    {
        QList<QJsonObject> found;
        for (const QByteArray &line : out.split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object[u"type"_s] == type)
                found.append(object);
        }
        return found;
    }
};

/// Runs the command with its standard output in a file.
Answer runWith(const QStringList &arguments)
{
    QTemporaryFile file;
    if (!file.open())
        qFatal("no temporary file");
    std::fflush(stdout);
    const int before = dup(STDOUT_FILENO);
    dup2(file.handle(), STDOUT_FILENO);
    Answer answer;
    answer.code = runBill(QStringList{u"bill"_s} + arguments, Redaction());
    std::fflush(stdout);
    dup2(before, STDOUT_FILENO);
    close(before);
    file.seek(0);
    answer.out = file.readAll();
    return answer;
}

} // namespace

class BillCommandTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString ws() const { return m_dir->filePath(u"ws"_s); }
    bool isWritten(const QString &version) const
    {
        return QFileInfo::exists(ws() + u"/versions/shop/"_s + version + u".yaml"_s);
    }
    Answer make(const QString &version, const QStringList &how)
    {
        return runWith(QStringList{u"new"_s, ws(), u"shop"_s, version} + how);
    }

    void fillStore()
    {
        const LoadedWorkspace loaded = loadWorkspace(ws());
        QVERIFY(loaded.isUsable());
        const auto stores = mustOpen(storeFolder(loaded.workspace, standardFolders()));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto put = [&](const SourceId &id, const QString &kind, const SyncBatch &batch) {
            const SourceRecord record{.id = id, .kind = kind, .lastAttempt = now, .lastSuccess = now};
            QVERIFY(wait(stores->cache().commit(record, batch)));
        };
        const Pipeline green{.source = lab,
            .project = 1,
            .id = 1,
            .ref = u"v1"_s,
            .sha = commitOf('a'),
            .status = u"success"_s,
            .createdAt = at(1),
            .updatedAt = at(1)};
        const Pipeline red{.source = lab,
            .project = 1,
            .id = 2,
            .ref = u"v2"_s,
            .sha = commitOf('b'),
            .status = u"failed"_s,
            .createdAt = at(1),
            .updatedAt = at(1)};
        put(lab, u"gitlab"_s,
            batchOf("c", Upsert<Project>{{{lab, 1, u"shop/cart"_s, u"cart"_s, u"main"_s, {}, at(0)}}},
                Snapshot<Tag>{
                    {{lab, 1, u"v1"_s, commitOf('a'), {}, at(1)}, {lab, 1, u"v2"_s, commitOf('b'), {}, at(2)}}, 1},
                Upsert<Pipeline>{{green, red}}));
        put(harbor, u"harbor"_s,
            batchOf("c",
                Upsert<Artifact>{{{harbor, u"shop/cart"_s, digest('1'), {u"v1"_s}, 1, at(1), {}},
                    {harbor, u"shop/cart"_s, digest('2'), {u"v2"_s}, 1, at(1), {}}}}));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("OPSDECK_DATA_HOME", m_dir->filePath(u"data"_s).toLocal8Bit());
        qputenv("OPSDECK_CONFIG_HOME", m_dir->filePath(u"config"_s).toLocal8Bit());
        QVERIFY(QDir().mkpath(ws()) && QDir().mkpath(m_dir->filePath(u"data"_s)));
        QFile compose(ws() + u"/cart.yml"_s);
        QVERIFY(compose.open(QIODevice::WriteOnly));
        compose.write("services:\n  cart:\n    image: 127.0.0.1:1/shop/cart\n");
        QFile file(ws() + u"/opsdeck.yaml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: shop\nconnections:\n  - {name: lab, kind: gitlab, url: \"http://127.0.0.1:1\"}\n"
                   "  - {name: harbor, kind: harbor, url: \"http://127.0.0.1:1\"}\n"
                   "products:\n  - name: shop\n    modules:\n      - name: cart\n        project: shop/cart\n"
                   "        image: 127.0.0.1:1/shop/cart\n        compose: cart.yml\n        directory: /srv/cart\n");
        file.close();
        fillStore();
    }

    void aDryRunWritesNothingAndTheOtherDoes()
    {
        const Answer dry = make(u"1.0"_s, {u"--from-tag"_s, u"v1"_s, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(dry.code, ExitCode::Done);
        QCOMPARE(dry.objects(u"bill"_s).size(), 1);
        QCOMPARE(dry.objects(u"written"_s).size(), 0);
        QVERIFY(!isWritten(u"1.0"_s));
        const Answer written = make(u"1.0"_s, {u"cart=v1"_s, u"--json"_s});
        QCOMPARE(written.code, ExitCode::Done);
        QVERIFY(written.objects(u"written"_s).first()[u"new"_s].toBool());
        QVERIFY(isWritten(u"1.0"_s));
    }

    void aCheckThatFailsIsNotZero()
    {
        QCOMPARE(make(u"2.0"_s, {u"--from-tag"_s, u"v2"_s, u"--dry-run"_s}).code, ExitCode::Failed);
        QCOMPARE(make(u"2.0"_s, {u"--from-tag"_s, u"v2"_s}).code, ExitCode::Refused);
        QVERIFY(!isWritten(u"2.0"_s));
        QCOMPARE(make(u"2.0"_s, {u"--from-tag"_s, u"v2"_s, u"--anyway"_s}).code, ExitCode::Done);
        const Answer check = runWith({u"check"_s, ws(), u"shop"_s, u"2.0"_s, u"--json"_s});
        QCOMPARE(check.code, ExitCode::Failed);
        QCOMPARE(check.objects(u"check"_s).first()[u"verdict"_s].toString(), u"block"_s);
        QCOMPARE(make(u"1.0"_s, {u"cart=v1"_s}).code, ExitCode::Done);
        QCOMPARE(runWith({u"check"_s, ws(), u"shop"_s, u"1.0"_s}).code, ExitCode::Done);
    }

    void listsShowsComparesAndFinds()
    {
        QCOMPARE(make(u"1.0"_s, {u"cart=v1"_s}).code, ExitCode::Done);
        QCOMPARE(make(u"2.0"_s, {u"cart=v2"_s, u"--anyway"_s, u"--note"_s, u"red"_s}).code, ExitCode::Done);
        QCOMPARE(runWith({u"list"_s, ws(), u"--json"_s}).objects(u"bill"_s).size(), 2);
        QVERIFY(runWith({u"show"_s, ws(), u"shop"_s, u"2.0"_s}).out.contains("red"));
        const Answer compared = runWith({u"compare"_s, ws(), u"shop"_s, u"1.0"_s, u"2.0"_s, u"--json"_s});
        QCOMPARE(compared.objects(u"difference"_s).first()[u"kind"_s].toString(), u"changed"_s);
        const Answer found = runWith({u"find"_s, ws(), digest('2').text(), u"--json"_s});
        QCOMPARE(found.code, ExitCode::Done);
        QCOMPARE(found.objects(u"places"_s).first()[u"bills"_s].toArray().size(), 1);
        QCOMPARE(runWith({u"find"_s, ws(), u"shop/nobody:1"_s}).code, ExitCode::Usage);
        QCOMPARE(runWith({u"sites"_s, ws()}).code, ExitCode::Done);
    }

    void aFaultyFileIsToldAndIsNotZero()
    {
        QVERIFY(QDir().mkpath(ws() + u"/versions/shop"_s));
        QFile file(ws() + u"/versions/shop/3.yaml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("product: other\n\x1b[2J");
        file.close();
        const Answer list = runWith({u"list"_s, ws(), u"--json"_s});
        QCOMPARE(list.code, ExitCode::Failed);
        QVERIFY(!list.objects(u"fault"_s).isEmpty());
        QCOMPARE(runWith({u"show"_s, ws(), u"shop"_s, u"3"_s}).code, ExitCode::Usage);
    }

    void aWrongUseIsExplained_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("no verb") << QStringList();
        QTest::newRow("unknown verb") << QStringList{u"burn"_s, u"WS"_s};
        QTest::newRow("no version") << QStringList{u"show"_s, u"WS"_s, u"shop"_s};
        QTest::newRow("too many") << QStringList{u"list"_s, u"WS"_s, u"shop"_s};
        QTest::newRow("no source") << QStringList{u"new"_s, u"WS"_s, u"shop"_s, u"1"_s};
        QTest::newRow("two sources") << QStringList{
            u"new"_s, u"WS"_s, u"shop"_s, u"1"_s, u"cart=v1"_s, u"--from-tag"_s, u"v1"_s};
        QTest::newRow("no pair") << QStringList{u"new"_s, u"WS"_s, u"shop"_s, u"1"_s, u"cart"_s};
        QTest::newRow("no tag") << QStringList{u"new"_s, u"WS"_s, u"shop"_s, u"1"_s, u"cart="_s};
        QTest::newRow("twice") << QStringList{u"new"_s, u"WS"_s, u"shop"_s, u"1"_s, u"cart=v1"_s, u"cart=v2"_s};
        QTest::newRow("no such module") << QStringList{
            u"new"_s, u"WS"_s, u"shop"_s, u"1"_s, u"crat=v1"_s, u"cart=v1"_s};
        QTest::newRow("option of another verb") << QStringList{u"list"_s, u"WS"_s, u"--dry-run"_s};
        QTest::newRow("out of the folder") << QStringList{u"show"_s, u"WS"_s, u"shop"_s, u"../../opsdeck"_s};
        QTest::newRow("no workspace") << QStringList{u"list"_s, u"/no/such/place"_s};
    }
    void aWrongUseIsExplained()
    {
        QFETCH(QStringList, words);
        words.replaceInStrings(u"WS"_s, ws());
        QCOMPARE(runWith(words).code, ExitCode::Usage);
    }

    void helpNamesEveryVerb()
    {
        const Answer help = runWith({u"--help"_s});
        QCOMPARE(help.code, ExitCode::Done);
        for (const char *verb : {"list", "show", "new", "check", "compare", "find", "sites"})
            QVERIFY2(help.out.contains(verb), verb);
    }
};

QTEST_GUILESS_MAIN(BillCommandTest)
#include "tst_billcommand.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceeditor.h"
#include "app/workspace/workspaceloader.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

Connection gitlab()
{
    Connection connection;
    connection.id = SourceId(u"gitlab"_s);
    connection.kind = u"gitlab"_s;
    connection.url = u"https://git.example:8443/prefix"_s;
    connection.secret = u"gitlab-token"_s;
    return connection;
}

} // namespace

/// Additions to a file that people write by hand.
class WorkspaceEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemGoesToTheEndOfItsListAndNothingElseMoves_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto at = [](int indent) {
            const QByteArray i(indent, ' ');
            return i + "- name: gitlab\n" + i + "  kind: gitlab\n" + i + "  url: https://git.example:8443/prefix\n" + i
                + "  secret: gitlab-token\n";
        };
        QTest::newRow("empty file") << QByteArray() << "connections:\n" + at(2);
        QTest::newRow("no list") << QByteArray("name: x # mine") << "name: x # mine\nconnections:\n" + at(2);
        QTest::newRow("key without value")
            << QByteArray("connections:\nname: x\n") << "connections:\n" + at(2) + "name: x\n";
        QTest::newRow("comments stay with the next key")
            << QByteArray("name: x\nconnections: # all\n  # the first\n  - {name: a, kind: harbor, url: 'http://a'}\n\n"
                          "# hosts now\nhosts: []\n")
            << "name: x\nconnections: # all\n  # the first\n  - {name: a, kind: harbor, url: 'http://a'}\n" + at(2)
                + "\n# hosts now\nhosts: []\n";
        QTest::newRow("dashes at the margin") << QByteArray("connections:\n- name: a\n  url: b\nname: x\n")
                                              << "connections:\n- name: a\n  url: b\n" + at(0) + "name: x\n";
        QTest::newRow("an item that is empty") << QByteArray("connections:\n  - \n") << "connections:\n  - \n" + at(2);
        QTest::newRow("an empty item before others")
            << QByteArray("connections:\n-\n- name: a\n  url: b\n") << "connections:\n-\n- name: a\n  url: b\n" + at(0);
        QTest::newRow("an item below its dash")
            << QByteArray("connections:\n-\n  name: a\n") << "connections:\n-\n  name: a\n" + at(0);
        QTest::newRow("flow") << QByteArray("connections: [{name: \"a]\", kind: k}] # end\n")
                              << QByteArray("connections: [{name: \"a]\", kind: k}, {name: gitlab, kind: gitlab, url: "
                                            "https://git.example:8443/prefix, secret: gitlab-token}] # end\n");
        QTest::newRow("empty flow") << QByteArray("connections: []\n")
                                    << QByteArray("connections: [{name: gitlab, kind: gitlab, url: "
                                                  "https://git.example:8443/prefix, secret: gitlab-token}]\n");
    }

    void anItemGoesToTheEndOfItsListAndNothingElseMoves()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const auto edited = withConnection(before, gitlab());
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().detail));
        QCOMPARE(*edited, after);
    }

    void whatCannotBeExtendedIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::newRow("no YAML") << QByteArray("a: [");
        QTest::newRow("a list") << QByteArray("- a\n- b\n");
        QTest::newRow("of another type") << QByteArray("connections: {a: b}\n");
        QTest::newRow("two documents") << QByteArray("name: a\n---\nname: b\n");
        QTest::newRow("block text that looks like a key")
            << QByteArray("connections:\n  - name: |\n     a\nname: x\n  y: 1\n");
    }

    void whatCannotBeExtendedIsLeftAlone()
    {
        QFETCH(QByteArray, yaml);
        const auto edited = withConnection(yaml, gitlab());
        QVERIFY2(!edited, edited ? edited->constData() : "");
        QCOMPARE(edited.error().kind, Error::Kind::Usage);
    }

    void everyTextReadsBackAsItself()
    {
        QRandomGenerator random(7);
        const QString letters = u"aZ09 .-_/:#'\"{}[],&*!|>%@`\\\t中文?~"_s;
        for (int round = 0; round < 500; ++round) {
            Connection connection = gitlab();
            QString text;
            for (int i = random.bounded(1, 12); i > 0; --i)
                text += letters.at(random.bounded(letters.size()));
            connection.user = text;
            const auto edited = withConnection("name: x\n", connection);
            QVERIFY2(edited, qPrintable(text)); // withConnection reads its result back
        }
    }

    void theLoaderTakesWhatWasWritten()
    {
        QTemporaryDir folder;
        HostSpec host;
        host.id = HostId(u"app-01"_s);
        host.address = u"10.0.0.7"_s;
        host.port = 2222;
        host.user = u"deploy"_s;
        host.environment = EnvironmentId(u"production"_s);
        const QByteArray begun
            = newWorkspace(u"shop"_s, u"海港零售: \"shop\""_s) + "environments: [{name: production}]\n";
        const auto edited
            = withConnection(begun, gitlab()).and_then([&](const QByteArray &yaml) { return withHost(yaml, host); });
        QVERIFY(edited);
        QFile file(folder.filePath(u"opsdeck.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*edited) > 0);
        file.close();
        const LoadedWorkspace loaded = loadWorkspace(folder.path());
        QCOMPARE(loaded.diagnostics.size(), 0);
        QCOMPARE(loaded.workspace.title, u"海港零售: \"shop\""_s);
        QCOMPARE(loaded.workspace.connections.value(0).url, gitlab().url);
        QCOMPARE(loaded.workspace.hosts.value(0).port, 2222);
    }
};

QTEST_GUILESS_MAIN(WorkspaceEditorTest)
#include "tst_workspaceeditor.moc"

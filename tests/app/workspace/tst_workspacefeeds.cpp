// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/feedmappingreader.h"
#include "app/workspace/workspaceloader.h"
#include "tests/backends/feed/handbook.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Head = "name: demo\nenvironments: [{name: production}]\n"
                        "hosts: [{name: app-01, address: a, environment: production}]\nconnections:\n";

QStringList texts(const Diagnostics &diagnostics)
{
    QStringList all;
    for (const Diagnostic &diagnostic : diagnostics)
        all.append(diagnostic.text());
    return all;
}

QStringList faultsOf(const QByteArray &mapping)
{
    Diagnostics diagnostics;
    const bool isRead = parseFeedMapping(mapping, u"m.yaml"_s, diagnostics).has_value();
    return isRead == diagnostics.isEmpty() ? texts(diagnostics) : QStringList{u"half read"_s};
}

} // namespace

/// What a workspace says about the generic source and about checks.
class WorkspaceFeedsTest : public QObject
{
    Q_OBJECT

private:
    void write(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    LoadedWorkspace load(const QByteArray &yaml)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(u"opsdeck.yaml"_s, yaml);
        write(u"catalog/none.yaml"_s, "");
        write(u"m.yaml"_s, "key: '{id}'\nname: '{n}'\n");
        return loadWorkspace(m_folder->path());
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void readsTheConnectionsOfTheHandbook()
    {
        const auto yaml = testing::examples(u"json-source.md"_s, u"yaml"_s);
        m_folder = std::make_unique<QTemporaryDir>();
        write(u"catalog/none.yaml"_s, "");
        write(u"mappings/room-csv.yaml"_s, yaml.value(1));
        write(u"mappings/room-json.yaml"_s, yaml.value(2));
        write(u"mappings/batch.yaml"_s, yaml.value(2));
        write(u"opsdeck.yaml"_s,
            "name: demo\nenvironments: [{name: production}]\n"
            "hosts: [{name: app-01, address: a, environment: production}]\n"
                + yaml.value(0));
        const LoadedWorkspace loaded = loadWorkspace(m_folder->path());
        QCOMPARE(texts(loaded.diagnostics), QStringList());
        const auto &all = loaded.workspace.connections;
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.at(0).url, u"https://batch.example/api/alarms?state=open"_s);
        QCOMPARE(all.at(1).url, u"file:"_s + m_folder->filePath(u"exports/room-a.csv"_s));
        QCOMPARE(all.at(1).feed.format, FeedMapping::Format::Csv);
        QCOMPARE(all.at(2).host, HostId(u"app-01"_s));
        QCOMPARE(all.at(2).command, u"/opt/room/alarms --json"_s);
        QVERIFY(!all.at(2).feed.digest.isEmpty());
    }

    void saysWhatAFeedLacks()
    {
        const LoadedWorkspace loaded = load(Head
            + "  - {name: a, kind: json, mapping: m.yaml}\n"
              "  - {name: b, kind: json, url: http://a}\n"
              "  - {name: c, kind: json, url: http://a, command: x, host: app-01, mapping: m.yaml}\n"
              "  - {name: d, kind: json, command: x, mapping: m.yaml}\n"
              "  - {name: e, kind: json, command: x, host: app-02, mapping: m.yaml}\n"
              "  - {name: f, kind: json, url: x.json, mapping: gone.yaml}\n"
              "  - {name: g, kind: json, url: 'http://me:pw@a', mapping: m.yaml}\n"
              "  - {name: h, kind: gitlab, url: http://a, mapping: m.yaml}\n"
              "  - {name: ok, kind: json, url: x.json, mapping: m.yaml}\n");
        const QStringList faults = texts(loaded.diagnostics);
        const auto has = [&faults](const char *start) {
            return std::any_of(faults.begin(), faults.end(),
                [start](const QString &fault) { return fault.startsWith(QString::fromUtf8(start)); });
        };
        QVERIFY(has("opsdeck.yaml:5:5: This source reads either \"url\" or the output of \"command\"."));
        QVERIFY(has("opsdeck.yaml:6:5: \"mapping\" is missing."));
        QVERIFY(has("opsdeck.yaml:7:5: This source reads either"));
        QVERIFY(has("opsdeck.yaml:8:5: \"command\" and \"host\" belong together."));
        QVERIFY(has("opsdeck.yaml:9:45: \"host\" names nothing that exists: app-02"));
        QVERIFY(has("gone.yaml: The file cannot be read") || has("gone.yaml:0:0: The file cannot be read"));
        QVERIFY(has("opsdeck.yaml:11:") && has("opsdeck.yaml:12:"));
        QStringList names;
        for (const Connection &connection : loaded.workspace.connections)
            names.append(connection.id.text());
        QCOMPARE(names, (QStringList{u"h"_s, u"ok"_s}));
    }

    void namesEveryFaultOfAMapping_data()
    {
        QTest::addColumn<QByteArray>("mapping");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *mapping, const char *words) {
            QTest::addRow("%s", words) << QByteArray(mapping) << QString::fromUtf8(words);
        };
        row("name: n\n", "m.yaml:1:1: \"key\" is missing.");
        row("key: '{k}'\n", "m.yaml:1:1: \"name\" is missing.");
        row("key: k\nname: n\n", "m.yaml:1:6: Every row would have the same key.");
        row("key: '{k'\nname: n\n", "m.yaml:1:6: \"{k\" is no template.");
        row("key: '{k}'\nname: n\nformat: xml\n", "m.yaml:3:9: \"format\" names nothing that exists: xml");
        row("key: '{k}'\nname: n\ndelimiter: ;\n", "m.yaml:3:1: \"delimiter\" is not a known key here.");
        row("format: csv\nkey: '{k}'\nname: n\ndelimiter: ab\n", "m.yaml:4:12: A delimiter is one character.");
        row("format: csv\nkey: '{k}'\nname: n\nencoding: klingon\n", "m.yaml:4:11: The encoding \"klingon\"");
        row("key: '{k}'\nname: n\ntime: soon\n", "m.yaml:3:7: \"soon\" is no form of a time.");
        row("key: '{k}'\nname: n\ntime-zone: Mars/Base\n", "m.yaml:3:12: \"Mars/Base\" is no time zone.");
        row("key: '{k}'\nname: n\nseverities: {a: bad}\n", "\"severities\" names nothing that exists: bad");
        row("key: '{k}'\nname: n\nstates: {a: bad}\n", "\"states\" names nothing that exists: bad");
        row("key: '{k}'\nname: n\nonly: [{field: a}]\n", "m.yaml:3:8: A condition says what the field is to be");
        row("key: '{k}'\nname: n\nonly: [{field: a, equals: b, matches: c}]\n", "A condition says what");
        row("key: '{k}'\nname: n\nexcept: [{field: a, matches: '('}]\n", "This is no regular expression");
        row("key: '{k}'\nname: n\nlabels: {a: '}'}\n", "m.yaml:3:9: \"}\" is no template.");
        row("[]", "Expected a mapping");
        row("", "\"key\" is missing.");
        row("key: [", "This is not YAML");
    }
    void namesEveryFaultOfAMapping()
    {
        QFETCH(QByteArray, mapping);
        QFETCH(QString, words);
        const QStringList faults = faultsOf(mapping);
        QVERIFY2(faults.join(u'\n').contains(words), qPrintable(faults.join(u'\n')));
    }

    void readsChecks()
    {
        const LoadedWorkspace loaded
            = load("name: demo\npoll: 20s\nchecks:\n"
                   "  - name: cart\n    url: https://cart.example/health?deep=1\n    every: 5s\n"
                   "    timeout: 2s\n    status: 200-204\n    contains: ok\n"
                   "    certificate-days: 30\n    severity: warning\n"
                   "    labels: {service: cart}\n    secret: cart-token\n    ca: lab.pem\n"
                   "  - {name: db, url: 'tcp://db.example:5432'}\n"
                   "  - {name: mq, url: 'tls://mq.example:5671', status: 200}\n");
        QCOMPARE(texts(loaded.diagnostics).size(), 1); // a port has no status
        QVERIFY(texts(loaded.diagnostics).first().contains(u"\"status\" is not a known key here"_s));
        const auto &all = loaded.workspace.connections;
        QCOMPARE(all.size(), 3);
        const Connection &cart = all.at(0);
        QCOMPARE(cart.id, SourceId(u"check/cart"_s));
        QCOMPARE(cart.kind, u"check"_s);
        QCOMPARE(cart.poll, std::chrono::milliseconds(5000));
        QCOMPARE(cart.url, u"https://cart.example/health?deep=1"_s);
        QCOMPARE(cart.secret, u"cart-token"_s);
        const CheckSpec expected{
            std::chrono::milliseconds(2000), 200, 204, u"ok"_s, 30, Severity::Warning, {{u"service"_s, u"cart"_s}}};
        QCOMPARE(cart.check, expected);
        QCOMPARE(all.at(1).url, u"tcp://db.example:5432"_s);
        QCOMPARE(all.at(1).poll, std::chrono::milliseconds(20'000));
    }

    void saysWhichChecksCannotBeMade()
    {
        const LoadedWorkspace loaded = load("name: demo\nchecks:\n"
                                            "  - {name: a, url: 'tcp://db.example'}\n"
                                            "  - {name: b, url: 'ping://db.example:1'}\n"
                                            "  - {name: c, url: 'http://me:pw@a'}\n"
                                            "  - {name: d}\n"
                                            "  - {name: e, url: 'http://a', status: 299-200}\n"
                                            "  - {name: e, url: 'http://a'}\n"
                                            "  - {name: f, url: 'http://a', severity: awful}\n"
                                            "connections: [{name: x, kind: check, url: http://a}]\n");
        const QStringList faults = texts(loaded.diagnostics);
        QVERIFY2(faults.size() == 8, qPrintable(faults.join(u'\n')));
        QStringList names;
        for (const Connection &connection : loaded.workspace.connections)
            names.append(connection.id.text());
        QCOMPARE(names, (QStringList{u"check/e"_s, u"check/f"_s}));
    }
};

QTEST_GUILESS_MAIN(WorkspaceFeedsTest)
#include "tst_workspacefeeds.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/composeneeds.h"
#include "app/deploy/composevariables.h"

#include <QtTest>

using namespace opsdeck;

namespace {

Result<ComposeNeeds> needsOf(const QByteArray &text)
{
    return composeNeeds(text, QStringLiteral("/srv/cart"), QStringLiteral("test"));
}

/// Of one service that has these lines.
ComposeNeeds ofService(const QByteArray &lines)
{
    const auto needs = needsOf("services:\n  cart:\n    image: a/cart\n" + lines);
    return needs.value_or(ComposeNeeds{{}, {}, {}, {}, {Phrase(QStringLiteral("no compose file"))}});
}

QString textOf(const QList<HostPorts> &list)
{
    QStringList texts;
    for (const HostPorts &ports : list)
        texts.append(QStringLiteral("%1 %2-%3/%4")
                         .arg(ports.address, QString::number(ports.first), QString::number(ports.last), ports.protocol)
                         .trimmed());
    return texts.join(u';');
}

} // namespace

class ComposeNeedsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPublishedPorts_data()
    {
        QTest::addColumn<QByteArray>("port");
        QTest::addColumn<QString>("expected");
        QTest::newRow("both") << QByteArray("\"8080:80\"") << QStringLiteral("8080-8080/tcp");
        QTest::newRow("plain text") << QByteArray("8080:80") << QStringLiteral("8080-8080/tcp");
        QTest::newRow("container only") << QByteArray("3000") << QString();
        QTest::newRow("range") << QByteArray("\"8000-8010:9000-9010\"") << QStringLiteral("8000-8010/tcp");
        QTest::newRow("udp") << QByteArray("\"53:53/UDP\"") << QStringLiteral("53-53/udp");
        QTest::newRow("address") << QByteArray("\"127.0.0.1:8080:80\"") << QStringLiteral("127.0.0.1 8080-8080/tcp");
        QTest::newRow("address, any port") << QByteArray("\"127.0.0.1::80\"") << QString();
        QTest::newRow("six") << QByteArray("\"[::1]:8080:80/tcp\"") << QStringLiteral("::1 8080-8080/tcp");
        QTest::newRow("default") << QByteArray("\"${PORT:-8080}:80\"") << QStringLiteral("8080-8080/tcp");
        QTest::newRow("long") << QByteArray("{target: 80, published: 8080}") << QStringLiteral("8080-8080/tcp");
        QTest::newRow("long, all") << QByteArray("{target: 80, published: \"81-82\", host_ip: 10.0.0.1, protocol: udp}")
                                   << QStringLiteral("10.0.0.1 81-82/udp");
        QTest::newRow("long, any port") << QByteArray("{target: 80}") << QString();
    }
    void readsPublishedPorts()
    {
        QFETCH(QByteArray, port);
        QFETCH(QString, expected);
        const ComposeNeeds needs = ofService("    ports: [" + port + "]\n");
        QCOMPARE(textOf(needs.ports), expected);
        QVERIFY2(needs.unclear.isEmpty(), qPrintable(needs.unclear.value(0).plain()));
    }

    void saysWhichPortItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("port");
        for (const char *port : {"\"${PORT}:80\"", "\"http:80\"", "\"70000:80\"", "\"90-80:80\"", "\"1:2:3:4\"",
                 "{target: 80, published: \"$PORT\"}", "{target: 80, published: x}", "[80]", "\"-1:80\"",
                 "{target: 80, published: 80, protocol: \"${P}\"}", "\"99999999999999999999:80\""})
            QTest::newRow(port) << QByteArray(port);
    }
    void saysWhichPortItCannotRead()
    {
        QFETCH(QByteArray, port);
        const ComposeNeeds needs = ofService("    ports: [" + port + "]\n");
        QVERIFY(needs.ports.isEmpty());
        QCOMPARE(needs.unclear.size(), 1);
        QVERIFY(needs.unclear.first().plain().startsWith(u"line 4"));
    }

    void readsWhatIsMountedFromTheHost()
    {
        const auto needs = needsOf("services:\n"
                                   "  cart:\n"
                                   "    volumes:\n"
                                   "      - ./conf:/etc/cart:ro\n"
                                   "      - /var/run/docker.sock:/var/run/docker.sock\n"
                                   "      - ../shared/:/shared\n"
                                   "      - data:/data\n"
                                   "      - /anonymous\n"
                                   "      - {type: bind, source: ./long, target: /x}\n"
                                   "      - {type: volume, source: data, target: /y}\n"
                                   "      - {type: tmpfs, target: /z}\n"
                                   "      - ./conf:/again\n"
                                   "volumes:\n"
                                   "  data:\n"
                                   "  disk: {driver_opts: {type: none, o: \"rw,bind\", device: /mnt/disk}}\n"
                                   "  nfs: {driver_opts: {type: nfs, o: addr=10.0.0.1, device: \":/x\"}}\n"
                                   "configs:\n  web: {file: ./web.conf}\n  out: {external: true}\n"
                                   "secrets:\n  key: {file: /etc/key.pem}\n");
        QVERIFY(needs.has_value());
        const QStringList expected{QStringLiteral("/srv/cart/conf"), QStringLiteral("/var/run/docker.sock"),
            QStringLiteral("/srv/shared"), QStringLiteral("/srv/cart/long"), QStringLiteral("/srv/cart/web.conf"),
            QStringLiteral("/etc/key.pem"), QStringLiteral("/mnt/disk")};
        QCOMPARE(needs->files, expected);
        QVERIFY(needs->unclear.isEmpty());
    }

    void saysWhichPathOnlyTheHostKnows()
    {
        QCOMPARE(ofService("    volumes: [\"~/conf:/conf\"]\n").unclear.size(), 1);
        const ComposeNeeds needs = ofService("    volumes: [\"${DIR}/conf:/conf\"]\n    env_file: \"$FILE\"\n");
        QVERIFY(needs.files.isEmpty() && needs.envFiles.isEmpty());
        QCOMPARE(needs.unclear.size(), 2);
        QCOMPARE(needs.variables, (QStringList{QStringLiteral("DIR"), QStringLiteral("FILE")}));
    }

    void readsEnvironmentFiles()
    {
        QCOMPARE(ofService("    env_file: app.env\n").envFiles, QStringList{QStringLiteral("/srv/cart/app.env")});
        const ComposeNeeds needs
            = ofService("    env_file:\n      - a.env\n      - path: /etc/b.env\n"
                        "      - {path: ./c.env, required: false}\n      - {path: ./d.env, required: true}\n");
        QCOMPARE(needs.envFiles,
            (QStringList{
                QStringLiteral("/srv/cart/a.env"), QStringLiteral("/etc/b.env"), QStringLiteral("/srv/cart/d.env")}));
    }

    void findsVariablesWithoutADefault_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("filled");
        QTest::addColumn<QString>("missing");
        QTest::addColumn<bool>("wellFormed");
        const auto row = [](const char *text, const char *filled, const char *missing, bool isWellFormed = true) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(filled) << QString::fromUtf8(missing)
                                << isWellFormed;
        };
        row("plain", "plain", "");
        row("$A/x", "/x", "A");
        row("${A}${A}$B_1", "", "A,B_1");
        row("${A:-x}${B-y}", "xy", "");
        row("${A:-}", "", "");
        row("${A:-a:b}", "a:b", "");
        row("${A:?is needed}${B?}", "", "A,B");
        row("${A:+x}${B+y}", "", "");
        row("$$A $${A} costs 5$$", "$A ${A} costs 5$", "");
        row("${A:-${B:-c}}", "c", "");
        row("${A:-${B}}", "", "B");
        row("${A:-x}}", "x}", "");
        row("${", "", "", false);
        row("${}", "", "", false);
        row("${1}", "", "", false);
        row("${A", "", "", false);
        row("${A!x}", "", "", false);
        row("${A:}", "", "", false);
        row("5$", "5", "", false);
        row("$1", "1", "", false);
        row("冻结 ${名}", "冻结 ", "", false);
    }
    void findsVariablesWithoutADefault()
    {
        QFETCH(QString, text);
        QFETCH(QString, filled);
        QFETCH(QString, missing);
        QFETCH(bool, wellFormed);
        const FilledText result = fillFromDefaults(text);
        QCOMPARE(result.text, filled);
        QCOMPARE(result.missing.join(u','), missing);
        QCOMPARE(result.isWellFormed, wellFormed);
    }

    void looksForVariablesInAllValuesAndInNoKey()
    {
        const ComposeNeeds needs = ofService("    environment: {DB: \"${DB_URL}\", X: \"${Y:-z}\"}\n"
                                             "    labels: [\"a=$LABEL\", \"b=$LABEL\"]\n"
                                             "    x-$KEY: text\n");
        QCOMPARE(needs.variables, (QStringList{QStringLiteral("DB_URL"), QStringLiteral("LABEL")}));
        QVERIFY(needs.unclear.isEmpty());
    }

    void readsWhatIsMergedFromAnAnchor()
    {
        const auto needs = needsOf("x-base: &base\n  ports: [\"8080:80\"]\n  env_file: a.env\n"
                                   "x-more: &more {volumes: [\"/m:/m\"]}\n"
                                   "services:\n  cart:\n    <<: [*base, *more]\n    env_file: b.env\n");
        QVERIFY(needs.has_value());
        QCOMPARE(textOf(needs->ports), QStringLiteral("8080-8080/tcp"));
        QCOMPARE(needs->envFiles, QStringList{QStringLiteral("/srv/cart/b.env")});
        QCOMPARE(needs->files, QStringList{QStringLiteral("/m")});
    }

    void leavesOutWhatDoesNotStartAndWhatPublishesNothing()
    {
        const auto needs = needsOf("services:\n"
                                   "  debug: {profiles: [debug], ports: [\"1:1\"], volumes: [\"/d:/d\"]}\n"
                                   "  host: {network_mode: host, ports: [\"2:2\"], volumes: [\"/h:/h\"]}\n"
                                   "  plain: {profiles: [], ports: [\"3:3\"]}\n");
        QVERIFY(needs.has_value());
        QCOMPARE(textOf(needs->ports), QStringLiteral("3-3/tcp"));
        QCOMPARE(needs->files, QStringList{QStringLiteral("/h")});
    }

    void saysWhatStandsInOtherFiles()
    {
        const auto needs = needsOf("include: [other.yml]\nservices:\n  cart: {extends: {file: x.yml, service: y}}\n");
        QVERIFY(needs.has_value());
        QCOMPARE(needs->unclear.size(), 2);
    }

    void refusesWhatIsNoComposeFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("list") << QByteArray("[a]");
        QTest::newRow("text") << QByteArray("compose");
        QTest::newRow("no services") << QByteArray("version: '3'");
        QTest::newRow("services are a list") << QByteArray("services: [a]");
        QTest::newRow("broken") << QByteArray("services: {a: [");
        QTest::newRow("no anchor") << QByteArray("services: *nowhere");
        QTest::newRow("too large") << QByteArray("services: {}\n#") + QByteArray(2 << 20, 'x');
        QByteArray laughs("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; ++i) {
            const QByteArray item = "*a" + QByteArray::number(i - 1);
            laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + item
                + ("," + item).repeated(9) + "]\n";
        }
        QTest::newRow("an anchor in itself") << QByteArray("services:\n  a: &a {<<: *a, b: [*a]}\n");
        QTest::newRow("deep") << "services: {a: " + QByteArray(1000, '[') + QByteArray(1000, ']') + "}";
        QTest::newRow("much of little") << laughs + "services: {}\n";
    }
    void refusesWhatIsNoComposeFile()
    {
        QFETCH(QByteArray, text);
        const auto needs = needsOf(text);
        QVERIFY(!needs);
        QCOMPARE(needs.error().kind, Error::Kind::Usage);
        QCOMPARE(needs.error().origin, QStringLiteral("test"));
        QVERIFY(!needs.error().detail.isEmpty());
    }

    void survivesServicesOfAnyShape()
    {
        const auto needs
            = needsOf("services:\n  a: text\n  b: [1]\n  c:\n  d: {ports: x, volumes: 7, env_file: {a: b}}\n"
                      "  ? [complex]\n  : {ports: {a: b}}\n  e: {ports: [null, {}], volumes: [null, [1]]}\n"
                      "configs: [1]\nvolumes: text\nsecrets: {a: b}\n");
        QVERIFY(needs.has_value());
        QVERIFY(needs->ports.isEmpty() && needs->files.isEmpty());
        QVERIFY(fillFromDefaults(QStringLiteral("${A:-").repeated(5000) + QString(5000, u'}')).isWellFormed == false);
    }
};

QTEST_APPLESS_MAIN(ComposeNeedsTest)
#include "tst_composeneeds.moc"

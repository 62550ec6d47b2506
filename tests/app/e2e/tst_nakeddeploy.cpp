// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/stores.h"
#include "tests/app/e2e/dockerview.h"
#include "tests/app/e2e/program.h"
#include "tests/stack/imagebuilder.h"
#include "tests/support/run.h"

#include <QDir>
#include <QJsonArray>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

/// As a person wrote it on the host, long before.
constexpr char Compose[] = R"(# by hand
version: '2.4'
services:
  one:
    image: REGISTRY/harbor/c1:v0   # the first
    network_mode: host
  two:
    image: REGISTRY/harbor/c2:v0
    network_mode: host
  three:
    image: REGISTRY/harbor/c3:v0
    network_mode: host
)";

const QString socketOnHosts = u"/srv/docker.sock"_s; // the same path on each, and another engine behind it

} // namespace

/// `opsdeck deploy -H … -c …` without a workspace, against two real hosts and a real registry.
class NakedDeployTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!RealDockerHost::available(&why) || !RealRegistry::available(&why) || !ImageBuilder::available(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(m_registry.start(), m_registry.log());
        QVERIFY2(RealDockerHost::startAll({&m_builder, &m_hosts[0], &m_hosts[1]}), m_builder.log());
        ImageBuilder images(m_builder, m_registry);
        for (const char *name : {"c1:v0", "c2:v0", "c3:v0", "c1:v1", "c2:v2", "c4:v1"}) {
            const QString image = QString::fromLatin1(name);
            m_digests.insert(image, images.push(u"harbor/"_s + image.section(u':', 0, 0), image.section(u':', 1)));
            QVERIFY2(!m_digests[image].isEmpty(), qPrintable(images.error()));
        }
        QByteArray known;
        for (const RealDockerHost &host : m_hosts) {
            known += host.knownHostsLine();
            startByHand(host);
        }
        QVERIFY(writeFile(m_home.filePath(u"known_hosts"_s), known));
    }

    void refusesWhatItIsNotToldRightly_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no image") << QStringList{};
        QTest::newRow("an image without a tag") << QStringList{u"-c"_s, image(u"c1"_s)};
        QTest::newRow("no host's name") << QStringList{u"-H"_s, u"a b"_s, u"-c"_s, image(u"c1:v1"_s)};
        QTest::newRow("a tag that is not there") << QStringList{u"-c"_s, image(u"c1:v9"_s)};
    }

    void refusesWhatItIsNotToldRightly()
    {
        QFETCH(const QStringList, arguments);
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(QStringList{u"deploy"_s} + onHosts() + arguments);
        QCOMPARE(program.end(), 2);
        QVERIFY(!program.err().isEmpty());
        QCOMPARE(whatRuns(), before);
    }

    /// The key of the second host is not known: the first one is left alone, too.
    void aHostKeyThatNobodyKnowsIsRefusedWithTheReason()
    {
        const auto before = whatRuns();
        const QString oneOnly = m_home.filePath(u"known_one"_s);
        QVERIFY(writeFile(oneOnly, m_hosts[0].knownHostsLine()));
        Program program(m_home.path());
        program.start(deploy({u"--json"_s}, oneOnly));
        QCOMPARE(program.end(), 4);
        QVERIFY(program.saidOnlyJson());
        const QJsonObject error = program.line(u"error"_s);
        QCOMPARE(error[u"origin"_s].toString(), nameOf(m_hosts[1]));
        const QString detail = error[u"detail"_s].toString();
        QVERIFY2(detail.contains(u"The host key is not known"_s), qPrintable(detail));
        QVERIFY2(detail.contains(u"SHA256:"_s), qPrintable(detail)); // so that a person can compare it
        QVERIFY2(program.err().contains("The host key is not known"), program.err());
        QVERIFY(program.touchedHosts().isEmpty());
        QCOMPARE(whatRuns(), before);
        QCOMPARE(readFile(oneOnly), m_hosts[0].knownHostsLine()); // nor has it been accepted
    }

    void aHostThatIsDownLeavesTheOtherAlone()
    {
        const auto before = whatRuns();
        m_hosts[1].stopSsh();
        Program program(m_home.path());
        program.start(deploy({u"--json"_s}));
        const int code = program.end();
        QVERIFY(m_hosts[1].startSsh());
        QCOMPARE(code, 4);
        QCOMPARE(program.line(u"error"_s)[u"origin"_s].toString(), nameOf(m_hosts[1]));
        QCOMPARE(whatRuns(), before);
    }

    void anImageThatRunsNowhereIsRefused()
    {
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(deploy({u"-c"_s, image(u"c4:v1"_s), u"--json"_s}));
        QCOMPARE(program.end(), 3);
        const QString message = program.line(u"error"_s)[u"message"_s].toString();
        QVERIFY2(message.contains(u"/harbor/c4"_s), qPrintable(message));
        QVERIFY(program.touchedHosts().isEmpty());
        QCOMPARE(whatRuns(), before);
    }

    void aPlanTouchesNothing()
    {
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(QStringList{u"plan"_s} + deploy({u"--json"_s}).mid(1));
        QVERIFY2(program.end() == 0, program.err());
        QVERIFY(program.saidOnlyJson());
        QCOMPARE(program.line(u"plan"_s)[u"changes"_s].toArray().size(), 4);
        QVERIFY(program.line(u"checks"_s)[u"obstacles"_s].toArray().isEmpty());
        QVERIFY(program.touchedHosts().isEmpty());
        QCOMPARE(whatRuns(), before);
    }

    void replacesTheImagesAndNothingElse()
    {
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(deploy({u"--json"_s}));
        QVERIFY2(program.end() == 0, program.err() + program.out());
        QVERIFY(program.saidOnlyJson());
        QCOMPARE(program.line(u"result"_s)[u"outcome"_s].toString(), u"done"_s);
        QCOMPARE(program.touchedHosts(), (QStringList{nameOf(m_hosts[0]), nameOf(m_hosts[1])}));
        const auto after = whatRuns();
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            QCOMPARE(after[i].size(), 3);
            QCOMPARE(after[i][u"shop_one_1"_s].digest, m_digests[u"c1:v1"_s]);
            QCOMPARE(after[i][u"shop_two_1"_s].digest, m_digests[u"c2:v2"_s]);
            QCOMPARE(after[i][u"shop_three_1"_s], before[i][u"shop_three_1"_s]); // not even started anew
            QCOMPARE(versionIn(m_hosts[i], u"shop_one_1"_s), "v1");
            QCOMPARE(versionIn(m_hosts[i], u"shop_two_1"_s), "v2");
            const QByteArray file = readFile(m_hosts[i].folder() + u"/srv/shop/docker-compose.yml"_s);
            QVERIFY2(file.startsWith("# by hand\n") && file.contains("   # the first\n"), file);
            QVERIFY2(file.contains("/harbor/c1@" + m_digests[u"c1:v1"_s].toUtf8()), file);
            QVERIFY2(file.contains("/harbor/c3:v0\n"), file);
        }
        expectLedger(u"done"_s);
    }

    void isListedAndHasNothingToDoASecondTime()
    {
        Program status(m_home.path());
        status.start(QStringList{u"status"_s} + onHosts() + QStringList{u"--json"_s});
        QVERIFY2(status.end() == 0, status.err());
        QVERIFY(status.saidOnlyJson());
        const QJsonObject run = status.line(u"run"_s);
        QCOMPARE(run[u"state"_s].toString(), u"done"_s);
        QCOMPARE(run[u"version"_s].toString(), u"c1:v1 c2:v2"_s);

        const auto before = whatRuns();
        Program again(m_home.path());
        again.start(deploy({u"--json"_s}));
        QVERIFY2(again.end() == 0, again.err());
        QVERIFY(!again.event(nameOf(m_hosts[0]), u"up"_s, u"skipped"_s).isEmpty());
        QCOMPARE(whatRuns(), before);
    }

    /// The run before the last, which had nothing to do.
    void goesBackToWhatRanBefore()
    {
        const QString run = firstRun();
        const auto before = whatRuns();
        Program program(m_home.path());
        program.start(QStringList{u"rollback"_s} + onHosts()
            + QStringList{u"--run"_s, run, u"--reason"_s, u"c1 is ill"_s, u"--json"_s});
        QVERIFY2(program.end() == 0, program.err() + program.out());
        const auto after = whatRuns();
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            QCOMPARE(after[i][u"shop_one_1"_s].digest, m_digests[u"c1:v0"_s]);
            QCOMPARE(after[i][u"shop_two_1"_s].digest, m_digests[u"c2:v0"_s]);
            QCOMPARE(after[i][u"shop_three_1"_s], before[i][u"shop_three_1"_s]);
            QCOMPARE(readFile(m_hosts[i].folder() + u"/srv/shop/docker-compose.yml"_s), compose());
        }
        expectLedger(u"done"_s);
    }

    void tellsPeopleTheSameInWords()
    {
        Program program(m_home.path());
        program.start(deploy({}));
        QVERIFY2(program.end() == 0, program.err());
        const QByteArray out = program.out();
        for (const QString &host : {nameOf(m_hosts[0]), nameOf(m_hosts[1])})
            QVERIFY2(out.contains(host.toUtf8()), out);
        QVERIFY2(out.contains("c1:v1 c2:v2") && out.contains("digest verified"), out);
        for (const auto &containers : whatRuns())
            QCOMPARE(containers[u"shop_one_1"_s].digest, m_digests[u"c1:v1"_s]);
    }

private:
    using Seen = std::array<QMap<QString, SeenContainer>, 2>;

    QString image(const QString &nameAndTag) const { return m_registry.host() + u"/harbor/"_s + nameAndTag; }
    static QString nameOf(const RealDockerHost &host) { return u"%1:%2"_s.arg(host.address()).arg(host.port()); }

    QByteArray compose() const { return QByteArray(Compose).replace("REGISTRY", m_registry.host().toUtf8()); }

    /// The hosts, and how they are reached.
    QStringList onHosts(const QString &knownHosts = {}) const
    {
        QStringList arguments;
        for (const RealDockerHost &host : m_hosts)
            arguments += QStringList{u"-H"_s, host.user() + u'@' + nameOf(host)};
        return arguments
            + QStringList{u"-i"_s, m_key.file(), u"--known-hosts"_s,
                knownHosts.isEmpty() ? m_home.filePath(u"known_hosts"_s) : knownHosts, u"--docker-socket"_s,
                socketOnHosts};
    }

    QStringList deploy(const QStringList &more, const QString &knownHosts = {}) const
    {
        return QStringList{u"deploy"_s} + onHosts(knownHosts)
            + QStringList{u"-c"_s, image(u"c1:v1"_s), u"-c"_s, image(u"c2:v2"_s)} + more;
    }

    void startByHand(const RealDockerHost &host) const
    {
        QVERIFY(writeFile(host.folder() + u"/srv/shop/docker-compose.yml"_s, compose()));
        QVERIFY(QFile::link(host.dockerSocket(), host.folder() + socketOnHosts));
        const auto started = host.ssh(u"cd /srv/shop && docker-compose -p shop up -d"_s);
        QVERIFY2(started.succeeded(), started.err);
    }

    Seen whatRuns() const { return {containersOn(m_hosts[0]), containersOn(m_hosts[1])}; }

    static QByteArray versionIn(const RealDockerHost &host, const QString &container)
    {
        return host.docker({u"exec"_s, container, u"/bin/cat"_s, u"/www/version"_s}).out.trimmed();
    }

    std::unique_ptr<Stores> open() const
    {
        const QDir data(m_home.filePath(u"data"_s));
        const QStringList folders = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        auto stores = openStores(data.filePath(folders.value(0)));
        return stores && folders.size() == 1 ? std::move(*stores) : nullptr;
    }

    /// The one that changed something first.
    QString firstRun() const
    {
        const auto stores = open();
        const auto runs = stores ? wait(stores->ledger().runs(100)).value() : QList<DeployRun>();
        return runs.isEmpty() ? QString() : runs.last().id.text();
    }

    void expectLedger(const QString &outcome) const
    {
        const auto stores = open();
        QVERIFY(stores);
        const auto entries = wait(stores->ledger().entries(0, 2)).value();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[1].action, u"deploy.intent"_s);
        QCOMPARE(entries[0].action, u"deploy.result"_s);
        QCOMPARE(entries[0].outcome, outcome);
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

    QTemporaryDir m_home;
    SshKey m_key;
    RealRegistry m_registry;
    RealDockerHost m_builder{70, m_key};
    std::array<RealDockerHost, 2> m_hosts{{{71, m_key}, {72, m_key}}};
    QMap<QString, QString> m_digests; ///< by name and tag
};

QTEST_GUILESS_MAIN(NakedDeployTest)
#include "tst_nakeddeploy.moc"

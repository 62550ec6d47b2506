// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/control.h"
#include "backends/traffic/runtimeapi.h"
#include "tests/backends/traffic/localhost.h"
#include "tests/backends/traffic/webload.h"
#include "tests/stack/process.h"
#include "tests/support/run.h"

#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = Error::Kind;
using Control = std::unique_ptr<TrafficControl>;

constexpr int Requests = 1000; // for one share; some thousand in a test
constexpr double Points = 3;

TrafficShare shareOfNew(int percent)
{
    return {{{u"G0"_s, 100 - percent}, {u"G2"_s, percent}}};
}

QString place(const NamedServer &server)
{
    return u"127.0.0.1:%1"_s.arg(server.port());
}

/// A tiny shop: two servers of the old version, one of the new.
struct Shop
{
    NamedServer a{"G0"};
    NamedServer b{"G0"};
    NamedServer c{"G2"};
};

} // namespace

class TrafficControlTest : public QObject
{
    Q_OBJECT

private:
    LocalHost m_host;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Shop> m_shop;
    std::unique_ptr<Child> m_balancer;
    TrafficTarget m_target;
    quint16 m_port = 0;

    QString path(const QString &name) const { return m_dir->filePath(name); }
    QByteArray log() const { return readFile(path(u"log"_s)); }

    Control control()
    {
        auto made = traffic::makeControl(m_target, m_host);
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return std::move(*made);
    }

    bool listens() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        return QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::ConnectedState; }, 500);
    }

    /// Starts a balancer in the foreground; false, with its log told, where it does not listen.
    bool started(const QString &program, const QStringList &arguments)
    {
        m_balancer = std::make_unique<Child>();
        const bool runs = m_balancer->start(program, arguments, path(u"log"_s))
            && QTest::qWaitFor([this] { return listens(); }, 10'000);
        if (!runs)
            qWarning("%s", log().constData());
        return runs;
    }

    bool startHaproxy(const QByteArray &balance = "roundrobin", const QByteArray &level = "admin")
    {
        const QByteArray dir = m_dir->path().toUtf8();
        QByteArray conf = "global\n  stats socket " + dir + "/admin mode 600 level " + level
            + "\ndefaults\n  mode http\n  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\n"
              "frontend web\n  bind 127.0.0.1:"
            + QByteArray::number(m_port) + "\n  default_backend shop\nbackend shop\n  balance " + balance + '\n';
        for (const auto &[name, server] : {std::pair("a", &m_shop->a), {"b", &m_shop->b}, {"c", &m_shop->c}})
            conf += "  server " + QByteArray(name) + ' ' + place(*server).toUtf8() + '\n';
        m_target.kind = BalancerKind::Haproxy;
        m_target.socketPath = path(u"admin"_s);
        m_target.pools = {{u"G0"_s, {u"a"_s, u"b"_s}}, {u"G2"_s, {u"c"_s}}};
        return writeFile(path(u"conf"_s), conf) && started(u"haproxy"_s, {u"-db"_s, u"-f"_s, path(u"conf"_s)});
    }

    bool startNginx()
    {
        const QByteArray dir = m_dir->path().toUtf8();
        QByteArray conf = "daemon off;\nworker_processes 1;\nerror_log stderr warn;\npid " + dir + "/pid;\n";
        conf += ::getuid() == 0 ? "user root;\n" : "";
        conf += "events {}\nhttp {\naccess_log off;\n";
        for (const char *temporary : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            conf += QByteArray(temporary) + "_temp_path " + dir + "/temporary;\n";
        conf += "include " + dir + "/enabled/*.conf;\nserver { listen 127.0.0.1:" + QByteArray::number(m_port)
            + "; location / { proxy_pass http://shop; } }\n}\n";
        const QByteArray upstream = "upstream shop { # by hand\n    server " + place(m_shop->a).toUtf8()
            + " weight=3;\n    server " + place(m_shop->b).toUtf8() + " weight=3;\n    server "
            + place(m_shop->c).toUtf8() + " down;\n}\n";
        m_target.kind = BalancerKind::Nginx;
        m_target.file = path(u"enabled/shop.conf"_s);
        m_target.pools = {{u"G0"_s, {place(m_shop->a), place(m_shop->b)}}, {u"G2"_s, {place(m_shop->c)}}};
        const QStringList nginx{programPath(u"nginx"_s), u"-p"_s, m_dir->path(), u"-c"_s, path(u"conf"_s)};
        m_target.testCommand = nginx + QStringList{u"-t"_s};
        m_target.reloadCommand = nginx + QStringList{u"-s"_s, u"reload"_s};
        // As distributions do it: what is enabled is a link.
        return writeFile(path(u"conf"_s), conf) && writeFile(path(u"available/shop.conf"_s), upstream)
            && QDir(m_dir->path()).mkdir(u"enabled"_s)
            && QFile::link(u"../available/shop.conf"_s, path(u"enabled/shop.conf"_s))
            && ::chmod(path(u"available/shop.conf"_s).toUtf8().constData(), 0640) == 0
            && started(u"nginx"_s, nginx.mid(1));
    }

    /// Moves traffic while people use the shop. Nobody may see an error, and the shares have to arrive.
    void moveUnderLoad()
    {
        const auto traffic = control();
        WebLoad load(m_port);
        for (const int percent : {20, 0, 100, 0, 50}) {
            const auto moved = wait(traffic->setShares(shareOfNew(percent), {}));
            QVERIFY2(moved, moved ? "" : qPrintable(moved.error().detail));
            QCOMPARE(*wait(traffic->shares({})), shareOfNew(percent));
            settle(load, percent);
            load.restart();
            QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= Requests, 30'000);
            QVERIFY2(std::abs(load.percentOf("G2") - percent) <= Points, QByteArray::number(load.percentOf("G2")));
        }
        QVERIFY2(load.failed() == 0, load.firstFailure());
    }

    /// Until nobody of the old days answers any more: nginx takes a moment to start new workers.
    void settle(WebLoad &load, int percent)
    {
        if (percent != 0 && percent != 100) {
            load.restart();
            QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= 300, 20'000);
            return;
        }
        const QByteArray unwanted = percent == 0 ? "G2" : "G0";
        QTRY_VERIFY_WITH_TIMEOUT(isWithout(load, unwanted), 20'000);
    }

    static bool isWithout(WebLoad &load, const QByteArray &unwanted)
    {
        const bool isPure = load.answered() >= 100 && load.percentOf(unwanted) == 0;
        if (load.percentOf(unwanted) > 0)
            load.restart();
        return isPure;
    }

    void writeCommand(const QString &name, const QByteArray &script)
    {
        QVERIFY(writeFile(path(name), "#!/bin/sh\n" + script, true));
    }

private Q_SLOTS:
    void init()
    {
        QString why;
        const QString test = QString::fromLatin1(QTest::currentTestFunction());
        for (const QString &program : {u"haproxy"_s, u"nginx"_s}) {
            if (test.startsWith(program) && !haveAll({program}, &why))
                QSKIP(qPrintable(why));
        }
        m_dir = std::make_unique<QTemporaryDir>();
        m_shop = std::make_unique<Shop>();
        m_port = freePort();
        m_host.log.clear();
        m_target = TrafficTarget();
        m_target.host = HostId(u"lb-1"_s);
        m_target.backend = u"shop"_s;
    }

    void cleanup()
    {
        m_balancer.reset();
        m_shop.reset();
        m_dir.reset();
    }

    void haproxySharesTrafficWithoutAFailedRequest()
    {
        QVERIFY(startHaproxy());
        moveUnderLoad();
    }

    void haproxyDrainsAroundAServerUnderLoad()
    {
        QVERIFY(startHaproxy());
        const auto traffic = control();
        QVERIFY(wait(traffic->setShares(shareOfNew(50), {})));
        WebLoad load(m_port);
        QVERIFY(wait(traffic->drain(u"a"_s, {})));
        QVERIFY2(wait(traffic->drain(u"a"_s, {})), "a second time, after a crash");
        QTRY_COMPARE(wait(traffic->sessions(u"a"_s, {})).value(), std::optional<qint64>(0));
        QCOMPARE(*wait(traffic->shares({})), (TrafficShare{{{u"G0"_s, 33}, {u"G2"_s, 67}}}));
        // Its pool has to keep its share: the one that is left carries it, and a stays drained.
        QVERIFY(wait(traffic->setShares(shareOfNew(50), {})));
        load.restart();
        QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= Requests, 30'000);
        QVERIFY(std::abs(load.percentOf("G2") - 50) <= Points);
        QCOMPARE(wait(traffic->sessions(u"a"_s, {})).value(), std::optional<qint64>(0));
        QVERIFY(wait(traffic->undrain(u"a"_s, {})));
        QVERIFY(wait(traffic->setShares(shareOfNew(50), {})));
        QCOMPARE(*wait(traffic->shares({})), shareOfNew(50));
        QVERIFY2(load.failed() == 0, load.firstFailure());
    }

    void haproxyTellsWhoStillWorks()
    {
        QVERIFY(startHaproxy());
        const auto traffic = control();
        QVERIFY(wait(traffic->setShares(shareOfNew(100), {})));
        QTcpSocket slow;
        slow.connectToHost(QHostAddress::LocalHost, m_port);
        slow.write("GET /slow HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
        QTRY_COMPARE(m_shop->c.waiting(), 1);
        QVERIFY(wait(traffic->setShares(shareOfNew(50), {})));
        QVERIFY(wait(traffic->drain(u"c"_s, {})));
        QCOMPARE(wait(traffic->sessions(u"c"_s, {})).value(), std::optional<qint64>(1));
        m_shop->c.release();
        QTRY_COMPARE(wait(traffic->sessions(u"c"_s, {})).value(), std::optional<qint64>(0));
        QTRY_VERIFY(slow.peek(4096).endsWith("G2"));
    }

    void haproxyRefusesWhatWouldLeaveNobody()
    {
        QVERIFY(startHaproxy());
        const auto traffic = control();
        QVERIFY(wait(traffic->drain(u"a"_s, {})));
        QVERIFY(wait(traffic->drain(u"b"_s, {})));
        const auto last = wait(traffic->drain(u"c"_s, {}));
        QCOMPARE(last.error().kind, Kind::Refused);
        QVERIFY(last.error().detail.contains(u"last server"));
        QCOMPARE(last.error().origin, u"lb-1"_s);
        QVERIFY(!wait(traffic->setShares(shareOfNew(0), {})));
        QCOMPARE(wait(traffic->drain(u"x"_s, {})).error().kind, Kind::NotFound);
        QCOMPARE(wait(traffic->sessions(u"x;quit"_s, {})).error().kind, Kind::NotFound);
        QCOMPARE(wait(traffic->setShares({{{u"G0"_s, 100}}}, {})).error().kind, Kind::Usage);
        QCOMPARE(*wait(traffic->shares({})), shareOfNew(100));
    }

    void haproxyLeavesMaintenanceAlone()
    {
        QVERIFY(startHaproxy());
        const auto traffic = control();
        FileDescriptor admin(m_host.dialUnix(m_target.socketPath));
        const QByteArray line("set server shop/a state maint\n");
        QVERIFY(wait(traffic::askRuntime(std::move(admin), line, 5s, {})));
        QVERIFY(wait(traffic->drain(u"a"_s, {})));
        QCOMPARE(wait(traffic->undrain(u"a"_s, {})).error().kind, Kind::Refused);
        QVERIFY(wait(traffic->setShares(shareOfNew(50), {})));
        QCOMPARE(*wait(traffic->shares({})), shareOfNew(50));
    }

    void haproxySaysWhyInItsOwnWords()
    {
        QVERIFY(startHaproxy("static-rr"));
        const auto moved = wait(control()->setShares(shareOfNew(20), {}));
        QCOMPARE(moved.error().kind, Kind::Refused);
        QVERIFY2(moved.error().detail.contains(u"static LB algorithm"), qPrintable(moved.error().detail));
        m_target.backend = u"none"_s;
        QCOMPARE(wait(control()->shares({})).error().kind, Kind::NotFound);
        QCOMPARE(wait(control()->sessions(u"a"_s, {})).error().kind, Kind::NotFound);
    }

    void haproxySaysThatItsSocketAllowsTooLittle()
    {
        QVERIFY(startHaproxy("roundrobin", "operator"));
        const auto drained = wait(control()->drain(u"a"_s, {}));
        QCOMPARE(drained.error().kind, Kind::Forbidden);
        QCOMPARE(drained.error().detail, u"Permission denied"_s);
    }

    void aSocketThatIsNotThereIsANetworkError()
    {
        m_target.socketPath = path(u"none"_s);
        m_target.pools = {{u"G0"_s, {u"a"_s}}, {u"G2"_s, {u"b"_s}}};
        QCOMPARE(wait(control()->shares({})).error().kind, Kind::Network);
        m_target.socketPath.clear();
        m_target.address = u"127.0.0.1"_s;
        m_target.port = m_port;
        QCOMPARE(wait(control()->shares({})).error().kind, Kind::Network);
    }

    void aBalancerThatSaysYesAndDoesNothingIsFoundOut()
    {
        // It answers every change with a blank line, and always tells the same.
        QTcpServer liar;
        QVERIFY(liar.listen(QHostAddress::LocalHost));
        connect(&liar, &QTcpServer::newConnection, this, [&liar] {
            QTcpSocket *socket = liar.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray line = socket->readAll();
                if (line.startsWith("show servers"))
                    socket->write("1\n# be_name srv_name srv_op_state srv_admin_state srv_uweight srv_iweight\n"
                                  "shop a 2 0 1 1\nshop b 2 0 1 1\n\n");
                else if (line.startsWith("show stat"))
                    socket->write("# pxname,svname,qcur,scur,bck,type\nshop,a,0,0,0,2\nshop,BACKEND,0,0,0,1\n\n");
                else
                    socket->write("\n");
                socket->disconnectFromHost();
            });
        });
        m_target.address = u"127.0.0.1"_s;
        m_target.port = liar.serverPort();
        m_target.pools = {{u"G0"_s, {u"a"_s}}, {u"G2"_s, {u"b"_s}}};
        const auto traffic = control();
        QCOMPARE(wait(traffic->setShares(shareOfNew(20), {})).error().kind, Kind::BadAnswer);
        QCOMPARE(wait(traffic->drain(u"a"_s, {})).error().kind, Kind::BadAnswer);
        QVERIFY(wait(traffic->setShares(shareOfNew(50), {})));
    }

    void stopsWhenItIsToldTo()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        m_target.address = u"127.0.0.1"_s;
        m_target.port = silent.serverPort();
        m_target.pools = {{u"G0"_s, {u"a"_s}}, {u"G2"_s, {u"b"_s}}};
        const auto traffic = control();
        std::stop_source stop;
        QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
        QCOMPARE(wait(traffic->shares(stop.get_token())).error().kind, Kind::Cancelled);
    }

    void nginxSharesTrafficWithoutAFailedRequest()
    {
        QVERIFY(startNginx());
        moveUnderLoad();
        const QFileInfo file(path(u"available/shop.conf"_s));
        QVERIFY(QFileInfo(path(u"enabled/shop.conf"_s)).isSymLink());
        QCOMPARE(int(file.permissions() & 0x777), 0x640);
        QVERIFY(readFile(file.filePath()).startsWith("upstream shop { # by hand\n"));
    }

    void nginxDrainsAroundAServerUnderLoad()
    {
        QVERIFY(startNginx());
        const auto traffic = control();
        const QByteArray before = readFile(m_target.file);
        WebLoad load(m_port);
        const QString a = place(m_shop->a);
        QVERIFY(wait(traffic->drain(a, {})));
        const QByteArray line = "server " + a.toUtf8() + " weight=3";
        QCOMPARE(readFile(m_target.file), QByteArray(before).replace(line, line + " down"));
        QCOMPARE(wait(traffic->sessions(a, {})).value(), std::nullopt);
        QCOMPARE(wait(traffic->drain(place(m_shop->b), {})).error().kind, Kind::Refused);
        QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= 500, 20'000);
        QVERIFY(wait(traffic->undrain(a, {})));
        QCOMPARE(readFile(m_target.file), before);
        load.restart();
        QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= 500, 20'000);
        QVERIFY2(load.failed() == 0, load.firstFailure());
    }

    void nginxPutsTheOldFileBackWhereItsTestFails()
    {
        QVERIFY(startNginx());
        const QByteArray before = readFile(m_target.file);
        QVERIFY(writeFile(path(u"enabled/broken.conf"_s), "nonsense on;\n"));
        const auto moved = wait(control()->setShares(shareOfNew(20), {}));
        QCOMPARE(moved.error().kind, Kind::Refused);
        QVERIFY2(moved.error().detail.contains(u"unknown directive \"nonsense\""), qPrintable(moved.error().detail));
        QCOMPARE(readFile(m_target.file), before);
        QVERIFY(m_host.log.last().startsWith(u"write "));
        QVERIFY(m_host.log.filter(u"reload"_s).isEmpty());
    }

    void nginxThatDoesNotRunIsAnErrorAndChangesNothing()
    {
        QVERIFY(startNginx());
        m_balancer->stop();
        const QByteArray before = readFile(m_target.file);
        QVERIFY(!wait(control()->setShares(shareOfNew(20), {})));
        QCOMPARE(readFile(m_target.file), before);
    }

    void nginxIsToldAgainWhereTheFileSaysSoAlready()
    {
        QVERIFY(startNginx());
        const auto traffic = control();
        QVERIFY(wait(traffic->setShares(shareOfNew(20), {})));
        m_host.log.clear();
        QVERIFY(wait(traffic->setShares(shareOfNew(20), {})));
        QVERIFY(m_host.log.filter(u"write"_s).isEmpty());
        QCOMPARE(m_host.log.filter(u"reload"_s).size(), 1);
    }

    void aFileThatIsNotThereIsAnError()
    {
        m_target.kind = BalancerKind::Envoy;
        m_target.file = path(u"none.yaml"_s);
        m_target.pools = {{u"G0"_s, {u"old"_s}}, {u"G2"_s, {u"new"_s}}};
        QVERIFY(!wait(control()->setShares(shareOfNew(20), {})));
        QCOMPARE(wait(control()->shares({})).error().kind, Kind::NotFound);
    }

    void envoyGetsNewWeightsInItsFile()
    {
        m_target.kind = BalancerKind::Envoy;
        m_target.file = path(u"routes.yaml"_s);
        m_target.pools = {{u"G0"_s, {u"old-1"_s, u"old-2"_s}}, {u"G2"_s, {u"new"_s}}};
        const QByteArray before = "route:\n  weighted_clusters:\n    clusters:\n    - {n: 1}\n";
        QVERIFY(writeFile(m_target.file, before));
        const auto traffic = control();
        QVERIFY(!wait(traffic->setShares(shareOfNew(20), {})));
        QCOMPARE(readFile(m_target.file), before);
        const QByteArray routes = "route:\n  weighted_clusters:\n    clusters: # three\n    - name: old-1\n"
                                  "      weight: 50\n    - name: old-2\n      weight: 50\n    - name: new\n"
                                  "      weight: 0 # dark\n";
        QVERIFY(writeFile(m_target.file, routes));
        QVERIFY(wait(traffic->setShares(shareOfNew(20), {})));
        QCOMPARE(*wait(traffic->shares({})), shareOfNew(20));
        QVERIFY(readFile(m_target.file).contains("weight: 20 # dark"));
        QVERIFY(wait(traffic->drain(u"old-1"_s, {})));
        QVERIFY(wait(traffic->setShares(shareOfNew(0), {})));
        QCOMPARE(readFile(m_target.file),
            QByteArray(routes)
                .replace("old-1\n      weight: 50", "old-1\n      weight: 0")
                .replace("old-2\n      weight: 50", "old-2\n      weight: 100"));
        QVERIFY(wait(traffic->undrain(u"old-1"_s, {})));
        QCOMPARE(readFile(m_target.file), routes);
    }

    void commandsMoveTrafficAndAreReadBack()
    {
        writeCommand(u"lb"_s, "cd \"${0%/*}\" && case $1 in set) echo \"$3\" >\"$2\";; get) cat \"$2\";; esac\n");
        m_target.kind = BalancerKind::Command;
        m_target.pools = {{u"G0"_s, {u"a"_s}}, {u"G2"_s, {u"b"_s}}};
        m_target.commands.setShare = {path(u"lb"_s), u"set"_s, u"{pool}"_s, u"{percent}"_s};
        m_target.commands.readShare = {path(u"lb"_s), u"get"_s, u"{pool}"_s};
        m_target.commands.drain = {path(u"lb"_s), u"set"_s, u"state-{server}"_s, u"drain"_s};
        m_target.commands.undrain = {path(u"lb"_s), u"set"_s, u"state-{server}"_s, u"oops"_s};
        m_target.commands.state = {path(u"lb"_s), u"get"_s, u"state-{server}"_s};
        m_target.commands.sessions = {u"echo"_s, u"7"_s};
        QVERIFY(writeFile(path(u"G0"_s), "100\n") && writeFile(path(u"G2"_s), "0 %\n"));
        const auto traffic = control();
        QVERIFY(wait(traffic->setShares(shareOfNew(20), {})));
        QCOMPARE(*wait(traffic->shares({})), shareOfNew(20));
        const QStringList sets = m_host.log.filter(u"'set'"_s) + m_host.log.filter(u" set "_s);
        QVERIFY2(sets.first().contains(u"G2"), "who gets more comes first");
        QVERIFY(wait(traffic->drain(u"b"_s, {})));
        QCOMPARE(wait(traffic->undrain(u"b"_s, {})).error().kind, Kind::BadAnswer);
        QCOMPARE(wait(traffic->drain(u"x"_s, {})).error().kind, Kind::NotFound);
        QCOMPARE(wait(traffic->sessions(u"a"_s, {})).value(), std::optional<qint64>(7));
        QVERIFY(writeFile(path(u"G2"_s), "a lot\n"));
        QCOMPARE(wait(traffic->shares({})).error().kind, Kind::BadAnswer);
    }

    void aCommandThatFailsOrDoesNothingIsAnError()
    {
        m_target.kind = BalancerKind::Command;
        m_target.pools = {{u"G0"_s, {u"a"_s}}, {u"G2"_s, {u"b"_s}}};
        m_target.commands.setShare = {u"true"_s, u"{pool}"_s};
        m_target.commands.readShare = {u"echo"_s, u"50"_s};
        m_target.commands.sessions = {u"echo"_s, u"-1"_s};
        QCOMPARE(wait(control()->setShares(shareOfNew(20), {})).error().kind, Kind::BadAnswer);
        QVERIFY(wait(control()->setShares(shareOfNew(50), {})));
        QCOMPARE(wait(control()->sessions(u"a"_s, {})).error().kind, Kind::BadAnswer);
        QCOMPARE(wait(control()->drain(u"a"_s, {})).error().kind, Kind::Refused);
        m_target.commands.setShare = {u"sh"_s, u"-c"_s, u"echo no >&2; exit 3"_s};
        const auto moved = wait(control()->setShares(shareOfNew(50), {}));
        QCOMPARE(moved.error().status, 3);
        QVERIFY(moved.error().detail.endsWith(u"exit status 3\nno"));
    }

    void aTargetThatCannotBeUsedIsRefusedAtOnce()
    {
        m_target.pools = {{u"G0"_s, {u"a\nshutdown sessions"_s}}};
        m_target.socketPath = u"/run/x"_s;
        const auto made = traffic::makeControl(m_target, m_host);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Kind::Usage);
        QCOMPARE(made.error().origin, u"lb-1"_s);
    }
};

QTEST_GUILESS_MAIN(TrafficControlTest)
#include "tst_trafficcontrol.moc"

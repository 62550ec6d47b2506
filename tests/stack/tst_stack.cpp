// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/imagebuilder.h"
#include "tests/stack/realmonitoring.h"

#include <QDir>
#include <QJsonObject>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray compose(const QString &image, quint16 port)
{
    return QStringLiteral("version: '2.4'\nservices:\n  cart:\n    image: %1\n    network_mode: host\n"
                          "    environment: {LISTEN: '127.0.1.201:%2'}\n")
        .arg(image)
        .arg(port)
        .toUtf8();
}

bool mentions(const QByteArray &mountsOrProcesses, const QString &folder)
{
    return mountsOrProcesses.contains(folder.toUtf8() + '/');
}

/// The command lines of all processes.
QByteArray commandLines()
{
    QByteArray all;
    const auto entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        if (entry.toLongLong() > 0)
            all += readFile(u"/proc/%1/cmdline"_s.arg(entry)) + '\n';
    }
    return all;
}

bool isGone(const QString &folder)
{
    return !mentions(commandLines(), folder) && !mentions(readFile(u"/proc/self/mountinfo"_s), folder)
        && !QDir(folder).exists();
}

} // namespace

/// Proves that the real servers do what the other tests will rely on.
class StackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAnAlertThatWasFiredUntilItIsResolved()
    {
        QString why;
        if (!RealAlertmanager::available(&why))
            QSKIP(qPrintable(why));
        RealAlertmanager alertmanager;
        QVERIFY2(alertmanager.start(), alertmanager.log());
        QVERIFY(alertmanager.fire({{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"cart"_s}}));
        QTRY_COMPARE(alertmanager.alerts().size(), 1);
        const auto labels = alertmanager.alerts().first()[u"labels"_s].toObject();
        QCOMPARE(labels[u"service"_s].toString(), u"cart"_s);
        QVERIFY(alertmanager.resolve({{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"cart"_s}}));
        QTRY_COMPARE(alertmanager.alerts().size(), 0);
    }

    void comesBackAtTheSameAddress()
    {
        QString why;
        if (!RealAlertmanager::available(&why))
            QSKIP(qPrintable(why));
        RealAlertmanager alertmanager;
        QVERIFY2(alertmanager.start(), alertmanager.log());
        alertmanager.stop();
        QCOMPARE(fetch(alertmanager.url() + u"/-/ready"_s).status, 0);
        QVERIFY2(alertmanager.start(), alertmanager.log());
        QCOMPARE(fetch(alertmanager.url() + u"/-/ready"_s).status, 200);
    }

    void sendsTheAlertsOfARuleToTheAlertmanager()
    {
        QString why;
        if (!RealAlertmanager::available(&why) || !RealPrometheus::available(&why))
            QSKIP(qPrintable(why));
        RealAlertmanager alertmanager;
        QVERIFY2(alertmanager.start(), alertmanager.log());
        RealPrometheus prometheus(alertmanager.url());
        QVERIFY2(prometheus.start(), prometheus.log());
        QTRY_COMPARE_WITH_TIMEOUT(prometheus.alerts().size(), 1, 30'000);
        QCOMPARE(prometheus.alerts().first()[u"state"_s].toString(), u"firing"_s);
        QTRY_COMPARE_WITH_TIMEOUT(alertmanager.alerts().size(), 1, 30'000);
    }

    void deploysByDigestThroughSshAndSeesHealth()
    {
        if (const QString why = missing(); !why.isEmpty())
            QSKIP(qPrintable(why));
        RealRegistry registry;
        QVERIFY2(registry.start(), registry.log());
        const SshKey key;
        RealDockerHost builder(11, key);
        RealDockerHost host(12, key);
        QVERIFY2(RealDockerHost::startAll({&builder, &host}), builder.log() + host.log());

        ImageBuilder images(builder, registry);
        const QString one = images.push(u"shop/cart"_s, u"v1"_s);
        QVERIFY2(one.startsWith(u"sha256:"_s), qPrintable(images.error()));
        const QString two = images.push(u"shop/cart"_s, u"v2"_s);
        const QString three = images.push(u"shop/cart"_s, u"v3"_s, ImageBuilder::Health::Bad);
        QCOMPARE((QSet<QString>{one, two, three}.size()), 3);
        QCOMPARE(registry.digest(u"shop/cart"_s, u"v1"_s), one);
        QCOMPARE(registry.digest(u"shop/cart"_s, u"v9"_s), QString());

        const quint16 port = freePort(QHostAddress(u"127.0.1.201"_s));
        const QString served = u"http://127.0.1.201:%1/version"_s.arg(port);
        QVERIFY(deploy(host, registry.host() + u"/shop/cart@"_s + one, port));
        QTRY_COMPARE_WITH_TIMEOUT(host.health(u"cart_cart_1"_s), u"healthy"_s, 20'000);
        QCOMPARE(fetch(served).body, "v1\n");

        QVERIFY(deploy(host, registry.host() + u"/shop/cart@"_s + two, port));
        QTRY_COMPARE_WITH_TIMEOUT(host.health(u"cart_cart_1"_s), u"healthy"_s, 20'000);
        QCOMPARE(fetch(served).body, "v2\n");

        QVERIFY(deploy(host, registry.host() + u"/shop/cart@"_s + three, port));
        QTRY_COMPARE_WITH_TIMEOUT(host.health(u"cart_cart_1"_s), u"unhealthy"_s, 20'000);
        QCOMPARE(builder.docker({u"ps"_s, u"-q"_s}).out, QByteArray()); // the other host ran nothing
    }

    void letsOnlyTheRightKeyIn()
    {
        if (const QString why = missing(); !why.isEmpty())
            QSKIP(qPrintable(why));
        const SshKey key;
        RealDockerHost host(13, key);
        QVERIFY2(host.start(), host.log());
        const auto said = host.ssh(u"echo $DOCKER_HOST; cat"_s, "from here");
        QCOMPARE(said.out, "unix://" + host.dockerSocket().toUtf8() + "\nfrom here");
        QCOMPARE(host.ssh(u"exit 7"_s).exitCode, 7);

        host.stopSsh();
        QCOMPARE(host.ssh(u"true"_s).exitCode, 255);
        QVERIFY(host.startSsh());
        QCOMPARE(host.ssh(u"true"_s).exitCode, 0);
    }

    void leavesNothingBehind()
    {
        if (const QString why = missing(); !why.isEmpty())
            QSKIP(qPrintable(why));
        QString folder;
        {
            RealRegistry registry;
            QVERIFY2(registry.start(), registry.log());
            const SshKey key;
            RealDockerHost host(14, key);
            QVERIFY2(host.start(), host.log());
            ImageBuilder images(host, registry);
            QVERIFY2(!images.push(u"shop/cart"_s, u"v1"_s).isEmpty(), qPrintable(images.error()));
            QVERIFY(deploy(host, registry.host() + u"/shop/cart:v1"_s, 0));
            folder = host.folder();
            QVERIFY(mentions(commandLines(), folder));
        }
        QTRY_VERIFY(isGone(folder));
    }

    void leavesNothingBehindWhenTheEngineWasKilled()
    {
        if (const QString why = missing(); !why.isEmpty())
            QSKIP(qPrintable(why));
        QString folder;
        {
            RealRegistry registry;
            QVERIFY2(registry.start(), registry.log());
            const SshKey key;
            RealDockerHost host(15, key);
            QVERIFY2(host.start(), host.log());
            ImageBuilder images(host, registry);
            QVERIFY2(!images.push(u"shop/cart"_s, u"v1"_s).isEmpty(), qPrintable(images.error()));
            QVERIFY(deploy(host, registry.host() + u"/shop/cart:v1"_s, 0));
            folder = host.folder();
            host.killDocker();
        }
        QTRY_VERIFY(isGone(folder));
    }

private:
    static QString missing()
    {
        QString why;
        const bool all
            = RealDockerHost::available(&why) && RealRegistry::available(&why) && ImageBuilder::available(&why);
        return all ? QString() : why;
    }

    /// As a deployment does it: the file over ssh, then docker-compose.
    static bool deploy(const RealDockerHost &host, const QString &image, quint16 port)
    {
        const QString folder = host.folder() + u"/srv/cart"_s;
        const auto done = host.ssh(
            u"mkdir -p %1 && cat >%1/docker-compose.yml && cd %1 && docker-compose -p cart up -d"_s.arg(folder),
            compose(image, port));
        if (!done.succeeded())
            qWarning().noquote() << done.err;
        return done.succeeded();
    }
};

QTEST_GUILESS_MAIN(StackTest)
#include "tst_stack.moc"

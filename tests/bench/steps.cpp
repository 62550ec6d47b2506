// SPDX-License-Identifier: GPL-3.0-or-later
// G3: latency of commands on one host.
#include "tests/backends/ssh/sshfixture.h"
#include "tests/bench/child.h"
#include "tests/bench/goals.h"
#include "tests/support/delayproxy.h"

#include <QTcpSocket>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double firstBarMs = 30;
constexpr double stepBarRoundTrips = 1.2;
constexpr auto oneWay = 20ms;
constexpr int steps = 20;
constexpr int echoes = 10;

/// What the line itself takes for a round trip: bytes through the same kind of proxy to somebody who sends them back.
double roundTripMs()
{
    QTcpServer echo;
    echo.listen(QHostAddress::LocalHost);
    const testing::DelayProxy line(u"127.0.0.1"_s, echo.serverPort(), oneWay);
    QTcpSocket near;
    near.connectToHost(line.address(), line.port());
    near.waitForConnected(5'000);
    near.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    echo.waitForNewConnection(5'000);
    const std::unique_ptr<QTcpSocket> far(echo.nextPendingConnection());
    far->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QList<double> trips;
    for (int i = 0; i < echoes; ++i) {
        const double start = monotonicMs();
        near.write("x");
        near.flush();
        far->waitForReadyRead(5'000);
        far->write(far->readAll());
        far->flush();
        near.waitForReadyRead(5'000);
        near.readAll();
        trips.append(monotonicMs() - start);
    }
    return median(trips);
}

struct Latency
{
    double firstMs;
    double stepMs;
};

Latency latencyOf(const testing::RealSshd &sshd, quint16 port, int count)
{
    sshd.write("known_hosts", "* " + sshd.read("host.pub")); // by whatever port
    const QJsonObject answer = runPart(u"steps"_s,
        {sshd.path("user"), sshd.path("known_hosts"), port == sshd.port() ? sshd.spec().address : u"127.0.0.1"_s,
            QString::number(port), QString::number(count)})
                                   .answer();
    return {answer.value(u"firstMs").toDouble(), answer.value(u"stepMs").toDouble()};
}

double timedTrue(Host *host)
{
    ExecRequest request;
    request.command = "true";
    const double start = monotonicMs();
    const auto result = testing::run(host, request);
    if (!result || !result->succeeded())
        qFatal("true failed: %s", qPrintable(result ? QString() : result.error().detail));
    return monotonicMs() - start;
}

} // namespace

QList<Report> measureSteps(Bench &bench)
{
    testing::RealSshd sshd;
    testing::spinUntil([&] { return sshd.isReady(); }, 10'000);
    const testing::DelayProxy line(sshd.spec().address, sshd.port(), oneWay);
    QList<double> first;
    QList<double> step;
    QList<double> trip;
    QList<double> near; // a step without the line: what the server takes for itself
    for (int i = 0; i < bench.rounds(); ++i) {
        first.append(latencyOf(sshd, sshd.port(), 1).firstMs);
        step.append(latencyOf(sshd, line.port(), steps).stepMs);
        trip.append(roundTripMs());
        near.append(latencyOf(sshd, sshd.port(), steps).stepMs);
    }
    Report each = compared(u"g3.step"_s, u"ms"_s, step, trip, stepBarRoundTrips);
    each.more.insert(u"withoutTheLineMs"_s, median(near));
    return {bounded(u"g3.first"_s, u"ms"_s, first, firstBarMs, bench.floorMs()), each};
}

/// Key, known hosts, address, port, how many commands.
int runSteps(const QStringList &arguments)
{
    HostSpec spec;
    spec.id = HostId(u"app-01"_s);
    spec.identity = arguments.at(0);
    spec.knownHosts = arguments.at(1);
    spec.address = arguments.at(2);
    spec.port = arguments.at(3).toInt();
    testing::HostClient client({spec});
    Host *host = client.host("app-01");
    const double firstMs = timedTrue(host);
    QList<double> further;
    for (int i = 1; i < arguments.at(4).toInt(); ++i)
        further.append(timedTrue(host));
    tell({{u"firstMs"_s, firstMs}, {u"stepMs"_s, further.isEmpty() ? 0 : median(further)}});
    return 0;
}

} // namespace opsdeck::bench

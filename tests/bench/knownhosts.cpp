// SPDX-License-Identifier: GPL-3.0-or-later
// G4: what a long, hashed known_hosts costs a host.
#include "backends/ssh/knownhostsfiles.h"
#include "tests/bench/child.h"
#include "tests/bench/company.h"
#include "tests/bench/goals.h"

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double barMs = 5;
constexpr int lines = 10'000;
constexpr int hosts = 300;

QByteArray nameOf(int host)
{
    return "host" + QByteArray::number(host);
}

QByteArray hashedLines()
{
    const QByteArray blob = QByteArray("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19) + QByteArray(32, 'k');
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text += HashedNames::hide(nameOf(i)) + " ssh-ed25519 " + blob.toBase64() + '\n';
    return text;
}

/// The file is parsed anew, then every host is looked up, spread over the file.
double cpuMsPerHost(const QString &file)
{
    KnownHostsFiles files;
    const double before = processCpuMs();
    for (int i = 0; i < hosts; ++i) {
        const auto keys = files.keysOf({file}, nameOf(i * (lines / hosts)));
        if (!keys || keys->size() != 1)
            qFatal("A known host was not found");
    }
    return (processCpuMs() - before) / hosts;
}

} // namespace

QList<Report> measureKnownHosts(Bench &bench)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"known_hosts"_s);
    writeFile(file, hashedLines());
    QList<double> ours;
    QList<double> peer;
    for (int i = 0; i < bench.rounds(); ++i) {
        ours.append(cpuMsPerHost(file));
        peer.append(runChild({u"ssh-keygen"_s, u"-F"_s, QString::fromLatin1(nameOf(i)), u"-f"_s, file}).cpuMs);
    }
    Report report = bounded(u"g4"_s, u"ms"_s, ours, barMs, bench.floorMs());
    report.more.insert(u"peer"_s, QJsonObject{{u"name"_s, u"ssh-keygen -F"_s}, {u"value"_s, median(peer)}});
    return {report};
}

} // namespace opsdeck::bench

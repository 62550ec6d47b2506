// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/contractproxy.h"

#include "tests/sim/tests/ask.h"
#include "tests/stack/process.h"

#include <QDir>

namespace opsdeck::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int StartMs = 60'000;
constexpr int InstallMs = 60'000;

QString specsFolder()
{
    const QString beside = qEnvironmentVariable("OPSDECK_SOURCE_DIR") + u"/../shared/specs"_s;
    return QDir::cleanPath(qEnvironmentVariable("OPSDECK_SPECS_DIR", beside));
}

} // namespace

ContractProxy::ContractProxy()
    : m_source(qEnvironmentVariable("OPSDECK_SOURCE_DIR") + u"/tests/contract"_s)
    , m_specs(specsFolder())
    , m_folder(qEnvironmentVariable("OPSDECK_BINARY_DIR") + u"/contract"_s)
{ }

ContractProxy::~ContractProxy()
{
    m_process.closeWriteChannel(); // its sign to end
    m_process.waitForFinished(5000);
}

bool ContractProxy::isPossible(QString *why)
{
    if (!QFile::exists(m_specs + u"/SOURCES.md"_s)) {
        *why = u"The vendors' contract files are not there: "_s + m_specs;
        return false;
    }
    return haveAll({u"node"_s, u"npm"_s}, why) && installPackages(why);
}

bool ContractProxy::installPackages(QString *why) const
{
    const QByteArray wanted = readFile(m_source + u"/package.json"_s);
    const QString installed = m_folder + u"/installed.json"_s;
    if (readFile(installed) == wanted)
        return true;
    QDir().mkpath(m_folder);
    writeFile(m_folder + u"/package.json"_s, wanted);
    const Ran npm = run(u"npm"_s,
        {u"install"_s, u"--prefix"_s, m_folder, u"--no-audit"_s, u"--no-fund"_s, u"--no-package-lock"_s,
            u"--ignore-scripts"_s, u"--fetch-retries=1"_s, u"--fetch-retry-mintimeout=1000"_s,
            u"--fetch-timeout=20000"_s, u"--loglevel=error"_s},
        {}, InstallMs);
    if (!npm.succeeded()) {
        *why = u"npm cannot install the validator's packages: "_s + QString::fromUtf8(npm.err.left(500));
        return false;
    }
    return writeFile(installed, wanted);
}

bool ContractProxy::start()
{
    m_process.start(u"node"_s, {m_source + u"/proxy.mjs"_s, m_specs, m_folder});
    const bool spoke = QTest::qWaitFor(
        [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; }, StartMs);
    const QByteArray line = spoke ? m_process.readLine().trimmed() : QByteArray();
    m_port = line.startsWith("ready ") ? line.mid(6).toUShort() : 0;
    return m_port != 0;
}

QString ContractProxy::address(const QString &suite, Requests requests) const
{
    return u"http://127.0.0.1:%1/upstreams?suite=%2&requests=%3"_s.arg(m_port).arg(
        suite, requests == Requests::Any ? u"any"_s : u"judged"_s);
}

QJsonObject ContractProxy::report() const
{
    return QJsonDocument::fromJson(sim::Asker().get("http://127.0.0.1:" + QByteArray::number(m_port) + "/report").body)
        .object();
}

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/process.h"

#include <QDir>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QTcpServer>
#include <QtTest>

#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

namespace opsdeck::testing {

Child::~Child()
{
    stop();
}

bool Child::start(const QString &program, const QStringList &arguments, const QString &logFile)
{
    m_process = std::make_unique<QProcess>();
    m_process->setChildProcessModifier([] {
        ::setsid();
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    });
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(logFile, QIODevice::Append);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->start(programPath(program), arguments);
    return QTest::qWaitFor([this] { return m_process->state() != QProcess::Starting; })
        && m_process->state() == QProcess::Running;
}

void Child::stop(int graceMs)
{
    if (!isRunning())
        return;
    const pid_t group = static_cast<pid_t>(pid());
    m_process->terminate();
    // A fixture ends in destructors, where no event loop may turn: here blocking is right.
    if (!m_process->waitForFinished(graceMs)) {
        ::kill(-group, SIGKILL);
        m_process->waitForFinished(graceMs);
    }
    ::kill(-group, SIGKILL); // children of it that stayed
}

void Child::kill()
{
    if (!isRunning())
        return;
    ::kill(-static_cast<pid_t>(pid()), SIGKILL);
    m_process->waitForFinished();
}

Ran run(const QString &program, const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    QProcess process;
    process.start(programPath(program), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, timeoutMs);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    const bool exited = ended && process.error() == QProcess::UnknownError;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString programPath(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty()
        ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")})
        : found;
}

bool haveAll(const QStringList &programs, QString *why)
{
    QStringList missing;
    for (const QString &program : programs) {
        if (programPath(program).isEmpty())
            missing.append(program);
    }
    if (!missing.isEmpty() && why)
        *why = QStringLiteral("Not installed: ") + missing.join(QStringLiteral(", "));
    return missing.isEmpty();
}

quint16 freePort(const QHostAddress &address)
{
    QTcpServer server;
    return server.listen(address) ? server.serverPort() : 0;
}

Fetched fetch(const QString &url, const QByteArray &json, const QByteArray &accept)
{
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(url)};
    request.setTransferTimeout(10'000);
    if (!accept.isEmpty())
        request.setRawHeader("Accept", accept);
    if (!json.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(json.isEmpty() ? network.get(request) : network.post(request, json));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 12'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
        reply->rawHeader("Docker-Content-Digest")};
}

bool writeFile(const QString &path, const QByteArray &content, bool executable)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return false;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return false;
    return !executable || file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

namespace {

/// Process → parent.
QHash<qint64, qint64> processes()
{
    QHash<qint64, qint64> all;
    const auto entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        const QByteArray stat = readFile(QStringLiteral("/proc/%1/stat").arg(entry));
        // The name in parentheses may hold anything, so what follows the last one counts: state, parent.
        const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (entry.toLongLong() > 1 && fields.size() > 1)
            all.insert(entry.toLongLong(), fields[1].toLongLong());
    }
    return all;
}

} // namespace

void sweep(const QString &folder)
{
    const auto all = processes();
    const QByteArray mark = folder.toUtf8() + '/';
    for (auto one = all.begin(); one != all.end(); ++one) {
        const bool ours = readFile(QStringLiteral("/proc/%1/cmdline").arg(one.key())).contains(mark);
        if (!ours || one.key() == ::getpid())
            continue;
        for (const qint64 child : all.keys(one.key()))
            ::kill(static_cast<pid_t>(child), SIGKILL);
        ::kill(static_cast<pid_t>(one.key()), SIGKILL);
    }
    QByteArrayList mounts;
    for (const QByteArray &line : readFile(QStringLiteral("/proc/self/mountinfo")).split('\n')) {
        const QByteArray place = line.split(' ').value(4);
        if (place.startsWith(mark))
            mounts.prepend(place);
    }
    for (const QByteArray &place : std::as_const(mounts))
        ::umount2(place.constData(), MNT_DETACH);
}

} // namespace opsdeck::testing

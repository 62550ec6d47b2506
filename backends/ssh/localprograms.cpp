// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/localprograms.h"

#include "backends/async/completion.h"
#include "backends/secrets/secretfile.h"

#include <QTimer>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto MatchLimit = 10s;
constexpr auto OutcomeHolds = 60s; // a network that changed is noticed soon enough
constexpr qsizetype MostComplaint = 400;
const QString shell = QStringLiteral("/bin/sh");

QStringList linesOf(const QString &file)
{
    const auto text = file.isEmpty() ? Result<std::optional<QString>>(std::nullopt) : readSecretFile(file);
    // A list that others could have written is none.
    return text && *text ? (*text)->split(u'\n', Qt::SkipEmptyParts) : QStringList();
}

} // namespace

ProxyProgram::ProxyProgram(const QString &command, FileDescriptor *nearEnd)
    : m_process(std::make_unique<QProcess>())
{
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    *nearEnd = FileDescriptor(ends[0]);
    m_farEnd = FileDescriptor(ends[1]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    // In the child: its own ends take the place of the pipes that QProcess made.
    m_process->setChildProcessModifier([far = ends[1]] {
        ::setpgid(0, 0);
        ::dup2(far, STDIN_FILENO);
        ::dup2(far, STDOUT_FILENO);
    });
    m_process->start(shell, {QStringLiteral("-c"), command});
    m_farEnd = {}; // it has its copy: when it ends, our end is closed too
}

ProxyProgram::~ProxyProgram()
{
    // With all that it started; then its own destructor has nothing to wait for.
    if (const auto group = static_cast<pid_t>(m_process->processId()); group > 0)
        ::kill(-group, SIGKILL);
    m_process->kill();
}

QString ProxyProgram::complaint() const
{
    return QString::fromLocal8Bit(m_process->readAllStandardError()).trimmed().right(MostComplaint);
}

LocalPrograms::LocalPrograms(QString listFile)
    : m_listFile(std::move(listFile))
{ }

bool LocalPrograms::isAllowed(const QString &written) const
{
    return linesOf(m_listFile).contains(written);
}

Result<void> LocalPrograms::allow(const QString &written)
{
    if (m_listFile.isEmpty() || written.contains(u'\n'))
        return failure(Error::Kind::Refused, written);
    QStringList lines = linesOf(m_listFile);
    lines.append(written);
    return writeSecretFile(m_listFile, lines.join(u'\n') + u'\n');
}

std::optional<bool> LocalPrograms::outcome(const QString &command) const
{
    const auto known = m_outcomes.constFind(command);
    if (known == m_outcomes.cend() || known->until.hasExpired())
        return std::nullopt;
    return known->holds;
}

QCoro::Task<Result<void>> LocalPrograms::find(QString command, std::stop_token stop)
{
    Completion<bool> done(stop);
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    QObject::connect(&process, &QProcess::finished, &process,
        [done](int code, QProcess::ExitStatus status) { done.finish(status == QProcess::NormalExit && code == 0); });
    QObject::connect(&process, &QProcess::errorOccurred, &process, [done, &process](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            done.finish(failure(Error::Kind::Usage, shell, process.errorString()));
    });
    QTimer::singleShot(MatchLimit, &process,
        [done, command] { done.finish(failure(Error::Kind::Timeout, QStringLiteral("Match exec"), command)); });
    process.start(shell, {QStringLiteral("-c"), command});
    const auto holds = co_await done;
    process.disconnect();
    process.kill();
    if (!holds)
        co_return tl::unexpected(holds.error());
    m_outcomes.insert(command, {*holds, QDeadlineTimer(OutcomeHolds)});
    co_return Result<void>{};
}

} // namespace opsdeck

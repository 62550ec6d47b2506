// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/exec.h"

#include "backends/ssh/command.h"
#include "backends/ssh/scripts.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto OpenLimit = 20s; // opening a channel and asking for the command
constexpr auto HeldOutputGrace = 1s; // a background child may hold stdout open for ever
constexpr qsizetype MaxLine = 64 * 1024;
constexpr qsizetype ErrLimit = 256 * 1024;

/// Takes the first line of stderr, in which the command tells its process group, and passes on everything else.
class Announcement
{
public:
    explicit Announcement(qint64 *processGroup)
        : m_processGroup(processGroup)
    { }

    QByteArray passOn(const QByteArray &bytes)
    {
        if (m_over)
            return bytes;
        m_begun += bytes;
        const auto end = m_begun.indexOf('\n');
        const QByteArray prefix = "opsdeck-pid ";
        if (end < 0 && m_begun.size() < 64)
            return {};
        m_over = true;
        bool isNumber = false;
        const qint64 number = m_begun.left(end).mid(prefix.size()).toLongLong(&isNumber);
        if (!m_begun.startsWith(prefix) || !isNumber || number <= 1)
            return m_begun;
        *m_processGroup = number;
        return m_begun.mid(end + 1);
    }

    /// What was held back when the output has ended without a first line.
    QByteArray rest() { return m_over ? QByteArray() : std::exchange(m_begun, {}); }

private:
    qint64 *m_processGroup;
    QByteArray m_begun;
    bool m_over = false;
};

/// Moves stdin, stdout and stderr of one channel. `step` is an attempt of SshSession::until.
class ExecTransfer
{
public:
    ExecTransfer(SshSession *session, SshChannel *channel, QByteArray input, qsizetype outLimit, qint64 *processGroup)
        : m_session(session)
        , m_channel(channel)
        , m_input(std::move(input))
        , m_out{outLimit}
        , m_err{ErrLimit}
        , m_announcement(processGroup)
    { }

    int step();
    bool hasEnded() const { return m_ended; }
    QByteArrayList takeLines(bool all) { return m_out.takeLines(all) + m_err.takeLines(all); }
    OutputTail &out() { return m_out; }
    OutputTail &err() { return m_err; }

private:
    bool sendInput();
    /// Bytes read, or SSH_EOF, or SSH_ERROR.
    int receive(OutputTail &tail, int isStderr);

    SshSession *m_session;
    SshChannel *m_channel;
    QByteArray m_input;
    qsizetype m_sent = 0;
    OutputTail m_out;
    OutputTail m_err;
    Announcement m_announcement;
    bool m_inputClosed = false;
    bool m_exitSeen = false;
    bool m_ended = false;
};

int ExecTransfer::step()
{
    if (!sendInput())
        return SSH_ERROR;
    const int out = receive(m_out, 0);
    const int err = receive(m_err, 1);
    const bool closed = m_channel->isClosed();
    if ((out == SSH_ERROR || err == SSH_ERROR) && !closed)
        return SSH_ERROR;
    const bool sawExit = m_channel->hasExited() && !std::exchange(m_exitSeen, m_channel->hasExited());
    const bool drained = out == SSH_EOF && err == SSH_EOF;
    if (drained)
        m_err.add(m_announcement.rest());
    m_ended = (drained && m_exitSeen) || (closed && ssh_is_connected(m_session->handle()) != 0);
    if (closed && !m_ended)
        return SSH_ERROR;
    return m_ended || sawExit || out > 0 || err > 0 ? SSH_OK : SSH_AGAIN;
}

bool ExecTransfer::sendInput()
{
    ssh_channel channel = m_channel->get();
    while (m_sent < m_input.size()) {
        const auto window = qMin<qsizetype>(ssh_channel_window_size(channel), 32 * 1024);
        if (window <= 0 || ssh_channel_is_open(channel) == 0)
            return true;
        const int sent
            = ssh_channel_write(channel, m_input.constData() + m_sent, uint32_t(qMin(window, m_input.size() - m_sent)));
        if (sent == SSH_ERROR)
            return m_channel->isClosed() || m_channel->hasExited(); // a command need not read its input
        if (sent <= 0)
            return true;
        m_sent += sent;
    }
    if (!std::exchange(m_inputClosed, true))
        ssh_channel_send_eof(channel);
    return true;
}

int ExecTransfer::receive(OutputTail &tail, int isStderr)
{
    std::array<char, 16 * 1024> buffer;
    int total = 0;
    for (int i = 0; i < 16; ++i) {
        const int count = ssh_channel_read_nonblocking(m_channel->get(), buffer.data(), buffer.size(), isStderr);
        if (count == SSH_EOF || count == SSH_ERROR)
            return total > 0 ? total : count;
        if (count <= 0)
            return total;
        const QByteArray bytes(buffer.data(), count);
        tail.add(isStderr ? m_announcement.passOn(bytes) : bytes);
        total += count;
    }
    m_session->wake();
    return total;
}

tl::unexpected<Error> unsent(const SshSession &session, const QString &what)
{
    auto error = session.error(Error::Kind::Network, what);
    error.value().status = Unsent;
    return error;
}

/// Opens a channel with the command running in it; null inside the error.
QCoro::Task<Result<std::unique_ptr<SshChannel>>> startCommand(
    std::shared_ptr<SshSession> session, QByteArray command, std::stop_token stop)
{
    auto channel = session->takeSpare();
    if (!channel)
        channel = std::make_unique<SshChannel>(session->handle());
    std::function<int()> open = [raw = channel->get()] { return ssh_channel_open_session(raw); };
    const auto opened = co_await session->until(open, OpenLimit, stop);
    if (!opened) {
        session->retire(); // libssh cannot take back an open request
        co_return tl::unexpected(opened.error());
    }
    if (*opened != SSH_OK) {
        session->refuseSpares();
        co_return unsent(*session, QStringLiteral("channel"));
    }

    std::function<int()> request = [raw = channel.get(), command, carrier = session.get()] {
        const int answer = raw->requestExec(command.constData());
        carrier->prepareSpare(); // right behind the request, so that both take the same round trip
        return answer;
    };
    const auto requested = co_await session->until(request, OpenLimit, stop);
    if (!requested) {
        session->terminate(std::move(channel));
        co_return tl::unexpected(requested.error());
    }
    if (*requested != SSH_OK)
        co_return session->error(
            session->isUsable() ? Error::Kind::Refused : Error::Kind::Network, QStringLiteral("exec"));
    co_return channel;
}

bool isVariable(const QString &name)
{
    static const QRegularExpression rule(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    return rule.match(name).hasMatch();
}

// Nothing where a variable has no proper name. `env` sets them, because sshd takes only the few that it is told to.
std::optional<QStringList> commandWords(const ExecRequest &request)
{
    QStringList words; // without exec, which a restricted shell refuses: the announcement looks for the group
    if (!request.environment.isEmpty())
        words += QStringLiteral("env");
    for (const auto &[name, value] : request.environment) {
        if (!isVariable(name) || value.contains(QChar(u'\0')))
            return std::nullopt;
        words += name + u'=' + value;
    }
    words += {QStringLiteral("sh"), QStringLiteral("-c"), scripts::announce(), QStringLiteral("sh"),
        QString::fromUtf8(request.command)};
    return words;
}

ExecOutcome outcomeOf(const SshChannel &channel, ExecTransfer &transfer)
{
    ExecOutcome outcome;
    outcome.result.exitStatus = channel.exitSignal().isEmpty() ? channel.exitStatus().value_or(-1) : -1;
    outcome.result.exitSignal = channel.exitSignal();
    transfer.out().trim();
    transfer.err().trim();
    outcome.result.out = transfer.out().bytes;
    outcome.result.err = transfer.err().bytes;
    outcome.outTotal = transfer.out().total;
    return outcome;
}

} // namespace

void OutputTail::add(const QByteArray &data)
{
    total += data.size();
    line.append(data);
    bytes.append(data);
    if (bytes.size() > 2 * limit)
        trim();
}

void OutputTail::trim()
{
    if (bytes.size() > limit)
        bytes = bytes.last(limit);
}

QByteArrayList OutputTail::takeLines(bool all)
{
    QByteArrayList lines;
    qsizetype from = 0;
    for (qsizetype end = line.indexOf('\n'); end >= 0; end = line.indexOf('\n', from)) {
        lines.append(line.mid(from, end - from));
        from = end + 1;
    }
    line.remove(0, from);
    if ((all && !line.isEmpty()) || line.size() > MaxLine)
        lines.append(std::exchange(line, {}));
    for (QByteArray &text : lines)
        if (text.endsWith('\r'))
            text.chop(1);
    return lines;
}

QCoro::Task<Result<ExecOutcome>> runCommand(std::shared_ptr<SshSession> session, ExecRequest request,
    qsizetype outLimit, qint64 *processGroup, std::stop_token stop)
{
    const QDeadlineTimer deadline(request.timeout);
    const auto words = commandWords(request);
    if (!words)
        co_return failure(Error::Kind::Usage, session->origin(), QStringLiteral("No name for a variable"));
    auto started = co_await startCommand(session, remoteCommand(*words), stop);
    if (!started)
        co_return tl::unexpected(started.error());
    auto channel = std::move(*started);

    ExecTransfer transfer(session.get(), channel.get(), request.input, outLimit, processGroup);
    QDeadlineTimer grace(QDeadlineTimer::Forever);
    std::function<int()> step = [&transfer] { return transfer.step(); };
    while (!transfer.hasEnded()) {
        const auto limit
            = grace.isForever() ? remainingTime(deadline) : qMin(remainingTime(deadline), remainingTime(grace));
        const auto stepped = co_await session->until(step, limit, stop);
        if (!stepped && stepped.error().kind == Error::Kind::Timeout && channel->hasExited())
            break;
        if (!stepped) {
            session->terminate(std::move(channel));
            co_return tl::unexpected(stepped.error());
        }
        if (*stepped != SSH_OK)
            co_return session->error(Error::Kind::Network, QStringLiteral("connection lost while the command ran"));
        if (channel->hasExited() && grace.isForever())
            grace.setRemainingTime(HeldOutputGrace);
        const QByteArrayList lines = transfer.takeLines(transfer.hasEnded());
        for (const QByteArray &line : lines)
            if (request.onLine)
                request.onLine(line);
    }
    const QByteArrayList rest = transfer.takeLines(true);
    for (const QByteArray &line : rest)
        if (request.onLine)
            request.onLine(line);
    co_return outcomeOf(*channel, transfer);
}

ExecRequest shellRequest(const QString &script, const QStringList &arguments)
{
    ExecRequest request;
    request.command = remoteCommand(
        QStringList{QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh")} + arguments);
    return request;
}

QCoro::Task<Result<void>> endGroup(std::shared_ptr<SshSession> session, qint64 processGroup, std::stop_token stop)
{
    const auto unproven = [&](const QString &why) { return failure(Error::Kind::Network, session->origin(), why); };
    if (processGroup <= 1)
        co_return unproven(QStringLiteral("it had not yet told its process group"));
    if (!session->isUsable())
        co_return unproven(QStringLiteral("the connection is gone"));
    const ExecRequest request = shellRequest(scripts::endGroup(), {QString::number(processGroup)});
    qint64 own = 0;
    const auto ended = co_await runCommand(session, request, ErrLimit, &own, stop);
    if (!ended)
        co_return unproven(ended.error().detail);
    if (!ended->result.succeeded())
        co_return unproven(QStringLiteral("process group %1 is still there").arg(processGroup));
    co_return Result<void>();
}

} // namespace opsdeck

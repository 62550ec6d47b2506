// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/agent.h"

#include <QFile>
#include <QtEndian>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype MaxAnswer = 256 * 1024; // as ssh
constexpr char Failure = 5;
constexpr char RequestIdentities = 11;
constexpr char IdentitiesAnswer = 12;
constexpr char SignRequest = 13;
constexpr char SignResponse = 14;

QByteArray sized(const QByteArray &bytes)
{
    QByteArray size(4, Qt::Uninitialized);
    qToBigEndian(quint32(bytes.size()), size.data());
    return size + bytes;
}

// Takes a string with its length in front; nothing where it is cut short.
std::optional<QByteArray> takeSized(QByteArrayView &rest)
{
    if (rest.size() < 4)
        return std::nullopt;
    const auto size = qsizetype(qFromBigEndian<quint32>(rest.data()));
    if (size > rest.size() - 4)
        return std::nullopt;
    const QByteArray text = rest.sliced(4, size).toByteArray();
    rest = rest.sliced(4 + size);
    return text;
}

tl::unexpected<Error> agentFailure(const QString &socket)
{
    return failure(Error::Kind::Network, socket, QString::fromLocal8Bit(std::strerror(errno)));
}

Result<FileDescriptor> openAgent(const QString &socket)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(socket);
    if (size_t(path.size()) >= sizeof name.sun_path)
        return failure(Error::Kind::Usage, socket, QStringLiteral("The path is too long for a socket"));
    std::memcpy(name.sun_path, path.constData(), size_t(path.size()));
    FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd.isValid() || ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0)
        return agentFailure(socket);
    return fd;
}

QCoro::Task<Result<QByteArray>> askAgent(
    QString socket, QByteArray message, QDeadlineTimer deadline, std::stop_token stop)
{
    auto fd = openAgent(socket);
    if (!fd)
        co_return tl::unexpected(fd.error());
    QByteArray request = sized(message);
    while (!request.isEmpty()) {
        const auto ready = co_await socketReady(fd->get(), QSocketNotifier::Write, deadline, stop);
        if (!ready)
            co_return tl::unexpected(ready.error());
        const ssize_t sent = ::send(fd->get(), request.constData(), size_t(request.size()), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            co_return agentFailure(socket);
        request.remove(0, qMax<ssize_t>(sent, 0));
    }
    QByteArray answer;
    std::array<char, 4096> buffer;
    for (;;) {
        QByteArrayView rest(answer);
        if (const auto whole = takeSized(rest))
            co_return *whole;
        if (answer.size() > MaxAnswer)
            co_return failure(Error::Kind::BadAnswer, socket, QStringLiteral("The agent's answer is too long"));
        const auto ready = co_await socketReady(fd->get(), QSocketNotifier::Read, deadline, stop);
        if (!ready)
            co_return failure(ready.error().kind, socket, QStringLiteral("The agent does not answer"));
        const ssize_t got = ::recv(fd->get(), buffer.data(), buffer.size(), 0);
        if (got == 0)
            co_return failure(Error::Kind::Network, socket, QStringLiteral("The agent hung up"));
        if (got < 0 && errno != EAGAIN && errno != EINTR)
            co_return agentFailure(socket);
        answer.append(buffer.data(), qMax<ssize_t>(got, 0));
    }
}

/// Both ends of the pair over which libssh believes to talk to an agent.
class StandInAgent
{
public:
    /// Not valid where the system or libssh would not have it.
    explicit StandInAgent(ssh_session session);
    bool isValid() const { return m_isValid; }

    /// Everything that libssh may ask until the end of one login; further questions are refused, so it never waits.
    void prepare(const AgentKey &key, const QByteArray &signature);
    /// What libssh asked to be signed since then, as it would have gone to the agent.
    QByteArray takeSignRequest();

private:
    static QByteArray drained(int fd);

    FileDescriptor m_ours;
    FileDescriptor m_theirs; ///< a second descriptor of libssh's end, to take back what it did not read
    bool m_isValid = false;
};

StandInAgent::StandInAgent(ssh_session session)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    m_ours = FileDescriptor(ends[0]);
    m_theirs = FileDescriptor(ends[1]);
    FileDescriptor given(::fcntl(m_theirs.get(), F_DUPFD_CLOEXEC, 0));
    m_isValid = given.isValid() && ssh_set_agent_socket(session, given.get()) == SSH_OK;
    if (m_isValid)
        given.release(); // libssh closes it
}

void StandInAgent::prepare(const AgentKey &key, const QByteArray &signature)
{
    drained(m_ours.get());
    drained(m_theirs.get());
    const QByteArray one{"\0\0\0\1", 4};
    const QByteArray refusal = sized(QByteArray(1, Failure));
    const QByteArray answers = sized(IdentitiesAnswer + one + sized(key.blob) + sized(key.comment))
        + (signature.isEmpty() ? refusal : sized(signature)) + refusal + refusal;
    m_isValid = ::send(m_ours.get(), answers.constData(), size_t(answers.size()), MSG_NOSIGNAL) == answers.size();
}

QByteArray StandInAgent::takeSignRequest()
{
    const QByteArray asked = drained(m_ours.get());
    QByteArrayView rest(asked);
    while (const auto message = takeSized(rest))
        if (message->startsWith(SignRequest))
            return *message;
    return {};
}

QByteArray StandInAgent::drained(int fd)
{
    QByteArray all;
    std::array<char, 4096> buffer;
    for (ssize_t got = 0; (got = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT)) > 0;)
        all.append(buffer.data(), got);
    return all;
}

} // namespace

Result<QList<AgentKey>> parseAgentKeys(const QByteArray &answer)
{
    QByteArrayView rest(answer);
    const auto bad = [] { return failure(Error::Kind::BadAnswer, QStringLiteral("ssh-agent")); };
    if (!rest.startsWith(IdentitiesAnswer) || rest.size() < 5)
        return bad();
    const auto count = qFromBigEndian<quint32>(rest.data() + 1);
    rest = rest.sliced(5);
    if (count > 2048)
        return bad();
    QList<AgentKey> keys;
    for (quint32 i = 0; i < count; ++i) {
        const auto blob = takeSized(rest);
        const auto comment = blob ? takeSized(rest) : std::nullopt;
        if (!comment)
            return bad();
        keys.append({*blob, *comment});
    }
    return keys;
}

QCoro::Task<Result<QList<AgentKey>>> agentKeys(QString socket, QDeadlineTimer deadline, std::stop_token stop)
{
    const QByteArray question(1, RequestIdentities);
    const auto answer = co_await askAgent(socket, question, deadline, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return parseAgentKeys(*answer);
}

QCoro::Task<Result<bool>> loginWithAgentKey(
    std::shared_ptr<SshSession> session, QString socket, AgentKey key, QDeadlineTimer deadline, std::stop_token stop)
{
    const auto broken = [&] { return session->error(Error::Kind::Unauthorised, QStringLiteral("agent")); };
    StandInAgent standIn(session->handle());
    std::function<int()> login = [handle = session->handle()] {
        const int rc = ssh_userauth_agent(handle, nullptr);
        return rc == SSH_AUTH_AGAIN ? SSH_AGAIN : rc;
    };
    QByteArray signature;
    for (int round = 0; round < 2; ++round) {
        if (standIn.isValid())
            standIn.prepare(key, signature);
        if (!standIn.isValid())
            co_return broken();
        const auto rc = co_await session->until(login, remainingTime(deadline), stop);
        if (!rc)
            co_return tl::unexpected(rc.error());
        if (*rc == SSH_AUTH_SUCCESS)
            co_return true;
        if (ssh_is_connected(session->handle()) == 0)
            co_return broken();
        const QByteArray request = standIn.takeSignRequest();
        if (request.isEmpty() || round > 0)
            co_return false;
        const auto signedText = co_await askAgent(socket, request, deadline, stop);
        if (!signedText)
            co_return tl::unexpected(signedText.error());
        if (!signedText->startsWith(SignResponse))
            co_return false; // a person said no, or the key is locked away
        signature = *signedText;
    }
    co_return false;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/authenticate.h"

#include "backends/async/await.h"
#include "backends/ssh/agent.h"

#include <QFile>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto AgentLimit = 5s; // for a list; a signature may need a person's touch

/// One login: the ways that are tried, and a note of each for the error's text.
class Login
{
public:
    Login(std::shared_ptr<SshSession> session, SshTarget target, QByteArray secret, std::shared_ptr<KeyFiles> keys,
        QDeadlineTimer deadline)
        : m_session(std::move(session))
        , m_target(std::move(target))
        , m_secret(std::move(secret))
        , m_keys(std::move(keys))
        , m_deadline(deadline)
    { }

    /// True = let in; false = none of the ways.
    QCoro::Task<Result<bool>> run(std::stop_token stop);
    QString story() const;

private:
    QCoro::Task<Result<bool>> attempt(std::function<int()> call, std::stop_token stop);
    QCoro::Task<Result<bool>> withAgent(std::stop_token stop);
    QCoro::Task<Result<bool>> withFiles(std::stop_token stop);
    QCoro::Task<Result<bool>> withNothing(std::stop_token stop);
    QCoro::Task<Result<bool>> withPassword(std::stop_token stop);
    bool isWanted(const AgentKey &key) const;

    const std::shared_ptr<SshSession> m_session;
    const SshTarget m_target;
    const QByteArray m_secret;
    const std::shared_ptr<KeyFiles> m_keys;
    const QDeadlineTimer m_deadline;
    QStringList m_notes;
    bool m_keyOffered = false;
    bool m_secretIsPassphrase = false;
};

QCoro::Task<Result<bool>> Login::attempt(std::function<int()> call, std::stop_token stop)
{
    std::function<int()> again = [call] {
        const int rc = call();
        return rc == SSH_AUTH_AGAIN ? SSH_AGAIN : rc;
    };
    const auto answer = co_await m_session->until(again, remainingTime(m_deadline), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (*answer == SSH_AUTH_SUCCESS)
        co_return true;
    if (*answer == SSH_AUTH_PARTIAL)
        m_notes.append(QStringLiteral("the host wants a second factor after this"));
    if (ssh_is_connected(m_session->handle()) == 0) {
        auto error = m_session->error(Error::Kind::Network, QStringLiteral("login"));
        // A server that says goodbye has had enough of us; a connection that broke says nothing about that.
        if (error.value().detail.contains(u"SSH_MSG_DISCONNECT"))
            error.value().kind = Error::Kind::Unauthorised;
        co_return error;
    }
    co_return false;
}

QCoro::Task<Result<bool>> Login::run(std::stop_token stop)
{
    using Way = QCoro::Task<Result<bool>> (Login::*)(std::stop_token);
    for (const Way way : {&Login::withAgent, &Login::withFiles, &Login::withNothing, &Login::withPassword}) {
        const auto in = co_await (this->*way)(stop);
        if (!in || *in)
            co_return in;
    }
    co_return false;
}

// A public key that lies beside an identity file.
bool Login::isWanted(const AgentKey &key) const
{
    return std::any_of(m_target.identities.begin(), m_target.identities.end(), [&](const QString &identity) {
        QFile file(identity + QStringLiteral(".pub"));
        return file.open(QIODevice::ReadOnly) && file.read(64 * 1024).split(' ').value(1) == key.blob.toBase64();
    });
}

QCoro::Task<Result<bool>> Login::withAgent(std::stop_token stop)
{
    if (m_target.identityIsChosen || m_target.agentSocket.isEmpty())
        co_return false;
    // An agent that hangs must leave time for the other ways.
    const QDeadlineTimer limit(std::min<std::chrono::milliseconds>(AgentLimit, remainingTime(m_deadline) / 3));
    const auto keys = co_await agentKeys(m_target.agentSocket, limit, stop);
    if (!keys && keys.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(keys.error());
    if (!keys) {
        m_notes.append(QStringLiteral("agent: ") + keys.error().detail);
        co_return false;
    }
    QList<AgentKey> ordered = *keys;
    std::stable_partition(ordered.begin(), ordered.end(), [this](const AgentKey &key) { return isWanted(key); });
    for (const AgentKey &key : std::as_const(ordered)) {
        if (m_target.identitiesOnly && !isWanted(key))
            continue;
        m_keyOffered = true;
        const auto in = co_await loginWithAgentKey(m_session, m_target.agentSocket, key, m_deadline, stop);
        const bool agentFailed = !in && in.error().origin == m_target.agentSocket;
        if (!agentFailed && (!in || *in))
            co_return in;
        m_notes.append(QStringLiteral("agent's ") + QString::fromUtf8(key.comment).left(64)
            + (agentFailed ? QStringLiteral(": ") + in.error().detail : QString()));
    }
    co_return false;
}

QCoro::Task<Result<bool>> Login::withFiles(std::stop_token stop)
{
    const QStringList files = m_target.identities;
    for (const QString &file : files) {
        // On the pool: a locked key takes a tenth of a second to open.
        const auto load = [keys = m_keys, file, secret = m_secret] { return keys->load(file, secret); };
        const auto loaded = co_await runOnPool(load, stop);
        if (!loaded)
            co_return tl::unexpected(loaded.error());
        m_secretIsPassphrase = m_secretIsPassphrase || loaded->isLocked;
        if (!loaded->key) {
            if (loaded->isLocked)
                m_notes.append(file + QStringLiteral(": locked, and the secret does not open it"));
            else if (loaded->exists || m_target.identityIsChosen)
                m_notes.append(file + QStringLiteral(": no readable private key"));
            continue;
        }
        m_keyOffered = true;
        m_notes.append(file);
        std::function<int()> offer = [handle = m_session->handle(), key = loaded->key] {
            return ssh_userauth_publickey(handle, nullptr, key.get());
        };
        const auto in = co_await attempt(offer, stop);
        if (!in || *in)
            co_return in;
    }
    co_return false;
}

// Tells which methods the host knows; some hosts want no more than this.
QCoro::Task<Result<bool>> Login::withNothing(std::stop_token stop)
{
    if (m_keyOffered)
        co_return false;
    std::function<int()> none = [handle = m_session->handle()] { return ssh_userauth_none(handle, nullptr); };
    co_return co_await attempt(none, stop);
}

// Keyboard-interactive with a single hidden question is how many servers ask for a password. Nothing is typed where the
// answer would be shown.
int answerQuestions(ssh_session session, const QByteArray &password, int *rounds)
{
    int rc = ssh_userauth_kbdint(session, nullptr, nullptr);
    while (rc == SSH_AUTH_INFO && ++*rounds <= 4) {
        const int questions = ssh_userauth_kbdint_getnprompts(session);
        for (int i = 0; i < questions; ++i) {
            char echo = 0;
            ssh_userauth_kbdint_getprompt(session, unsigned(i), &echo);
            const char *answer = echo == 0 ? password.constData() : "";
            if (ssh_userauth_kbdint_setanswer(session, unsigned(i), answer) < 0)
                return SSH_AUTH_ERROR;
        }
        rc = ssh_userauth_kbdint(session, nullptr, nullptr);
    }
    return rc == SSH_AUTH_INFO ? SSH_AUTH_DENIED : rc;
}

QCoro::Task<Result<bool>> Login::withPassword(std::stop_token stop)
{
    const bool isForKey = m_target.identityIsChosen && m_secretIsPassphrase;
    if (m_secret.isEmpty() || !m_target.mayUsePassword || isForKey)
        co_return false;
    ssh_session handle = m_session->handle();
    const int methods = ssh_userauth_list(handle, nullptr);
    if ((methods & SSH_AUTH_METHOD_PASSWORD) != 0) {
        m_notes.append(QStringLiteral("password"));
        std::function<int()> plain
            = [handle, secret = m_secret] { return ssh_userauth_password(handle, nullptr, secret.constData()); };
        const auto in = co_await attempt(plain, stop);
        if (!in || *in)
            co_return in;
    }
    if ((methods & SSH_AUTH_METHOD_INTERACTIVE) != 0) {
        m_notes.append(QStringLiteral("keyboard-interactive"));
        std::function<int()> interactive = [handle, secret = m_secret, rounds = std::make_shared<int>(0)] {
            return answerQuestions(handle, secret, rounds.get());
        };
        co_return co_await attempt(interactive, stop);
    }
    co_return false;
}

QString Login::story() const
{
    const int methods = ssh_userauth_list(m_session->handle(), nullptr);
    QStringList taken;
    for (const auto &[bit, name] :
        {std::pair(SSH_AUTH_METHOD_PUBLICKEY, "publickey"), std::pair(SSH_AUTH_METHOD_PASSWORD, "password"),
            std::pair(SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"),
            std::pair(SSH_AUTH_METHOD_GSSAPI_MIC, "gssapi-with-mic")})
        if ((unsigned(methods) & unsigned(bit)) != 0)
            taken.append(QString::fromLatin1(name));
    return QStringLiteral("%1 does not let %2 in. Tried: %3. It takes: %4")
        .arg(m_target.address, m_target.user,
            m_notes.isEmpty() ? QStringLiteral("nothing, there was no key and no password")
                              : m_notes.join(QStringLiteral(", ")),
            taken.join(QStringLiteral(", ")));
}

} // namespace

QCoro::Task<Result<void>> authenticate(std::shared_ptr<SshSession> session, SshTarget target, QByteArray secret,
    std::shared_ptr<KeyFiles> keys, QDeadlineTimer deadline, std::stop_token stop)
{
    Login login(session, target, secret, keys, deadline);
    const auto in = co_await login.run(stop);
    if (!in)
        co_return tl::unexpected(in.error());
    if (!*in)
        co_return failure(Error::Kind::Unauthorised, target.origin, login.story());
    co_return Result<void>();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/authenticate.h"

#include "backends/secrets/secretstore.h"

#include <QDir>
#include <QFile>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto AuthLimit = 20s;

using Key = std::shared_ptr<ssh_key_struct>;

struct Passphrase
{
    QByteArray text;
    bool wasAsked = false;
};

// Without a callback OpenSSL would ask on the terminal.
int givePassphrase(const char *, char *buffer, size_t size, int, int, void *data)
{
    auto *passphrase = static_cast<Passphrase *>(data);
    passphrase->wasAsked = true;
    if (passphrase->text.isEmpty() || size_t(passphrase->text.size()) >= size)
        return -1;
    std::memcpy(buffer, passphrase->text.constData(), size_t(passphrase->text.size()) + 1);
    return 0;
}

Key loadKey(const QString &path, Passphrase *passphrase)
{
    ssh_key key = nullptr;
    const int rc
        = ssh_pki_import_privkey_file(QFile::encodeName(path).constData(), nullptr, &givePassphrase, passphrase, &key);
    return rc == SSH_OK ? Key(key, &ssh_key_free) : Key();
}

QStringList defaultKeys()
{
    QStringList found;
    for (const auto *name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
        const QString path = QDir::homePath() + QStringLiteral("/.ssh/") + QString::fromLatin1(name);
        if (QFile::exists(path))
            found.append(path);
    }
    return found;
}

// One way to log in: true = let in, false = not this way.
QCoro::Task<Result<bool>> tryMethod(
    std::shared_ptr<SshSession> session, std::function<int()> attempt, std::stop_token stop)
{
    std::function<int()> again = [attempt] {
        const int rc = attempt();
        return rc == SSH_AUTH_AGAIN ? SSH_AGAIN : rc;
    };
    const auto answer = co_await session->until(again, AuthLimit, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (*answer == SSH_AUTH_SUCCESS)
        co_return true;
    if (ssh_is_connected(session->handle()) == 0)
        co_return session->error(Error::Kind::Unauthorised, QStringLiteral("login"));
    co_return false;
}

// Keyboard-interactive with a single hidden question is how many servers ask for a password.
int answerQuestions(ssh_session session, const QByteArray &password)
{
    int rc = ssh_userauth_kbdint(session, nullptr, nullptr);
    for (int round = 0; rc == SSH_AUTH_INFO && round < 4; ++round) {
        for (int i = 0; i < ssh_userauth_kbdint_getnprompts(session); ++i)
            if (ssh_userauth_kbdint_setanswer(session, unsigned(i), password.constData()) < 0)
                return SSH_AUTH_ERROR;
        rc = ssh_userauth_kbdint(session, nullptr, nullptr);
    }
    return rc;
}

QCoro::Task<Result<bool>> tryPassword(std::shared_ptr<SshSession> session, QByteArray password, std::stop_token stop)
{
    ssh_session handle = session->handle();
    const int methods = ssh_userauth_list(handle, nullptr);
    if ((methods & SSH_AUTH_METHOD_PASSWORD) != 0) {
        std::function<int()> plain = [=] { return ssh_userauth_password(handle, nullptr, password.constData()); };
        const auto in = co_await tryMethod(session, plain, stop);
        if (!in || *in)
            co_return in;
    }
    if ((methods & SSH_AUTH_METHOD_INTERACTIVE) != 0) {
        std::function<int()> interactive = [=] { return answerQuestions(handle, password); };
        co_return co_await tryMethod(session, interactive, stop);
    }
    co_return false;
}

QCoro::Task<Result<bool>> tryKeys(
    std::shared_ptr<SshSession> session, QStringList files, Passphrase *passphrase, std::stop_token stop)
{
    for (const QString &file : files) {
        const Key key = loadKey(file, passphrase);
        if (!key)
            continue;
        std::function<int()> offer
            = [handle = session->handle(), key] { return ssh_userauth_publickey(handle, nullptr, key.get()); };
        const auto in = co_await tryMethod(session, offer, stop);
        if (!in || *in)
            co_return in;
    }
    co_return false;
}

bool hasAgent()
{
    return QFile::exists(qEnvironmentVariable("SSH_AUTH_SOCK"));
}

} // namespace

QCoro::Task<Result<void>> authenticate(
    std::shared_ptr<SshSession> session, HostSpec spec, SecretStore *secrets, std::stop_token stop)
{
    Passphrase secret;
    if (!spec.secret.isEmpty()) {
        const auto value = co_await secrets->value(spec.secret, stop);
        if (!value)
            co_return tl::unexpected(value.error());
        secret.text = value->toUtf8();
    }
    ssh_session handle = session->handle();
    // Tells which methods the host knows; some hosts want no more than this.
    std::function<int()> none = [handle] { return ssh_userauth_none(handle, nullptr); };
    auto in = co_await tryMethod(session, none, stop);
    if (in && !*in && spec.identity.isEmpty() && hasAgent()) {
        std::function<int()> agent = [handle] { return ssh_userauth_agent(handle, nullptr); };
        in = co_await tryMethod(session, agent, stop);
    }
    if (in && !*in) {
        const QStringList files = spec.identity.isEmpty() ? defaultKeys() : QStringList{spec.identity};
        in = co_await tryKeys(session, files, &secret, stop);
    }
    if (in && !*in && !secret.text.isEmpty() && (spec.identity.isEmpty() || !secret.wasAsked))
        in = co_await tryPassword(session, secret.text, stop);
    if (!in)
        co_return tl::unexpected(in.error());
    if (!*in)
        co_return failure(Error::Kind::Unauthorised, spec.id.text(),
            QStringLiteral("%1 lets %2 in by none of: identity file, agent, default keys, password")
                .arg(spec.address, spec.user));
    co_return Result<void>();
}

} // namespace opsdeck

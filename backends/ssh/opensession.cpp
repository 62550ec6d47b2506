// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/opensession.h"

#include "backends/ssh/authenticate.h"
#include "backends/ssh/hostkey.h"

#include <QFile>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto TcpLimit = 10s;
constexpr auto KeyExchangeLimit = 15s;

// One option: its code, and a value that ssh_options_set may refuse.
bool set(ssh_session session, ssh_options_e option, const QByteArray &text)
{
    return ssh_options_set(session, option, text.constData()) == SSH_OK;
}

bool set(ssh_session session, ssh_options_e option, int number)
{
    return ssh_options_set(session, option, &number) == SSH_OK;
}

// A name that libssh refuses must end here: it would go on as the local user. "user@host" as an address would set one.
QString refusedOption(ssh_session session, const HostSpec &spec)
{
    if (spec.address.isEmpty() || spec.address.contains(u'@') || !set(session, SSH_OPTIONS_HOST, spec.address.toUtf8()))
        return QStringLiteral("address");
    const auto port = static_cast<unsigned>(spec.port);
    if (spec.port < 1 || spec.port > 65535 || ssh_options_set(session, SSH_OPTIONS_PORT, &port) != SSH_OK)
        return QStringLiteral("port");
    if (!spec.user.isEmpty() && !set(session, SSH_OPTIONS_USER, spec.user.toUtf8()))
        return QStringLiteral("user");
    if (!set(session, SSH_OPTIONS_PROCESS_CONFIG, 0) || !set(session, SSH_OPTIONS_NODELAY, 1)
        || !set(session, SSH_OPTIONS_STRICTHOSTKEYCHECK, 1))
        return QStringLiteral("libssh");
    // Where the workspace brings its own known hosts, nothing else counts.
    const QByteArray global = spec.knownHosts.isEmpty() ? "/etc/ssh/ssh_known_hosts" : "/dev/null";
    if (!set(session, SSH_OPTIONS_KNOWNHOSTS, QFile::encodeName(knownHostsFile(spec)))
        || !set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, global))
        return QStringLiteral("known-hosts");
    return {};
}

Result<std::shared_ptr<SshSession>> makeSession(const HostSpec &spec)
{
    const ssh_session handle = ssh_new();
    if (handle == nullptr)
        return failure(Error::Kind::Network, spec.id.text(), QStringLiteral("libssh"));
    auto session = std::make_shared<SshSession>(spec.id.text(), handle);
    if (const QString refused = refusedOption(handle, spec); !refused.isEmpty())
        return session->error(Error::Kind::Usage, refused);
    return session;
}

} // namespace

QCoro::Task<Result<std::shared_ptr<SshSession>>> openSession(HostSpec spec, SecretStore *secrets, std::stop_token stop)
{
    const auto made = makeSession(spec);
    if (!made)
        co_return made;
    const std::shared_ptr<SshSession> session = *made;

    auto socket = co_await connectTcp(spec.address, quint16(spec.port), TcpLimit, stop);
    if (!socket) {
        socket.error().origin = spec.id.text();
        co_return tl::unexpected(socket.error());
    }
    if (const auto attached = session->attach(std::move(*socket)); !attached)
        co_return tl::unexpected(attached.error());

    std::function<int()> connect = [handle = session->handle()] { return ssh_connect(handle); };
    const auto connected = co_await session->until(connect, KeyExchangeLimit, stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    if (*connected != SSH_OK) {
        const bool noCommonGround = QByteArray(ssh_get_error(session->handle())).contains("kex error");
        co_return session->error(
            noCommonGround ? Error::Kind::Tls : Error::Kind::Network, QStringLiteral("key exchange"));
    }
    if (const auto checked = checkHostKey(session->handle(), spec); !checked)
        co_return tl::unexpected(checked.error());
    const auto in = co_await authenticate(session, spec, secrets, stop);
    if (!in)
        co_return tl::unexpected(in.error());
    co_return session;
}

} // namespace opsdeck

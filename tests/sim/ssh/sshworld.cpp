// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/sshworld.h"

#include "tests/sim/ssh/serversession.h"

#include <QDir>
#include <QFile>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <thread>

namespace opsdeck::sim {

namespace {

struct Listener
{
    int fd = -1;
    FakeHost *host = nullptr;
};

ssh_key generateKey()
{
    ssh_key key = nullptr;
    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
        qFatal("libssh cannot make a key");
    return key;
}

// A descriptor that listens, and the port it got; -1 and errno otherwise.
std::pair<int, quint16> listenOn(const QString &address, quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int yes = 1;
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    socklen_t size = sizeof name;
    auto *generic = reinterpret_cast<sockaddr *>(&name);
    const bool listens = ::inet_pton(AF_INET, address.toLatin1().constData(), &name.sin_addr) == 1
        && ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 && ::bind(fd, generic, size) == 0
        && ::listen(fd, 512) == 0 && ::getsockname(fd, generic, &size) == 0;
    if (listens)
        return {fd, ntohs(name.sin_port)};
    const int code = errno;
    ::close(fd);
    errno = code;
    return {-1, 0};
}

QByteArray publicLine(ssh_key key)
{
    char *base64 = nullptr;
    ssh_pki_export_pubkey_base64(key, &base64);
    const QByteArray line = QByteArray(ssh_key_type_to_char(ssh_key_type(key))) + ' ' + base64;
    ssh_string_free_char(base64);
    return line;
}

} // namespace

class SshWorld::Private
{
public:
    void loop();
    void acceptAll(const Listener &listener);
    int pollTimeout() const;
    void wake() const;

    const SimClock *clock = nullptr;
    ssh_bind bind = nullptr;
    QByteArray hostKey;
    QString fingerprint;
    QString error;
    LoginRules rules;
    mutable QMutex mutex; ///< of what follows
    std::vector<std::unique_ptr<FakeHost>> hosts;
    QList<Listener> listeners;
    QStringList toDrop;
    int wakeFd = -1;
    std::atomic<bool> stopping = false;
    std::thread thread;
    std::list<std::unique_ptr<ServerSession>> sessions; ///< of the thread
};

SshWorld::SshWorld(const SimClock *clock, const QString &keyFolder)
    : d(std::make_unique<Private>())
{
    d->clock = clock;
    d->wakeFd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    ssh_key key = nullptr;
    const QByteArray path
        = keyFolder.isEmpty() ? QByteArray() : QFile::encodeName(keyFolder + QStringLiteral("/sim_host_key"));
    if (path.isEmpty() || ssh_pki_import_privkey_file(path.constData(), nullptr, nullptr, nullptr, &key) != SSH_OK)
        key = generateKey();
    if (!path.isEmpty() && !QFile::exists(QFile::decodeName(path))
        && (!QDir().mkpath(keyFolder)
            || ssh_pki_export_privkey_file(key, nullptr, nullptr, nullptr, path.constData()) != SSH_OK))
        d->error = QStringLiteral("cannot keep the host key in ") + keyFolder;
    d->hostKey = publicLine(key);
    unsigned char *hash = nullptr;
    size_t size = 0;
    ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size);
    char *text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
    d->fingerprint = QString::fromLatin1(text);
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);

    const bool readsConfig = false;
    d->bind = ssh_bind_new();
    ssh_bind_options_set(d->bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &readsConfig);
    ssh_bind_options_set(d->bind, SSH_BIND_OPTIONS_IMPORT_KEY, key); // takes the key
    // libssh's client forwards Unix sockets only to servers that call themselves OpenSSH.
    ssh_bind_options_set(d->bind, SSH_BIND_OPTIONS_BANNER, "OpenSSH_9.2p1-opsdeck-sim");
}

SshWorld::~SshWorld()
{
    stop();
    for (const Listener &listener : std::as_const(d->listeners))
        ::close(listener.fd);
    ssh_bind_free(d->bind);
    ::close(d->wakeFd);
}

FakeHost *SshWorld::addHost(const QString &name, const QString &address, quint16 port)
{
    const auto [fd, bound] = listenOn(address, port);
    const QMutexLocker lock(&d->mutex);
    if (fd < 0) {
        d->error = QStringLiteral("%1:%2: %3").arg(address).arg(port).arg(QString::fromLocal8Bit(std::strerror(errno)));
        return nullptr;
    }
    d->hosts.push_back(std::make_unique<FakeHost>(name, address, bound, d->clock));
    d->listeners.append({fd, d->hosts.back().get()});
    d->wake();
    return d->hosts.back().get();
}

FakeHost *SshWorld::host(const QString &name) const
{
    const QMutexLocker lock(&d->mutex);
    for (const auto &host : d->hosts)
        if (host->name() == name)
            return host.get();
    return nullptr;
}

QList<FakeHost *> SshWorld::hosts() const
{
    const QMutexLocker lock(&d->mutex);
    QList<FakeHost *> all;
    for (const auto &host : d->hosts)
        all.append(host.get());
    return all;
}

QString SshWorld::errorText() const
{
    const QMutexLocker lock(&d->mutex);
    return d->error;
}

void SshWorld::allowKey(const QByteArray &line)
{
    const QByteArrayList parts = line.simplified().split(' ');
    const QMutexLocker lock(&d->rules.mutex);
    d->rules.keys.append(parts.value(0) + ' ' + parts.value(1));
}

void SshWorld::allowPassword(const QString &password)
{
    const QMutexLocker lock(&d->rules.mutex);
    d->rules.anyPassword = d->rules.anyPassword || password.isEmpty();
    d->rules.passwords.append(password);
}

bool SshWorld::writeClientKey(const QString &path)
{
    ssh_key key = generateKey();
    allowKey(publicLine(key));
    const QByteArray name = QFile::encodeName(path);
    const bool written = ssh_pki_export_privkey_file(key, nullptr, nullptr, nullptr, name.constData()) == SSH_OK
        && QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    ssh_key_free(key);
    return written;
}

QByteArray SshWorld::knownHostsLine(const FakeHost &host) const
{
    const QByteArray address = host.address().toLatin1();
    const QByteArray name = host.port() == 22 ? address : '[' + address + "]:" + QByteArray::number(host.port());
    return name + ' ' + d->hostKey + '\n';
}

QByteArray SshWorld::knownHosts() const
{
    QByteArray lines;
    const auto all = hosts();
    for (const FakeHost *host : all)
        lines += knownHostsLine(*host);
    return lines;
}

QString SshWorld::fingerprint() const
{
    return d->fingerprint;
}

void SshWorld::start()
{
    if (d->thread.joinable())
        return;
    d->stopping = false;
    d->thread = std::thread([this] { d->loop(); });
}

void SshWorld::stop()
{
    if (!d->thread.joinable())
        return;
    d->stopping = true;
    d->wake();
    d->thread.join();
}

void SshWorld::dropConnections(const QString &host)
{
    const QMutexLocker lock(&d->mutex);
    d->toDrop.append(host);
    d->wake();
}

void SshWorld::Private::wake() const
{
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(wakeFd, &one, sizeof one);
}

int SshWorld::Private::pollTimeout() const
{
    const auto now = std::chrono::steady_clock::now();
    auto wait = std::chrono::milliseconds(1000);
    for (const auto &session : sessions)
        if (const auto due = session->due())
            wait = std::min(wait, std::chrono::ceil<std::chrono::milliseconds>(std::max(*due, now) - now));
    return int(wait.count());
}

void SshWorld::Private::acceptAll(const Listener &listener)
{
    for (;;) {
        const int fd = ::accept4(listener.fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        sessions.push_back(std::make_unique<ServerSession>(bind, fd, *listener.host, rules));
    }
}

void SshWorld::Private::loop()
{
    std::vector<pollfd> polled;
    while (!stopping) {
        QList<Listener> listening;
        QStringList dropped;
        {
            const QMutexLocker lock(&mutex);
            listening = listeners;
            dropped = std::exchange(toDrop, {});
        }
        for (const auto &session : sessions)
            if (dropped.contains(session->host().name()))
                session->breakOff();
        sessions.remove_if([](const auto &session) { return session->isOver(); });
        polled.assign(1, {wakeFd, POLLIN, 0});
        for (const Listener &listener : std::as_const(listening))
            polled.push_back({listener.fd, POLLIN, 0});
        for (const auto &session : sessions)
            polled.push_back({session->socket(), session->wantedEvents(), 0});
        if (::poll(polled.data(), polled.size(), pollTimeout()) < 0)
            continue;

        quint64 ignored = 0;
        if (polled.front().revents != 0) [[maybe_unused]]
            const auto got = ::read(wakeFd, &ignored, sizeof ignored);
        // Sessions first: accepting adds to the list that the polled descriptors mirror.
        size_t index = 1 + size_t(listening.size());
        for (const auto &session : sessions) {
            if (polled.at(index++).revents != 0)
                session->readSocket();
            session->work();
        }
        for (qsizetype i = 0; i < listening.size(); ++i)
            if (polled.at(size_t(i) + 1).revents != 0)
                acceptAll(listening.at(i));
    }
    sessions.clear();
}

} // namespace opsdeck::sim

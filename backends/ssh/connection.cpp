// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/connection.h"

#include "backends/async/await.h"
#include "backends/secrets/secretstore.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr int MostTries = 12;
constexpr int FewestLogins = 4;
constexpr int MostPrograms = 16; // of Match exec, for one host
constexpr auto FirstPause = 100ms;
constexpr auto LongestPause = 2000ms;
constexpr auto PatienceInGate = 1s; // a host that hangs must not keep the others waiting in line

// Half of it by chance, so that those who were turned away together do not come back together.
std::chrono::milliseconds pauseAfter(int tries)
{
    const auto whole = std::min<std::chrono::milliseconds>(LongestPause, FirstPause * (1 << std::min(tries, 10)));
    return whole / 2 + std::chrono::milliseconds(QRandomGenerator::global()->bounded(int(whole.count() / 2) + 1));
}

QCoro::Task<Result<QList<KnownKey>>> knownKeys(
    std::shared_ptr<KnownHostsFiles> files, SshTarget target, std::stop_token stop)
{
    const auto look = [files, target] { return files->keysOf(target.knownHosts, target.knownAs); };
    auto found = co_await runOnPool(look, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    co_return std::move(*found);
}

} // namespace

SshConnection::SshConnection(QString origin, Resolve resolve, SshContext &context)
    : m_origin(std::move(origin))
    , m_resolve(std::move(resolve))
    , m_context(context)
{ }

QCoro::Task<Result<std::shared_ptr<SshSession>>> SshConnection::session(std::stop_token stop)
{
    if (m_session && m_session->isUsable())
        co_return std::shared_ptr(m_session); // QCoro 0.8 moves what it is given, members too
    Completion<std::shared_ptr<SshSession>> ready(stop);
    m_waiting.append(ready);
    if (!m_connecting)
        m_scope.start(&SshConnection::connect, this);
    co_return co_await ready;
}

QCoro::Task<void> SshConnection::connect(SshConnection *self, std::stop_token stop)
{
    self->m_connecting = true;
    self->m_unknown.reset();
    Opened opened;
    try {
        opened = co_await self->open(stop);
    } catch (const std::exception &e) { // memory ended on the way; those who wait may not do so for ever
        opened = failure(Error::Kind::Network, self->m_origin, QString::fromUtf8(e.what()));
    }
    self->m_connecting = false;
    self->m_session = opened ? *opened : nullptr;
    const auto waiting = std::exchange(self->m_waiting, {});
    for (const auto &waiter : waiting)
        waiter.finish(opened);
}

QCoro::Task<SshConnection::Opened> SshConnection::open(std::stop_token stop)
{
    const auto target = co_await resolve(stop);
    if (!target)
        co_return tl::unexpected(target.error());
    Credentials credentials;
    credentials.keys = m_context.keys;
    auto known = co_await knownKeys(m_context.knownHosts, *target, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    credentials.known = std::move(*known);
    if (!target->secret.isEmpty()) {
        const auto secret = co_await m_context.secrets.value(target->secret, stop);
        if (!secret)
            co_return tl::unexpected(secret.error());
        credentials.secret = secret->toUtf8();
    }
    std::shared_ptr<SshSession> via;
    if (target->jump) { // before the gate: those who wait for a jump host must not hold the place that it needs
        SshConnection &between = m_context.jump(*target->jump);
        const auto jumped = co_await between.session(stop);
        if (!jumped) {
            m_unknown = between.unknownKey();
            const QString detail
                = QStringLiteral("On the way, at %1: %2").arg(target->jump->address, jumped.error().detail);
            co_return failure(jumped.error().kind, m_origin, detail);
        }
        via = *jumped;
    }
    co_return co_await openThroughGate(*target, via, credentials, stop);
}

// Each Match exec on the way may lead to another one.
QCoro::Task<Result<SshTarget>> SshConnection::resolve(std::stop_token stop)
{
    Result<SshTarget> target;
    for (int round = 0; round < MostPrograms; ++round) {
        ProgramQuestions questions{m_context.programs, {}, {}};
        target = m_resolve(questions);
        m_unapproved = questions.unapproved;
        if (target || questions.toFind.isEmpty())
            break;
        if (const auto found = co_await m_context.programs.find(questions.toFind, stop); !found)
            co_return tl::unexpected(found.error());
    }
    co_return target;
}

QCoro::Task<SshConnection::Opened> SshConnection::openThroughGate(
    SshTarget target, std::shared_ptr<SshSession> via, Credentials credentials, std::stop_token stop)
{
    std::chrono::milliseconds spent{0}; // connecting and pausing, not waiting in line
    for (int tries = 1;; ++tries) {
        const auto entered = co_await m_context.logins.enter(stop);
        if (!entered)
            co_return tl::unexpected(entered.error());
        QElapsedTimer clock;
        clock.start();
        auto opened = co_await tryOnce(target, via, credentials, stop);
        spent += std::chrono::milliseconds(clock.elapsed());
        if (opened || opened.error().status != TurnedAway) {
            if (opened)
                m_context.logins.grow();
            co_return opened;
        }
        opened.error().status = 0;
        m_context.logins.shrink(FewestLogins);
        const auto pause = pauseAfter(tries);
        spent += pause;
        if (tries == MostTries || spent >= target.connectLimit)
            co_return opened;
        const auto rested = co_await sleepFor(pause, stop);
        if (!rested)
            co_return tl::unexpected(rested.error());
    }
}

// Gives its place in the gate back when it is through, or has been silent for long enough.
QCoro::Task<SshConnection::Opened> SshConnection::tryOnce(
    SshTarget target, std::shared_ptr<SshSession> via, Credentials credentials, std::stop_token stop)
{
    GatePlace place(m_context.logins);
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &patience, [&place] { place.leave(); });
    patience.start(PatienceInGate);
    co_return co_await openSession(target, via, credentials, &m_unknown, stop);
}

Result<SshTarget> SshContext::resolve(const HostSpec &spec, ProgramQuestions &questions)
{
    const auto read = config.read();
    if (!read)
        return tl::unexpected(read.error());
    const auto others = [this](const QString &name) {
        const auto found = hosts.find(name);
        return found == hosts.end() ? nullptr : &found->second;
    };
    return resolveTarget(spec, *read, person, others, &questions);
}

SshConnection &SshContext::jump(const SshTarget &target)
{
    auto &connection = jumps[target.key()];
    if (!connection)
        connection = std::make_unique<SshConnection>(
            target.origin, [target](ProgramQuestions &) { return Result<SshTarget>(target); }, *this);
    return *connection;
}

} // namespace opsdeck

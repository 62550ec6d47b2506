// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/fakehost.h"

#include "tests/sim/http/contractproxy.h"

namespace opsdeck::sim {

FakeHost::FakeHost(QString name, QString address, quint16 port, const SimClock *clock)
    : m_name(std::move(name))
    , m_address(std::move(address))
    , m_port(port)
    , m_engine(clock)
    , m_engineServer(hasContractProxy() ? std::make_unique<EngineServer>(m_engine) : nullptr)
{ }

void FakeHost::setFile(const QString &path, const QByteArray &content, int mode)
{
    const QMutexLocker lock(&m_mutex);
    m_files.insert(path, {content, mode});
}

std::optional<FakeHost::File> FakeHost::file(const QString &path) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_files.find(path);
    return found == m_files.end() ? std::nullopt : std::optional(*found);
}

void FakeHost::removeFile(const QString &path)
{
    const QMutexLocker lock(&m_mutex);
    m_files.remove(path);
}

QStringList FakeHost::filesUnder(const QString &folder) const
{
    const QMutexLocker lock(&m_mutex);
    QStringList paths;
    for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
        if (file.key().startsWith(folder))
            paths.append(file.key());
    }
    return paths;
}

void FakeHost::setSilent(bool silent)
{
    const QMutexLocker lock(&m_mutex);
    m_silent = silent;
}

bool FakeHost::isSilent() const
{
    const QMutexLocker lock(&m_mutex);
    return m_silent;
}

void FakeHost::setStepDelay(std::chrono::milliseconds delay)
{
    const QMutexLocker lock(&m_mutex);
    m_stepDelay = delay;
}

std::chrono::milliseconds FakeHost::stepDelay() const
{
    const QMutexLocker lock(&m_mutex);
    return m_stepDelay;
}

void FakeHost::setComposePlugin(bool there)
{
    const QMutexLocker lock(&m_mutex);
    m_composePlugin = there;
}

bool FakeHost::hasComposePlugin() const
{
    const QMutexLocker lock(&m_mutex);
    return m_composePlugin;
}

void FakeHost::setExecGate(std::shared_ptr<QSemaphore> gate)
{
    const QMutexLocker lock(&m_mutex);
    m_execGate = std::move(gate);
}

std::shared_ptr<QSemaphore> FakeHost::execGate() const
{
    const QMutexLocker lock(&m_mutex);
    return m_execGate;
}

void FakeHost::note(const QByteArray &command, const QByteArray &signal)
{
    const QMutexLocker lock(&m_mutex);
    if (signal.isEmpty())
        m_commands.append(command);
    else
        m_signals.append(signal);
}

QList<QByteArray> FakeHost::commands() const
{
    const QMutexLocker lock(&m_mutex);
    return m_commands;
}

QList<QByteArray> FakeHost::signalsReceived() const
{
    const QMutexLocker lock(&m_mutex);
    return m_signals;
}

void FakeHost::countLogin()
{
    const QMutexLocker lock(&m_mutex);
    ++m_logins;
}

int FakeHost::logins() const
{
    const QMutexLocker lock(&m_mutex);
    return m_logins;
}

} // namespace opsdeck::sim

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/demoworld.h"

#include <QCoreApplication>
#include <QDir>

namespace opsdeck {

namespace {

QString simulatorPath()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/opsdeck-sim");
}

} // namespace

DemoWorld::DemoWorld(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoWorld::readLine);
    connect(&m_process, &QProcess::errorOccurred, this, [this] {
        Q_EMIT failed({Error::Kind::Usage, simulatorPath(), m_process.errorString(), 0, {}});
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        Q_EMIT failed({Error::Kind::BadAnswer, simulatorPath(),
            QString::fromUtf8(m_process.readAllStandardError().right(1000)), m_process.exitCode(), {}});
    });
}

DemoWorld::~DemoWorld()
{
    m_process.disconnect(this);
    m_process.closeWriteChannel(); // its sign to end
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(2000))
        m_process.kill();
}

void DemoWorld::start()
{
    if (!QDir().mkpath(workspaceFolder()))
        return Q_EMIT failed({Error::Kind::Storage, workspaceFolder(), QStringLiteral("cannot be made"), 0, {}});
    m_process.start(simulatorPath(), {QStringLiteral("--workspace"), workspaceFolder()});
}

QString DemoWorld::workspaceFolder() const
{
    return m_folder.filePath(QStringLiteral("workspace"));
}

QString DemoWorld::dataFolder() const
{
    return m_folder.filePath(QStringLiteral("data"));
}

void DemoWorld::readLine()
{
    while (m_process.canReadLine()) {
        if (m_process.readLine().startsWith("ready "))
            Q_EMIT ready();
    }
}

} // namespace opsdeck

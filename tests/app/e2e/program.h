// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <csignal>

namespace opsdeck::testing {

/// The real program, run as a person or a script runs it, with folders of its own. What it says is kept, line by line
/// where it is JSON.
class Program
{
public:
    explicit Program(const QString &home)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OPSDECK_DATA_HOME"), home + QStringLiteral("/data"));
        environment.insert(QStringLiteral("OPSDECK_CONFIG_HOME"), home + QStringLiteral("/config"));
        m_process.setProcessEnvironment(environment);
    }
    ~Program() { kill(); }

    void start(const QStringList &arguments)
    {
        m_process.start(qEnvironmentVariable("OPSDECK_BINARY_DIR") + QStringLiteral("/bin/opsdeck"), arguments,
            QIODevice::ReadOnly);
    }

    /// The exit status; -1 where it crashed or did not end in time.
    int end(int timeoutMs = 100'000)
    {
        const auto hasEnded = [this] { return m_process.state() == QProcess::NotRunning; };
        if (!QTest::qWaitFor(hasEnded, timeoutMs))
            return -1;
        read();
        m_out += m_process.readAllStandardOutput(); // without the end of its line
        m_err += m_process.readAllStandardError();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    /// Waits until that step of that host is in that state; false where the program ended before.
    bool reaches(const QString &host, const QString &step, const QString &state)
    {
        const auto hasReached = [&] {
            read();
            return !event(host, step, state).isEmpty() || m_process.state() == QProcess::NotRunning;
        };
        return QTest::qWaitFor(hasReached, 60'000) && m_process.state() != QProcess::NotRunning;
    }

    void interrupt() { ::kill(static_cast<pid_t>(m_process.processId()), SIGINT); }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// The first line of that type: plan, result, error. Empty where there is none.
    QJsonObject line(const QString &type) const
    {
        for (const QJsonObject &each : m_lines) {
            if (each[QStringLiteral("type")].toString() == type)
                return each;
        }
        return {};
    }

    QList<QJsonObject> lines(const QString &type) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &each : m_lines) {
            if (each[QStringLiteral("type")].toString() == type)
                found.append(each);
        }
        return found;
    }

    /// Whatever it wrote was whole JSON objects of a known type, a line each.
    bool saidOnlyJson() const
    {
        return !m_lines.isEmpty() && m_out.endsWith('\n')
            && std::all_of(m_lines.cbegin(), m_lines.cend(),
                [](const QJsonObject &each) { return !each[QStringLiteral("type")].toString().isEmpty(); });
    }

    QJsonObject event(const QString &host, const QString &step, const QString &state) const
    {
        for (const QJsonObject &each : m_lines) {
            if (each[QStringLiteral("host")].toString() == host && each[QStringLiteral("step")].toString() == step
                && each[QStringLiteral("state")].toString() == state)
                return each;
        }
        return {};
    }

    /// The hosts of which anything was said to be done.
    QStringList touchedHosts() const
    {
        QStringList hosts;
        for (const QJsonObject &each : m_lines) {
            const QString host = each[QStringLiteral("host")].toString();
            if (!host.isEmpty() && !hosts.contains(host))
                hosts.append(host);
        }
        return hosts;
    }

    QByteArray out() const { return m_out; } ///< as it was written
    QByteArray err() const { return m_err; }

private:
    void read()
    {
        m_process.setReadChannel(QProcess::StandardOutput);
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine();
            m_out += line;
            m_lines.append(QJsonDocument::fromJson(line).object());
        }
    }

    QProcess m_process;
    QList<QJsonObject> m_lines;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace opsdeck::testing

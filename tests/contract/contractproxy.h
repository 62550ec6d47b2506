// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace opsdeck::testing {

/// proxy.mjs, running. Its packages are installed into the build folder once.
class ContractProxy
{
public:
    ContractProxy();
    ~ContractProxy();

    /// False where something outside is absent; `why` says what.
    bool isPossible(QString *why);
    bool start();
    QByteArray log() { return m_process.readAllStandardError(); }

    enum class Requests
    {
        Judged,
        Any, ///< the suite asks wrongly on purpose
    };
    /// What OPSDECK_CONTRACT_PROXY has to be for a suite.
    QString address(const QString &suite, Requests requests) const;
    QJsonObject report() const;

private:
    bool installPackages(QString *why) const;

    const QString m_source; ///< of the proxy
    const QString m_specs;
    const QString m_folder; ///< where its packages are
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/leasestore.h"
#include "models/ports/host.h"

namespace opsdeck {

/// Leases as files in a folder of a host, for consoles that share nothing else. Every operation is one command there,
/// of POSIX sh, ln and mktemp (busybox has them); the clock is the host's own, and may be off by hours.
class HostLeases final : public LeaseStore
{
public:
    /// `folder` is absolute, and made when it is first needed. Every account that takes leases has to be allowed to
    /// write there. `host` lives longer; `name` is how people call it.
    HostLeases(Host &host, QString name, QString folder);

    QCoro::Task<Result<LeaseRecord>> read(EnvironmentId environment, std::stop_token stop) override;
    QCoro::Task<Result<bool>> put(
        EnvironmentId environment, qint64 after, QByteArray content, std::stop_token stop) override;
    QString place(const EnvironmentId &environment) const override;

private:
    QCoro::Task<Result<ExecResult>> run(ExecRequest request, std::stop_token stop);
    Error failed(const ExecResult &result) const;

    Host &m_host;
    QString m_name;
    QString m_folder;
};

} // namespace opsdeck

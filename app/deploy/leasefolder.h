// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/leasestore.h"

namespace opsdeck {

/// Leases as files in a folder that the consoles share: on this machine, or on NFS. Needs link(2), so a share that
/// knows no hard links (most of SMB) is told as an error. The clock is that of whoever writes the files: the file
/// server's on NFS.
class LeaseFolder final : public LeaseStore
{
public:
    /// Made when it is first needed. Everybody who takes leases has to be allowed to write there.
    explicit LeaseFolder(QString folder);

    QCoro::Task<Result<LeaseRecord>> read(EnvironmentId environment, std::stop_token stop) override;
    QCoro::Task<Result<bool>> put(
        EnvironmentId environment, qint64 after, QByteArray content, std::stop_token stop) override;
    QString place(const EnvironmentId &environment) const override;

private:
    QString m_folder;
};

} // namespace opsdeck

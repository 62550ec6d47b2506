// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connect/connectservice.h"
#include "backends/async/iothread.h"
#include "models/domain/redaction.h"

namespace opsdeck {

/// From this computer, on a thread of its own: it works before any workspace is open.
class LocalConnectService : public ConnectService
{
    Q_OBJECT

public:
    explicit LocalConnectService(QString configFolder, Redaction redaction = {}, QObject *parent = nullptr);
    ~LocalConnectService() override;

    QFuture<Result<ConnectAnswer>> test(ConnectDraft draft) override;
    QFuture<Result<void>> trust(ConnectDraft draft, HostKeyOffer offer) override;
    QFuture<Result<void>> add(QString folder, ConnectDraft draft) override;

private:
    const QString m_configFolder;
    Redaction m_redaction; ///< learns what is typed
    IoThread m_io;
    std::unique_ptr<TaskScope> m_scope; // lives on the I/O thread
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/notify/messageservice.h"

#include <memory>
#include <vector>

namespace opsdeck {

class IoThread;
class Outside;
class TaskScope;

/// The service of this process. Asks for the role of those who handle alerts, and whether the workspace lets this desk
/// send; hands messages to a sender a target on the I/O thread.
class LocalMessageService : public MessageService
{
    Q_OBJECT

public:
    /// `outside` lives on the I/O thread; all outlive the service. `actor` is "user@machine".
    LocalMessageService(const Workspace &workspace, IoThread &io, Outside &outside, QString actor);
    ~LocalMessageService() override;

    Result<void> maySend() const override;
    QFuture<Result<webhook::Sent>> send(QString target, OutgoingMessage message) override;

private:
    const Workspace &m_workspace;
    IoThread &m_io;
    const QString m_actor;
    std::unique_ptr<TaskScope> m_scope; // both live on the I/O thread
    std::vector<std::unique_ptr<webhook::Sender>> m_senders;
};

} // namespace opsdeck

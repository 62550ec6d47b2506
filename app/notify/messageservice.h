// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/webhook/sender.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// Brings messages to the targets of the workspace. GUI thread; the work happens on the I/O thread.
class MessageService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Nothing where this desk may send; else why it may not.
    virtual Result<void> maySend() const = 0;
    /// Answered when the target took it, or when there is no more hope.
    virtual QFuture<Result<webhook::Sent>> send(QString target, OutgoingMessage message) = 0;
};

} // namespace opsdeck

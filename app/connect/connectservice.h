// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connectdraft.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// Tries connections before they are part of a workspace, and adds them to one. GUI thread.
class ConnectService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks who answers there, with the draft's own secret; writes nothing.
    virtual QFuture<Result<ConnectAnswer>> test(ConnectDraft draft) = 0;
    /// A person has compared the fingerprint and said yes.
    virtual QFuture<Result<void>> trust(ConnectDraft draft, HostKeyOffer offer) = 0;
    /// Keeps the secret, then adds the target to opsdeck.yaml in `folder`; the rest of that file stays as it is
    /// written. In a folder that has no workspace one is begun, named after the folder.
    virtual QFuture<Result<void>> add(QString folder, ConnectDraft draft) = 0;
};

} // namespace opsdeck

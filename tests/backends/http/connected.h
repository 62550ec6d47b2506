// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "backends/sourcekinds.h"
#include "tests/backends/http/faultserver.h"

#include <QTemporaryDir>

namespace opsdeck::testing {

/// A server that lies, and what a source needs to talk to it.
struct Connected
{
    FaultServer server;
    QTemporaryDir folder;
    http::Client client{std::chrono::milliseconds(40)};
    SecretStore secrets{folder.path()};

    Connection connection(const QString &kind) const
    {
        Connection made;
        made.id = SourceId(QStringLiteral("src"));
        made.kind = kind;
        made.url = QString::fromUtf8(server.baseUrl());
        return made;
    }
    std::unique_ptr<Source> source(const Connection &to) { return makeSource({to, client, secrets}); }

    /// Answers by the part of the target before its query; 404 for all others.
    void serve(QHash<QByteArray, QByteArray> bodies)
    {
        server.answerWith([bodies = std::move(bodies)](const FaultServer::Seen &request) {
            const QByteArray path = request.target.left((request.target + '?').indexOf('?'));
            return bodies.contains(path) ? FaultServer::ok(bodies.value(path)) : FaultServer::status(404);
        });
    }
};

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"
#include "models/domain/delivery.h"

namespace opsdeck::webhook {

// What each kind of target is sent, as its vendor publishes it. Robots get plain text, in which nothing that an alert
// says is markup, a link or a call to everybody.

/// One message, ready for the wire.
struct Letter
{
    QByteArray body;
    QList<http::Header> headers;
    QByteArray query; ///< to be added to the address; empty = nothing
};

/// `kind` is webhook, wecom, dingtalk or feishu; `secret` signs, empty = unsigned (WeCom knows no signature: its
/// address is the key). Long messages lose their last lines, never their title and id.
Letter letterOf(const QString &kind, const OutgoingMessage &message, const QString &secret, const QDateTime &now);

/// Of the milliseconds since 1970, as it goes into the query before percent-encoding.
QByteArray dingTalkSign(qint64 milliseconds, const QString &secret);
/// Of the seconds since 1970, as it goes into the body.
QByteArray feishuSign(qint64 seconds, const QString &secret);
/// Of a generic message: hex, over "seconds.body".
QByteArray webhookSign(qint64 seconds, const QByteArray &body, const QString &secret);

} // namespace opsdeck::webhook

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/simserver.h"

#include <QHash>

namespace opsdeck::sim {

/// The group robots of WeCom, DingTalk and Feishu, and a plain hook, behind one port. Strict: a message is taken only
/// with the right key and signature, in the published form, within its length and not more than twenty a minute; else
/// it is refused as each of them does, most of the time with HTTP 200.
class RobotSim : public SimServer
{
public:
    /// What a robot showed in its group, or a hook was told.
    struct Message
    {
        QString robot; ///< wecom, dingtalk, feishu, hook
        QString text; ///< of a hook: the whole body
        QDateTime at;
        QByteArray id; ///< of a hook: its Idempotency-Key
    };

    using SimServer::SimServer;

    // Whole addresses, as they are copied from a robot's page.
    QString weCom() const { return QString::fromLatin1(url() + "/cgi-bin/webhook/send?key=" + weComKey); }
    QString dingTalk() const { return QString::fromLatin1(url() + "/robot/send?access_token=" + dingTalkToken); }
    QString feishu() const { return QString::fromLatin1(url() + "/open-apis/bot/v2/hook/" + feishuToken); }
    QString hook() const { return QString::fromLatin1(url() + "/alerts"); }

    /// Empty = messages need no signature.
    void setSecret(const QByteArray &secret) { m_secret = secret; }
    const QList<Message> &messages() const { return m_messages; }
    void forget() { m_messages.clear(); }

    const QByteArray weComKey = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
    const QByteArray dingTalkToken = "566cc69da782ec33e42541b09b08551f09fbe864eb8008112e994b43887";
    const QByteArray feishuToken = "b9e6a1c3-2f3d-4c1b-8f4e-6ab2c9d0e7f1";

protected:
    HttpAnswer answer(const HttpRequest &request) override;

private:
    HttpAnswer answerWeCom(const HttpRequest &request);
    HttpAnswer answerDingTalk(const HttpRequest &request);
    HttpAnswer answerFeishu(const HttpRequest &request);
    HttpAnswer answerHook(const HttpRequest &request);
    bool isTooMuch(const QString &robot) const;
    void take(const QString &robot, const QString &text, const QByteArray &id = {});

    QByteArray m_secret;
    QList<Message> m_messages;
};

} // namespace opsdeck::sim

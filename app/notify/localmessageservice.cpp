// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/localmessageservice.h"

#include "app/deploy/processowner.h"
#include "app/people/permission.h"
#include "app/sync/outside.h"
#include "backends/async/iothread.h"

#include <algorithm>

namespace opsdeck {

namespace {

QCoro::Task<Result<webhook::Sent>> sendOn(webhook::Sender *sender, OutgoingMessage message, std::stop_token stop)
{
    co_return co_await sender->send(std::move(message), std::move(stop));
}

} // namespace

LocalMessageService::LocalMessageService(const Workspace &workspace, IoThread &io, Outside &outside, QString actor)
    : m_workspace(workspace)
    , m_io(io)
    , m_actor(std::move(actor))
{
    m_io.call([&] {
        m_scope = std::make_unique<TaskScope>();
        for (const NotifyTarget &target : workspace.notifyTargets)
            m_senders.push_back(std::make_unique<webhook::Sender>(target, outside.http(), outside.secrets()));
    });
}

LocalMessageService::~LocalMessageService()
{
    m_io.call([this] {
        m_scope.reset();
        m_senders.clear();
    });
}

Result<void> LocalMessageService::maySend() const
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::HandleAlerts); !permitted)
        return permitted;
    if (mayTell(m_workspace.notify, m_actor))
        return {};
    return failure(Error::Kind::Refused, m_actor,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "The workspace lets other desks send: %1"),
            {m_workspace.notify.from.join(QStringLiteral(", "))}));
}

QFuture<Result<webhook::Sent>> LocalMessageService::send(QString target, OutgoingMessage message)
{
    const auto refuse
        = [](const Error &error) { return QtFuture::makeReadyFuture<Result<webhook::Sent>>(tl::unexpected(error)); };
    if (const auto permitted = maySend(); !permitted)
        return refuse(permitted.error());
    const auto sender = std::find_if(m_senders.cbegin(), m_senders.cend(),
        [&target](const auto &one) { return one->target().way.id.text() == target; });
    if (sender == m_senders.cend())
        return refuse({Error::Kind::NotFound, target});
    return m_io.run<webhook::Sent>(m_scope.get(), sendOn, sender->get(), std::move(message));
}

} // namespace opsdeck

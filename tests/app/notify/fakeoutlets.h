// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/notify/desktopnotes.h"
#include "app/notify/messageservice.h"
#include "backends/sound/soundplayer.h"
#include "models/ports/store.h"
#include "tests/app/features/fakestores.h"

namespace opsdeck::testing {

/// Takes what is sent, or fails as a test says.
class FakeMessages : public MessageService
{
public:
    QList<std::pair<QString, OutgoingMessage>> m_sent;
    std::optional<Error> m_refusal; ///< this desk may not
    webhook::Sent m_answer{{}, 1, {}};

    Result<void> maySend() const override
    {
        return m_refusal ? Result<void>(tl::unexpected<Error>(*m_refusal)) : Result<void>();
    }
    QFuture<Result<webhook::Sent>> send(QString target, OutgoingMessage message) override
    {
        m_sent.append({target, message});
        webhook::Sent sent = m_answer;
        sent.at = QDateTime::currentDateTimeUtc();
        return ready(Result<webhook::Sent>(sent));
    }
};

class FakeNotes : public DesktopNotes
{
public:
    QList<DesktopNote> m_shown;

    QFuture<Result<void>> show(DesktopNote note) override
    {
        m_shown.append(note);
        return ready(Result<void>());
    }
};

class FakeSounds : public SoundPlayer
{
public:
    QList<Severity> m_played;

    QFuture<Result<void>> play(Severity severity) override
    {
        m_played.append(severity);
        return ready(Result<void>());
    }
};

class FakeCare : public StoreCare
{
public:
    StoreReport m_report;

    StoreReport report() const override { return m_report; }
};

} // namespace opsdeck::testing

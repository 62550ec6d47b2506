// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "models/domain/tellingreport.h"
#include "models/domain/workspace.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace opsdeck {

class AlertWatch;
class DesktopNotes;
class Ledger;
class MessageService;
class SoundPlayer;
class StoreCare;
struct DesktopNote;

/// What the service uses. The references outlive it.
struct NotifyContext
{
    const Workspace &workspace;
    AlertWatch &alerts;
    Ledger &ledger;
    StoreCare &care;
    MessageService &messages;
    DesktopNotes &notes;
    SoundPlayer &sounds;
    QString actor; ///< user@machine
};

/// Tells people. Holds each new wall against the rules, off the GUI thread, and brings what they say to popups, sounds
/// and targets; what left the desk stands in the ledger. Of several instances on one workspace only the one that writes
/// the store speaks. GUI thread.
class NotifyService : public QObject
{
    Q_OBJECT

public:
    explicit NotifyService(const NotifyContext &context, QObject *parent = nullptr);

    void setVoice(const DeskVoice &voice);
    /// What the person looks at, as text of a filter: other alerts make no sound. Asked when something is to be told.
    void setView(std::function<QString()> view) { m_view = std::move(view); }
    /// No sound and no popup of this desk until then; an invalid time ends it. Targets hear of everything: others rely
    /// on them.
    void muteUntil(const QDateTime &time);
    void test(const QString &outlet);

    TellingReport report() const;

Q_SIGNALS:
    void changed(); ///< the report
    void openRequested(const QString &place); ///< on the alerts page; a popup was clicked

private:
    void readLog();
    void decide();
    void take(const NotifyStep &step);
    void tell(const Notification &notification, const QString &outlet);
    void popUp(const OutgoingMessage &message);
    void sound(const OutgoingMessage &message, Severity severity);
    void send(const OutgoingMessage &message, const QString &target);
    void note(Delivery delivery, const Result<void> &answer);
    bool speaks() const;
    bool isMuted() const;

    NotifyContext m_context;
    const QList<NotifyRule> m_rules;
    std::function<QString()> m_view;
    DeskVoice m_voice;
    QDateTime m_mutedUntil;
    NotifyState m_state;
    QList<Delivery> m_deliveries; ///< newest first
    Coalescer m_deciding;
    QTimer m_next;
    QTimer m_muteEnds;
};

} // namespace opsdeck

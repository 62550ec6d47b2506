// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/notifyservice.h"

#include "app/features/alertwatch.h"
#include "app/notify/desktopnotes.h"
#include "app/notify/messageservice.h"
#include "backends/sound/soundplayer.h"
#include "models/items/errortext.h"
#include "models/items/notifytext.h"
#include "models/ports/handover.h"
#include "models/ports/onresult.h"
#include "models/ports/store.h"

#include <QUuid>

#include <limits>

namespace opsdeck {

namespace {

constexpr int LogDays = 7;
constexpr qsizetype MostDeliveries = 200;
constexpr qsizetype LinesOfPopup = 6;

Result<NotifyStep> stepOf(const NotifyState &before, const AlertWall &wall, const QList<NotifyRule> &rules,
    const QString &view, const QDateTime &now)
{
    return notifyStep(before, wall, rules, AlertFilter::parse(view, now), now, QTimeZone::systemTimeZone());
}

void startFor(QTimer &timer, const QDateTime &end)
{
    if (!end.isValid())
        return timer.stop();
    constexpr qint64 longest = std::numeric_limits<int>::max();
    const qint64 wait = QDateTime::currentDateTimeUtc().msecsTo(end) + 1;
    timer.start(static_cast<int>(std::clamp<qint64>(wait, 0, longest)));
}

} // namespace

NotifyService::NotifyService(const NotifyContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_rules(rulesOf(context.workspace.notify))
    , m_deciding([this] { decide(); })
{
    for (QTimer *timer : {&m_next, &m_muteEnds})
        timer->setSingleShot(true);
    connect(&context.alerts, &AlertWatch::wallChanged, this, [this] { m_deciding.request(); });
    connect(&m_next, &QTimer::timeout, this, [this] { m_deciding.request(); });
    connect(&m_muteEnds, &QTimer::timeout, this, [this] { muteUntil({}); });
    connect(&context.care, &StoreCare::changed, this, &NotifyService::changed);
    connect(&context.notes, &DesktopNotes::activated, this, &NotifyService::openRequested);
    readLog();
}

void NotifyService::readLog()
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-LogDays);
    onResult(m_context.ledger.entriesAbout(QStringLiteral("notify"), since), this,
        [this](const Result<QList<LedgerEntry>> &entries) {
            if (!entries)
                return;
            const QList<LedgerEntry> newest = entries->mid(std::max<qsizetype>(0, entries->size() - MostDeliveries));
            QList<Delivery> known;
            for (const LedgerEntry &entry : newest) {
                if (const auto delivery = deliveryOf(entry))
                    known.prepend(*delivery);
            }
            m_deliveries += known; // older than what was told meanwhile
            Q_EMIT changed();
        });
}

void NotifyService::setVoice(const DeskVoice &voice)
{
    if (std::exchange(m_voice, voice) != voice)
        Q_EMIT changed();
}

void NotifyService::muteUntil(const QDateTime &time)
{
    m_mutedUntil = time;
    startFor(m_muteEnds, time);
    Q_EMIT changed();
}

bool NotifyService::speaks() const
{
    return !m_context.care.report().isReadOnly();
}

bool NotifyService::isMuted() const
{
    return m_mutedUntil > QDateTime::currentDateTimeUtc();
}

TellingReport NotifyService::report() const
{
    TellingReport report{.rules = m_rules,
        .targets = {},
        .deliveries = m_deliveries,
        .voice = m_voice,
        .mutedUntil = isMuted() ? m_mutedUntil : QDateTime(),
        .speaks = speaks()};
    for (const NotifyTarget &target : m_context.workspace.notifyTargets)
        report.targets.append({target.way.id.text(), target.way.kind, target.addressSecret});
    if (const auto may = m_context.messages.maySend(); !may)
        report.whyNotOut = may.error().said();
    return report;
}

void NotifyService::decide()
{
    if (!m_context.alerts.hasWall() || !speaks())
        return m_deciding.finished();
    const auto step = onPool(stepOf, m_state, m_context.alerts.wall(), m_rules, m_view ? m_view() : QString(),
        QDateTime::currentDateTimeUtc());
    onResult(step, this, [this](const Result<NotifyStep> &result) {
        if (result)
            take(*result);
        m_deciding.finished();
    });
}

void NotifyService::take(const NotifyStep &step)
{
    m_state = step.state;
    startFor(m_next, step.next);
    for (const Notification &notification : step.tell) {
        for (const QString &outlet : notification.outlets)
            tell(notification, outlet);
    }
}

void NotifyService::tell(const Notification &notification, const QString &outlet)
{
    const OutgoingMessage message = messageOf(notification, QDateTime::currentDateTimeUtc());
    if (outlet == DesktopOutlet) {
        if (m_voice.popups)
            popUp(message);
    } else if (outlet == SoundOutlet) {
        if (notification.heard && m_voice.hears(*notification.heard))
            sound(message, *notification.heard);
    } else if (m_context.messages.maySend()) {
        send(message, outlet);
    }
}

void NotifyService::popUp(const OutgoingMessage &message)
{
    Delivery delivery = deliveryOf(message, DesktopOutlet.toString(), QDateTime::currentDateTimeUtc());
    if (isMuted() && !message.facts.isTest) {
        delivery.outcome = Delivery::Outcome::Muted;
        return note(delivery, {});
    }
    QStringList lines = message.lines.mid(0, LinesOfPopup);
    if (message.lines.size() > LinesOfPopup)
        lines.append(QStringLiteral("…"));
    const QString place = message.facts.alerts.isEmpty() ? QString() : message.facts.alerts.first().key;
    const DesktopNote popup{message.title, lines.join(u'\n'), message.facts.worst(), place};
    onResult(
        m_context.notes.show(popup), this, [this, delivery](const Result<void> &answer) { note(delivery, answer); });
}

void NotifyService::sound(const OutgoingMessage &message, Severity severity)
{
    Delivery delivery = deliveryOf(message, SoundOutlet.toString(), QDateTime::currentDateTimeUtc());
    if (isMuted() && !message.facts.isTest) {
        delivery.outcome = Delivery::Outcome::Muted;
        return note(delivery, {});
    }
    onResult(m_context.sounds.play(severity), this,
        [this, delivery](const Result<void> &answer) { note(delivery, answer); });
}

void NotifyService::send(const OutgoingMessage &message, const QString &target)
{
    onResult(
        m_context.messages.send(target, message), this, [this, message, target](const Result<webhook::Sent> &sent) {
            const QDateTime at = sent ? sent->at : QDateTime::currentDateTimeUtc();
            Delivery delivery = deliveryOf(message, target, at);
            delivery.attempts = sent ? sent->attempts : 0;
            note(delivery, sent ? sent->answer : Result<void>(tl::unexpected(sent.error())));
        });
}

void NotifyService::note(Delivery delivery, const Result<void> &answer)
{
    if (!answer) {
        delivery.outcome = Delivery::Outcome::Failed;
        delivery.error = oneLine(errorText(answer.error()) + u' ' + rawText(answer.error()), 500);
    }
    m_deliveries.prepend(delivery);
    m_deliveries.resize(std::min(m_deliveries.size(), MostDeliveries));
    // What stays on this desk is nobody else's business.
    const bool isOut = delivery.outlet != DesktopOutlet && delivery.outlet != SoundOutlet;
    if (isOut && delivery.attempts > 0)
        m_context.ledger.append(entryOf(delivery, m_context.actor));
    Q_EMIT changed();
}

void NotifyService::test(const QString &outlet)
{
    Notification notification{.id = QUuid::createUuid().toString(QUuid::Id128).left(12),
        .rule = QStringLiteral("test"),
        .outlets = {outlet},
        .at = QDateTime::currentDateTimeUtc(),
        .isTest = true};
    notification.heard = Severity::Warning;
    OutgoingMessage message = messageOf(notification, notification.at);
    //: %1 is a user and a machine
    message.lines = {tr("Sent by %1 to see whether messages arrive.").arg(m_context.actor)};
    if (outlet == DesktopOutlet)
        popUp(message);
    else if (outlet == SoundOutlet)
        sound(message, Severity::Warning);
    else
        send(message, outlet);
}

} // namespace opsdeck

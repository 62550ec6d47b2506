// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/notifytext.h"

#include "models/items/alerttext.h"
#include "models/items/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace opsdeck {

namespace {

struct NotifyText
{
    Q_DECLARE_TR_FUNCTIONS(NotifyText)
};

constexpr qsizetype LongestName = 80;
constexpr qsizetype LongestSummary = 160;

QString whyText(const NotifiedAlert &alert)
{
    switch (alert.why) {
    case NotifiedAlert::Why::New:
        return {};
    case NotifiedAlert::Why::Raised:
        //: of an alert: its severity went up
        return NotifyText::tr("worse now");
    case NotifiedAlert::Why::Again:
        //: of an alert: nobody has acknowledged it
        return NotifyText::tr("still nobody's");
    case NotifiedAlert::Why::Resolved:
        //: of an alert
        return NotifyText::tr("resolved");
    }
    return {};
}

QString whatText(const Notification &notification)
{
    const QString counts = countsText(notification.counts);
    if (notification.isTest)
        return NotifyText::tr("a test, nothing burns");
    if (notification.atStart)
        //: %1 is a list of counts such as "2 critical, 1 warning"
        return NotifyText::tr("already burning: %1").arg(counts);
    if (notification.isStorm())
        //: %n alerts that began together; %1 is a list of counts such as "2 critical, 1 warning"
        return NotifyText::tr("%n alert(s) at once: %1", nullptr, notification.fresh).arg(counts);
    QStringList parts;
    if (notification.fresh > 0)
        parts.append(NotifyText::tr("%n new", "alerts", notification.fresh));
    if (notification.raised > 0)
        parts.append(NotifyText::tr("%n worse now", "alerts", notification.raised));
    if (notification.again > 0)
        parts.append(NotifyText::tr("%n still nobody's", "alerts", notification.again));
    if (notification.resolved > 0)
        parts.append(NotifyText::tr("%n resolved", "alerts", notification.resolved));
    //: between the parts of a list such as "2 new, 1 resolved"
    QString text = parts.join(NotifyText::tr(", "));
    if (!counts.isEmpty())
        text += QStringLiteral(" (%1)").arg(counts);
    return text;
}

QString spanText(const Notification &notification, const QDateTime &now)
{
    if (notification.fresh < 2 || notification.first == notification.last)
        return {};
    //: of several alerts; %1 and %2 are times
    return NotifyText::tr("first at %1, last at %2")
        .arg(localTimeText(notification.first, now), localTimeText(notification.last, now));
}

} // namespace

QString notificationTitle(const Notification &notification)
{
    return QStringLiteral("Opsdeck: %1").arg(whatText(notification));
}

QString notifiedText(const NotifiedAlert &alert)
{
    const QString about = alert.service.isEmpty() ? alert.instance : alert.service;
    QStringList words{severityText(alert.severity), oneLine(alert.name, LongestName), oneLine(about, LongestName)};
    words.removeAll(QString());
    QString text = words.join(u' ');
    for (const QString &more :
        {whyText(alert), oneLine(alert.summary, LongestSummary), oneLine(alert.system, LongestName)}) {
        if (!more.isEmpty())
            text += QStringLiteral(" · ") + more;
    }
    return text;
}

OutgoingMessage messageOf(const Notification &notification, const QDateTime &at)
{
    OutgoingMessage message{notification, notificationTitle(notification), {}};
    for (const NotifiedAlert &alert : notification.alerts)
        message.lines.append(notifiedText(alert));
    if (const int more = notification.total() - static_cast<int>(notification.alerts.size()); more > 0)
        message.lines.append(NotifyText::tr("and %n more", "alerts", more));
    if (const QString span = spanText(notification, at); !span.isEmpty())
        message.lines.append(span);
    if (const auto delay = deliveryOf(message, {}, at).delay)
        //: of a message; %1 is a duration: how long after the alert began at its source it was sent
        message.lines.append(NotifyText::tr("%1 after its source saw it").arg(shortDurationText(*delay)));
    return message;
}

QString ruleText(const NotifyRule &rule)
{
    QStringList parts;
    for (const Severity severity : rule.severities)
        parts.append(severityText(severity));
    if (!rule.filter.isEmpty())
        parts.append(rule.filter);
    if (parts.isEmpty())
        //: which alerts: every one
        parts.append(NotifyText::tr("every alert"));
    if (rule.repeat.count() > 0)
        //: %1 is a duration
        parts.append(NotifyText::tr("again every %1 until somebody has it").arg(shortDurationText(rule.repeat)));
    for (const QuietHours &hours : rule.quiet) {
        QStringList days;
        for (const int day : hours.days)
            days.append(QLocale().dayName(day, QLocale::ShortFormat));
        days.append(NotifyText::tr("%1–%2").arg(
            hours.from.toString(QStringLiteral("HH:mm")), hours.until.toString(QStringLiteral("HH:mm"))));
        //: %1 are days and hours
        parts.append(NotifyText::tr("quiet %1").arg(days.join(u' ')));
    }
    if (!rule.quiet.isEmpty() && rule.criticalPasses)
        parts.append(NotifyText::tr("critical ones always"));
    if (rule.resolved)
        parts.append(NotifyText::tr("also when resolved"));
    return parts.join(QStringLiteral(" · "));
}

QString outletText(const QString &outlet)
{
    if (outlet == DesktopOutlet)
        //: popups on this computer's desktop
        return NotifyText::tr("desktop");
    return outlet == SoundOutlet ? NotifyText::tr("sound") : outlet;
}

QString outcomeText(const Delivery &delivery)
{
    switch (delivery.outcome) {
    case Delivery::Outcome::Done:
        //: of a message
        return NotifyText::tr("delivered");
    case Delivery::Outcome::Failed:
        //: of a message; %1 says why
        return NotifyText::tr("not delivered: %1").arg(delivery.error);
    case Delivery::Outcome::Muted:
        //: of a message that was not sent, because a person wanted quiet
        return NotifyText::tr("muted");
    }
    return {};
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/changetext.h"

#include "models/items/ledgertext.h"
#include "models/items/timetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

using Kind = ChangeEvent::Kind;

struct ChangeText
{
    Q_DECLARE_TR_FUNCTIONS(ChangeText)
};

/// `subject` is an alert: "HighErrorRate cart-01"
QString careTitle(const QString &action, const QString &subject)
{
    if (action == u"alert.acknowledged")
        //: %1 is an alert
        return ChangeText::tr("%1 acknowledged").arg(subject);
    if (action == u"alert.unacknowledged")
        //: %1 is an alert
        return ChangeText::tr("%1 given back").arg(subject);
    if (action == u"alert.handed-over")
        //: %1 is an alert
        return ChangeText::tr("%1 handed over").arg(subject);
    if (action == u"alert.commented")
        //: %1 is an alert
        return ChangeText::tr("%1 commented on").arg(subject);
    //: %1 is an alert
    return action == u"alert.closed" ? ChangeText::tr("%1 closed").arg(subject) : subject;
}

QString personIn(const QString &actor)
{
    return actor.section(u'@', 0, 0);
}

/// What went well needs no word.
QString outcomeIn(const ChangeEvent &event)
{
    const bool isWord = event.kind != Kind::Care && event.kind != Kind::Silence;
    return isWord && !isSuccess(event.status) && !event.status.isEmpty() ? ledgerOutcomeText(event.status) : QString();
}

} // namespace

QString changeTitle(const Change &change)
{
    const ChangeEvent &event = change.event;
    switch (event.kind) {
    case Kind::Run:
    case Kind::Deployment:
        return event.environment.isEmpty() ? event.subject : event.subject + QStringLiteral(" → ") + event.environment;
    case Kind::Pipeline:
        //: %1 is number and ref, "#48211 main"
        return ChangeText::tr("pipeline %1").arg(event.subject);
    case Kind::Care:
        return careTitle(event.status, event.subject);
    case Kind::Silence:
        //: %1 are matchers of labels
        return ChangeText::tr("silence for %1").arg(event.subject);
    case Kind::Config:
        //: %1 says of what
        return ChangeText::tr("configuration: %1").arg(event.subject);
    case Kind::Runbook:
        //: %1 is its name
        return ChangeText::tr("runbook: %1").arg(event.subject);
    case Kind::Annotation:
        //: %1 is what somebody marked on the time line of a monitoring system
        return ChangeText::tr("marked: %1").arg(event.subject);
    }
    return {};
}

QString changeDetail(const Change &change, const AlertRow &row, const QDateTime &now)
{
    const bool isNear = change.component != row.component;
    QStringList parts{localTimeText(change.event.at, now), distanceText(change.event.at, row.startsAt),
        personIn(change.event.by), outcomeIn(change.event)};
    if (isNear)
        //: beside a change; %1 is a service that the alert's service depends on, or the other way round
        parts.append(ChangeText::tr("at %1").arg(change.component.text().section(u':', 1)));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString changeLine(const Change &change, const AlertRow &row)
{
    const ChangeEvent &event = change.event;
    const QString when = distanceText(event.at, row.startsAt);
    const bool isDelivery = event.kind == Kind::Run || event.kind == Kind::Deployment;
    //: below an alert; %1 is a version, %2 is such as "3 min before"
    QString line = isDelivery ? ChangeText::tr("changed: %1 deployed %2").arg(event.subject, when)
                              //: below an alert; %1 is what was changed, %2 is such as "3 min before"
                              : ChangeText::tr("changed: %1 %2").arg(changeTitle(change), when);
    if (const QString outcome = outcomeIn(event); !outcome.isEmpty())
        line += QStringLiteral(" · ") + outcome;
    if (const QString person = personIn(event.by); !person.isEmpty())
        //: %1 is a person
        line += QStringLiteral(" · ") + ChangeText::tr("by %1").arg(person);
    return line;
}

QString distanceText(const QDateTime &at, const QDateTime &startsAt)
{
    if (!at.isValid() || !startsAt.isValid())
        return {};
    const std::chrono::milliseconds before(at.msecsTo(startsAt));
    //: how long before an alert began something was changed; %1 is such as "3 min"
    return before.count() >= 0 ? ChangeText::tr("%1 before").arg(ageText(ageAfter(before)))
                               //: how long after an alert began something was changed; %1 is such as "3 min"
                               : ChangeText::tr("%1 after").arg(ageText(ageAfter(-before)));
}

} // namespace opsdeck

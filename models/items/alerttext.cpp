// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttext.h"

#include "models/domain/alertphrase.h"
#include "models/items/phrasetext.h"
#include "models/items/timetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct AlertText
{
    Q_DECLARE_TR_FUNCTIONS(AlertText)
};

QDateTime oldestAnswer(const AlertRow &row)
{
    QDateTime oldest;
    for (const SourceView &source : row.sources) {
        if (!oldest.isValid() || (source.lastSuccess.isValid() && source.lastSuccess < oldest))
            oldest = source.lastSuccess;
    }
    return oldest;
}

QString maintenanceText(const Maintenance &maintenance, const QDateTime &now)
{
    if (!maintenance.source.isEmpty())
        //: %1 names a source of alerts, %2 is what it calls the maintenance
        return AlertText::tr("in maintenance, says %1: %2").arg(maintenance.source.text(), maintenance.comment);
    //: %1 is a time, %2 the reason as a person wrote it
    return AlertText::tr("in maintenance until %1: %2").arg(localTimeText(maintenance.until, now), maintenance.comment);
}

/// Of those that lack what the others are grouped by.
QString withoutText(const QString &field)
{
    if (field == u"service")
        return AlertText::tr("no service");
    if (field == u"host")
        return AlertText::tr("no host");
    if (field == u"name")
        return AlertText::tr("no name");
    if (field == u"owner")
        return AlertText::tr("no owner");
    //: %1 is the name of a label of alerts
    return AlertText::tr("no label %1").arg(field.section(u':', 1));
}

} // namespace

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return AlertText::tr("critical");
    case Severity::Warning:
        return AlertText::tr("warning");
    case Severity::Info:
        return AlertText::tr("info");
    }
    return {};
}

QString freshnessText(const SourceView &source, const QDateTime &now)
{
    switch (source.freshness) {
    case Freshness::Live:
        //: of a source of data
        return AlertText::tr("live");
    case Freshness::Never:
        //: of a source of data: not asked yet
        return AlertText::tr("not asked yet");
    case Freshness::Stale:
        //: of a source of data; %1 is a time
        return AlertText::tr("stale since %1").arg(localTimeText(source.lastSuccess, now));
    case Freshness::Unreachable:
        //: of a source of data
        return AlertText::tr("never reached");
    case Freshness::Unauthorised:
        //: of a source of data
        return AlertText::tr("refuses our credentials");
    }
    return {};
}

QString titleText(const AlertGroup &group)
{
    switch (group.kind) {
    case AlertGroup::Kind::System:
        return group.title;
    case AlertGroup::Kind::Value:
        return group.title.isEmpty() ? withoutText(group.field) : group.title;
    case AlertGroup::Kind::Unmapped:
        return AlertText::tr("Not in the catalog");
    case AlertGroup::Kind::Unobserved:
        return AlertText::tr("%n business system(s) not observable", nullptr, static_cast<int>(group.systems.size()));
    case AlertGroup::Kind::Quiet:
        return AlertText::tr("%n business system(s) without alerts", nullptr, static_cast<int>(group.systems.size()));
    }
    return {};
}

QString countsText(const SeverityCounts &counts)
{
    QStringList parts;
    if (counts.critical > 0)
        parts.append(AlertText::tr("%n critical", "alerts", counts.critical));
    if (counts.warning > 0)
        parts.append(AlertText::tr("%n warning(s)", "alerts", counts.warning));
    if (counts.info > 0)
        parts.append(AlertText::tr("%n info", "alerts", counts.info));
    if (counts.suppressed > 0)
        parts.append(AlertText::tr("%n silenced", "alerts", counts.suppressed));
    //: between the parts of a list such as "2 critical, 1 warning"
    return parts.join(AlertText::tr(", "));
}

QString blindText(const AlertGroup &group, const QDateTime &now)
{
    QStringList names;
    for (const SourceId &source : group.silentSources)
        names.append(source.text());
    const QString known = countsText(group.counts);
    const QString who = names.isEmpty() ? AlertText::tr("no source") : names.join(AlertText::tr(", "));
    QString text;
    if (group.blindSince.isValid())
        //: %1 names sources, %2 is a time
        text = AlertText::tr("not observable: %1 stale since %2").arg(who, localTimeText(group.blindSince, now));
    else if (group.freshness == Freshness::Unreachable)
        //: %1 names sources
        text = AlertText::tr("not observable: %1 never reached").arg(who);
    else
        //: %1 names sources
        text = AlertText::tr("not observable: nothing heard from %1 yet").arg(who);
    if (!known.isEmpty())
        //: continues "not observable: … stale since 13:41"; %1 is a list of counts
        text += AlertText::tr(", last known %1").arg(known);
    return text;
}

QString detailText(const AlertGroup &group, const QDateTime &now)
{
    if (isBlind(group.freshness))
        return blindText(group, now);
    switch (group.kind) {
    case AlertGroup::Kind::System:
        //: the group of people that owns a business system
        return group.owner.isEmpty() ? QString() : AlertText::tr("owner %1").arg(group.owner);
    case AlertGroup::Kind::Value:
        return {};
    case AlertGroup::Kind::Unmapped:
        return AlertText::tr("these alerts name no component of the catalog");
    case AlertGroup::Kind::Unobserved:
    case AlertGroup::Kind::Quiet:
        return group.systems.join(QStringLiteral(" · "));
    }
    return {};
}

QString summaryText(const AlertRow &row)
{
    const Phrase ours = phraseOf(row.annotations);
    return ours.isEmpty() ? row.summary : phraseText(ours);
}

QString whatText(const AlertRow &row)
{
    const QString summary = summaryText(row);
    if (row.value.isEmpty() || summary.contains(row.value))
        return summary;
    return summary.isEmpty() ? row.value : row.value + QStringLiteral(" · ") + summary;
}

QString sourcesText(const AlertRow &row)
{
    QStringList names;
    for (const SourceView &source : row.sources)
        names.append(source.id.text());
    return names.join(QStringLiteral(" · "));
}

QString stateText(const AlertRow &row, const QDateTime &now)
{
    if (row.blind) {
        const QDateTime at = oldestAnswer(row);
        //: of an alert whose source is silent; %1 is a time
        return at.isValid() ? AlertText::tr("last known %1").arg(localTimeText(at, now)) : AlertText::tr("last known");
    }
    if (const QString owner = ownerText(row, now); !owner.isEmpty() && !row.suppressed)
        return owner;
    if (row.noise->isResting)
        //: of an alert that comes and goes
        return AlertText::tr("gone at the moment");
    if (!row.maintenance.isDefault())
        return maintenanceText(*row.maintenance, now);
    if (row.suppressed) {
        if (row.silences.isEmpty())
            return AlertText::tr("silenced");
        //: %1 is a person, %2 a time
        return AlertText::tr("silenced by %1 until %2")
            .arg(row.silences.first().createdBy, localTimeText(row.silences.first().endsAt, now));
    }
    //: state of an alert: its condition holds, but not long enough yet
    return row.pending ? AlertText::tr("pending") : AlertText::tr("firing");
}

QString ownerText(const AlertRow &row, const QDateTime &now)
{
    if (!row.care.acknowledgement)
        return {};
    const Acknowledgement &word = *row.care.acknowledgement;
    const QString who = word.by.isEmpty() ? word.source.text() : word.by.section(u'@', 0, 0);
    //: of an alert; %1 is a person, %2 a time
    return word.until.isValid() ? AlertText::tr("%1 has it until %2").arg(who, localTimeText(word.until, now))
                                //: of an alert; %1 is a person
                                : AlertText::tr("%1 has it").arg(who);
}

QString copyText(const AlertRow &row, const QDateTime &now)
{
    const QStringList parts{severityText(row.severity), row.name, row.service, row.instance, whatText(row),
        ageText(row.startsAt, now), stateText(row, now), sourcesText(row)};
    QStringList told;
    std::copy_if(parts.cbegin(), parts.cend(), std::back_inserter(told), [](const QString &p) { return !p.isEmpty(); });
    return told.join(QStringLiteral("  "));
}

} // namespace opsdeck

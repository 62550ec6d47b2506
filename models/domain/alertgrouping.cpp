// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertgrouping.h"

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

using By = AlertGrouping::By;

constexpr std::array<std::pair<By, QStringView>, 5> words{{{By::System, u"system"}, {By::Service, u"service"},
    {By::Host, u"host"}, {By::Name, u"name"}, {By::Owner, u"owner"}}};

constexpr QStringView labelWord = u"label:";

QStringView valueOf(const Labels &labels, const QString &name)
{
    const auto it = labels.constFind(name);
    return it == labels.cend() ? QStringView() : QStringView(*it);
}

/// "10.0.0.1:9100" is on 10.0.0.1.
QStringView withoutPort(QStringView instance)
{
    const auto colon = instance.lastIndexOf(u':');
    return colon < 0 || instance.indexOf(u':') != colon ? instance : instance.left(colon);
}

/// A group of alerts that only silent sources tell cannot be observed; with one that is told now, it can.
void addFreshness(AlertGroup &group)
{
    const auto isSeen = [](const AlertRow &row) { return !row.blind; };
    if (group.rows.isEmpty() || std::any_of(group.rows.cbegin(), group.rows.cend(), isSeen))
        return;
    for (const AlertRow &row : std::as_const(group.rows)) {
        for (const SourceView &source : row.sources) {
            if (!group.silentSources.contains(source.id))
                group.silentSources.append(source.id);
            group.freshness = worse(group.freshness, source.freshness);
            const QDateTime &last = source.lastSuccess;
            if (last.isValid() && (!group.blindSince.isValid() || last < group.blindSince))
                group.blindSince = last;
        }
    }
}

/// What the groups by system say beside their alerts.
void addSummaries(QList<AlertGroup> &groups, const AlertWall &wall)
{
    AlertGroup unobserved{.kind = AlertGroup::Kind::Unobserved};
    for (const AlertGroup &group : wall.groups) {
        if (group.kind == AlertGroup::Kind::Quiet)
            groups.append(group);
        else if (group.kind == AlertGroup::Kind::Unobserved)
            unobserved = group;
    }
    for (const AlertGroup &group : wall.groups) {
        if (group.kind == AlertGroup::Kind::System && isBlind(group.freshness))
            addToSummary(unobserved, group);
    }
    if (!unobserved.systems.isEmpty())
        groups.append(unobserved);
}

} // namespace

QString AlertGrouping::text() const
{
    const auto word = std::ranges::find(words, by, &std::pair<By, QStringView>::first);
    return word == words.end() ? labelWord.toString() + label : word->second.toString();
}

AlertGrouping AlertGrouping::parse(const QString &text)
{
    if (text.startsWith(labelWord) && text.size() > labelWord.size())
        return {By::Label, text.mid(labelWord.size())};
    const auto word = std::ranges::find(words, QStringView(text), &std::pair<By, QStringView>::second);
    return {word == words.end() ? By::System : word->first, {}};
}

QStringView groupingValue(const AlertRow &row, const AlertGrouping &grouping)
{
    switch (grouping.by) {
    case By::System:
        return {};
    case By::Service:
        return row.service;
    case By::Host:
        return withoutPort(row.instance);
    case By::Name:
        return row.name;
    case By::Owner:
        return row.owner;
    case By::Label:
        return valueOf(row.labels, grouping.label);
    }
    return {};
}

QList<AlertGroup> groupsOf(const AlertWall &wall, const AlertGrouping &grouping)
{
    if (grouping.by == By::System)
        return wall.groups;
    const QString field = grouping.text();
    QList<AlertGroup> groups;
    QHash<QStringView, qsizetype> places;
    const auto home = [&](const AlertRow &row) -> AlertGroup & {
        const QStringView value = groupingValue(row, grouping);
        const auto place = places.constFind(value);
        if (place != places.cend())
            return groups[*place];
        places.insert(value, groups.size());
        return groups.emplaceBack(
            AlertGroup{.kind = AlertGroup::Kind::Value, .field = field, .title = value.toString()});
    };
    for (const SharedRow &row : wall.rows)
        addRow(home(row), row);
    for (const SharedRow &row : wall.resting)
        home(row).resting.append(row);
    for (AlertGroup &group : groups)
        addFreshness(group);
    addSummaries(groups, wall);
    sortGroups(groups);
    return groups;
}

QStringList labelsOf(const AlertWall &wall)
{
    constexpr qsizetype sample = 2'000;
    const qsizetype step = 1 + wall.rows.size() / sample;
    QSet<QString> names;
    for (qsizetype i = 0; i < wall.rows.size(); i += step) {
        const Labels &labels = wall.rows.at(i)->labels;
        for (auto it = labels.keyBegin(); it != labels.keyEnd(); ++it)
            names.insert(*it);
    }
    QStringList sorted(names.cbegin(), names.cend());
    sorted.sort();
    return sorted;
}

} // namespace opsdeck

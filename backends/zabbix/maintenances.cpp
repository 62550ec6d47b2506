// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/maintenances.h"

#include "backends/zabbix/answer.h"
#include "backends/zabbix/queries.h"

#include <QRegularExpression>

#include <algorithm>

namespace opsdeck::zabbix {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype MostAlternatives = 16; // of one maintenance
constexpr int ContainsOperator = 2;
constexpr int AnyTagEvaluation = 2;
const QString IdSeparator = u":"_s;

QString oneOf(const QStringList &values)
{
    QStringList escaped;
    for (const QString &value : values)
        escaped.append(QRegularExpression::escape(value));
    return escaped.join(u'|');
}

Silence::Matcher hostMatcher(const QStringList &hosts)
{
    if (hosts.size() == 1)
        return {u"host"_s, hosts.first()};
    return {u"host"_s, oneOf(hosts), true};
}

/// The label holds all groups of a host.
Silence::Matcher groupMatcher(const QStringList &groups)
{
    return {u"hostgroup"_s, u"(.*, )?(%1)(, .*)?"_s.arg(oneOf(groups)), true};
}

/// What a tag is called among our labels.
QString labelOf(const QString &tag)
{
    const bool isTaken = tag == u"host" || tag == u"instance" || tag == u"hostgroup";
    return isTaken ? u"tag_"_s + tag : tag;
}

/// Of tags of one name one is enough. A problem may have several tags of that name: the label holds them all.
Silence::Matcher tagMatcher(const QString &name, const QList<Maintenance::Tag> &tags)
{
    if (tags.size() == 1 && !tags.first().isPart)
        return {labelOf(name), tags.first().value};
    QStringList values;
    for (const Maintenance::Tag &tag : tags) {
        const QString escaped = QRegularExpression::escape(tag.value);
        values.append(tag.isPart ? u".*%1.*"_s.arg(escaped) : escaped);
    }
    return {labelOf(name), u"(.*, )?(%1)(, .*)?"_s.arg(values.join(u'|')), true};
}

using Alternative = QList<Silence::Matcher>; // all of it has to hold

QList<Alternative> placesOf(const Maintenance &maintenance)
{
    QList<Alternative> places;
    if (!maintenance.hosts.isEmpty())
        places.append({hostMatcher(maintenance.hosts)});
    if (!maintenance.groups.isEmpty())
        places.append({groupMatcher(maintenance.groups)});
    return places;
}

QList<Alternative> tagChoicesOf(const Maintenance &maintenance)
{
    QMap<QString, QList<Maintenance::Tag>> byName;
    for (const Maintenance::Tag &tag : maintenance.tags)
        byName[tag.name].append(tag);
    Alternative all;
    for (auto it = byName.cbegin(); it != byName.cend(); ++it)
        all.append(tagMatcher(it.key(), *it));
    if (!maintenance.isAnyTag || all.isEmpty())
        return {all};
    QList<Alternative> choices;
    for (const Silence::Matcher &one : std::as_const(all))
        choices.append({one});
    return choices;
}

/// Ours are called "why (who, when)": see nameOf() in maintaining.cpp.
void describe(Silence &silence, const QString &name)
{
    static const QRegularExpression ours(u"\\A(.*) \\(([^()]*), \\d{4}-\\d\\d-\\d\\dT[\\d:]+Z\\)\\z"_s);
    const auto match = ours.match(name);
    silence.comment = match.hasMatch() ? match.captured(1) : name;
    silence.createdBy = match.captured(2);
}

Silence silenceOf(const Maintenance &maintenance, const SourceId &source, const QDateTime &now)
{
    Silence silence{.source = source, .id = maintenance.id};
    silence.state = maintenance.since > now ? u"pending"_s : u"active"_s;
    silence.startsAt = maintenance.since;
    silence.endsAt = maintenance.till;
    describe(silence, maintenance.name);
    return silence;
}

QStringList namesIn(json::Fields &fields, const char *key, const char *name, QString &fault)
{
    QStringList all;
    if (!fields.has(key))
        return all;
    for (const auto &[value, ignored] : pairs(fields, key, name, name, fault)) {
        if (!value.isEmpty())
            all.append(value);
    }
    all.sort();
    return all;
}

QList<Maintenance::Tag> tagsIn(json::Fields &fields, QString &fault)
{
    QList<Maintenance::Tag> all;
    if (!fields.has("tags"))
        return all;
    for (const json::Element &element : fields.list("tags")) {
        json::Fields tag(element, fault, "tags[]");
        all.append({tag.text("tag"), tag.textOr("value"), tag.integerOr("operator") == ContainsOperator});
    }
    return all;
}

} // namespace

QJsonObject maintenanceQuery(Dialect dialect)
{
    return {{u"output"_s, names({"maintenanceid", "name", "active_since", "active_till", "tags_evaltype"})},
        {u"selectHosts"_s, names({"host"})}, {QString::fromLatin1(dialect.selectGroups()), names({"name"})},
        {u"selectTags"_s, u"extend"_s}, {u"sortfield"_s, u"maintenanceid"_s}};
}

Result<QList<Maintenance>> parsePlanned(const QByteArray &body, const SourceId &source)
{
    return rows<QList<Maintenance>>(body, source, [](json::Fields fields, QString &fault, QList<Maintenance> &all) {
        Maintenance one;
        one.id = QString::number(fields.integer("maintenanceid"));
        one.name = fields.text("name");
        one.since = timeOr(fields, "active_since");
        one.till = timeOr(fields, "active_till");
        one.isAnyTag = fields.integerOr("tags_evaltype") == AnyTagEvaluation;
        one.hosts = namesIn(fields, "hosts", "host", fault);
        one.groups = namesIn(fields, fields.has("hostgroups") ? "hostgroups" : "groups", "name", fault);
        one.tags = tagsIn(fields, fault);
        all.append(one);
    });
}

QList<Silence> silencesOf(const QList<Maintenance> &maintenances, const SourceId &source, const QDateTime &now)
{
    QList<Silence> silences;
    for (const Maintenance &maintenance : maintenances) {
        if (!maintenance.till.isValid() || maintenance.till <= now)
            continue;
        Silence silence = silenceOf(maintenance, source, now);
        qsizetype number = 0;
        for (const Alternative &place : placesOf(maintenance)) {
            for (const Alternative &tags : tagChoicesOf(maintenance)) {
                if (number == MostAlternatives)
                    break;
                silence.id = number == 0 ? maintenance.id : maintenance.id + IdSeparator + QString::number(number);
                silence.matchers = place + tags;
                silences.append(silence);
                ++number;
            }
        }
    }
    return silences;
}

QString maintenanceOf(const QString &silenceId)
{
    return silenceId.section(IdSeparator, 0, 0);
}

} // namespace opsdeck::zabbix

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/maintaining.h"

#include "backends/zabbix/maintenances.h"
#include "backends/zabbix/queries.h"
#include "models/domain/silencematch.h"

#include <QCryptographicHash>

#include <algorithm>

namespace opsdeck::zabbix {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Minute = 60;
constexpr qsizetype LongestComment = 80; // with who and when it has to stay below Zabbix' 128 letters
constexpr qsizetype LongestPerson = 20;
const QString Between = u", "_s; ///< as labels put several values together
const QString OwnTag = u"tag_"_s; ///< before a tag that is called as one of our own labels

bool isOfHost(const QString &label)
{
    return label == u"host" || label == u"instance" || label == u"hostgroup";
}

/// One matcher as it is held against hosts.
class HostRule
{
public:
    explicit HostRule(const Silence::Matcher &matcher)
        : m_matcher(matcher)
        , m_values(matcher.value.split(Between))
        , m_match({matcher})
    { }

    bool holds(const Host &host) const
    {
        const QString whole = valueOf(host);
        const bool isPlain = m_matcher.isEqual && !m_matcher.isRegex;
        if (!isPlain || whole == m_matcher.value)
            return m_match.matches({{m_matcher.name, whole}});
        if (m_matcher.name != u"hostgroup")
            return m_values.contains(whole); // a problem of several hosts names them all
        const auto isNamed = [this](const QString &group) { return m_values.contains(group); };
        return !host.groups.isEmpty() && std::ranges::all_of(host.groups, isNamed);
    }

private:
    QString valueOf(const Host &host) const
    {
        if (m_matcher.name == u"hostgroup")
            return host.groups.join(Between);
        return m_matcher.name == u"host" ? host.technical : host.visible;
    }

    Silence::Matcher m_matcher;
    QStringList m_values;
    SilenceMatch m_match;
};

/// The label that we made of a tag which says the same.
bool repeatsATag(const Silence::Matcher &matcher, const QList<Silence::Matcher> &all)
{
    return matcher.name == u"service" && std::ranges::any_of(all, [&](const Silence::Matcher &other) {
        const QString name = other.name.toLower();
        return other.name != matcher.name && (name == u"service" || name == u"application")
            && other.value == matcher.value;
    });
}

Result<QJsonArray> tagsOf(const QList<Silence::Matcher> &matchers, const SourceId &source)
{
    QJsonArray tags;
    for (const Silence::Matcher &matcher : matchers) {
        if (isOfHost(matcher.name) || repeatsATag(matcher, matchers))
            continue;
        if (matcher.isRegex || !matcher.isEqual || matcher.value.contains(Between))
            return failure(Error::Kind::Refused, source.text(),
                Phrase(QT_TRANSLATE_NOOP(
                           "Phrase", "Zabbix can only be told that a tag has one certain value: leave out %1."),
                    {matcher.name}));
        const bool isRenamed = matcher.name.startsWith(OwnTag) && isOfHost(matcher.name.mid(OwnTag.size()));
        const QString name = isRenamed ? matcher.name.mid(OwnTag.size()) : matcher.name;
        tags.append(QJsonObject{{u"tag"_s, name}, {u"operator"_s, 0}, {u"value"_s, matcher.value}});
    }
    return tags;
}

Result<QList<qint64>> hostsOf(const QList<Silence::Matcher> &matchers, const QList<Host> &hosts, const SourceId &source)
{
    QList<HostRule> rules;
    for (const Silence::Matcher &matcher : matchers) {
        if (isOfHost(matcher.name))
            rules.append(HostRule(matcher));
    }
    if (rules.isEmpty())
        return failure(Error::Kind::Refused, source.text(),
            Phrase(QT_TRANSLATE_NOOP(
                "Phrase", "A maintenance of Zabbix holds for hosts: keep host, instance or hostgroup.")));
    QList<qint64> ids;
    for (const Host &host : hosts) {
        if (std::ranges::all_of(rules, [&host](const HostRule &rule) { return rule.holds(host); }))
            ids.append(host.id);
    }
    if (ids.isEmpty())
        return failure(Error::Kind::Refused, source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "No host that this account sees in Zabbix is meant by %1."),
                {matchersText(matchers)}));
    return ids;
}

/// Names have to be unique there.
QString nameOf(const Silence &silence)
{
    return u"%1 (%2, %3)"_s.arg(silence.comment.simplified().left(LongestComment),
        silence.createdBy.simplified().left(LongestPerson), silence.startsAt.toUTC().toString(Qt::ISODate));
}

/// Ids until 6.0, objects from then on.
void addHosts(QJsonObject &parameters, const QList<qint64> &ids, Dialect dialect)
{
    QJsonArray hosts;
    for (const qint64 id : ids) {
        const QString number = QString::number(id);
        hosts.append(dialect.takesObjects() ? QJsonValue(QJsonObject{{u"hostid"_s, number}}) : QJsonValue(number));
    }
    parameters.insert(dialect.takesObjects() ? u"hosts"_s : u"hostids"_s, hosts);
}

} // namespace

Result<QJsonObject> maintenanceFor(
    const Silence &silence, const QList<Host> &hosts, Dialect dialect, const SourceId &source)
{
    const auto tags = tagsOf(silence.matchers, source);
    if (!tags)
        return tl::unexpected(tags.error());
    const auto ids = hostsOf(silence.matchers, hosts, source);
    if (!ids)
        return tl::unexpected(ids.error());
    const qint64 since = silence.startsAt.toSecsSinceEpoch() / Minute * Minute;
    const qint64 till = (silence.endsAt.toSecsSinceEpoch() + Minute - 1) / Minute * Minute;
    const QJsonObject once{{u"timeperiod_type"_s, 0}, {u"start_date"_s, since}, {u"period"_s, till - since}};
    QJsonObject parameters{{u"name"_s, nameOf(silence)}, {u"maintenance_type"_s, 0}, {u"active_since"_s, since},
        {u"active_till"_s, till}, {u"timeperiods"_s, QJsonArray{once}},
        {u"description"_s, silence.createdBy + u": "_s + silence.comment}};
    if (!tags->isEmpty()) {
        parameters.insert(u"tags_evaltype"_s, 0);
        parameters.insert(u"tags"_s, *tags);
    }
    addHosts(parameters, *ids, dialect);
    return parameters;
}

/// By the server's clock, because it is the one that compares.
QDateTime Maintaining::serverTime() const
{
    return QDateTime::currentDateTimeUtc().addMSecs(m_client.session().skew().count());
}

QCoro::Task<Result<QList<Host>>> Maintaining::hosts(Dialect dialect, std::stop_token stop)
{
    const QJsonObject query{{u"output"_s, names({"hostid", "host", "name"})}, {u"monitored_hosts"_s, true},
        {QString::fromLatin1(dialect.selectGroups()), names({"name"})}};
    const auto answer = co_await m_client.call("host.get", query, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto onBody = [source = m_client.id()](const QByteArray &body) { return parseHosts(body, source); };
    co_return co_await m_client.session().read(*answer, std::move(onBody), stop);
}

QCoro::Task<Result<QString>> Maintaining::put(Silence silence, std::stop_token stop)
{
    const SourceId source = m_client.id();
    if (!silence.id.isEmpty())
        co_return failure(Error::Kind::Refused, source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "A maintenance that is there is changed in Zabbix.")));
    if (!silence.endsAt.isValid())
        co_return failure(Error::Kind::Usage, source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "A silence needs an end: say how long it is to last.")));
    if (!silence.startsAt.isValid())
        silence.startsAt = serverTime();
    const auto dialect = co_await m_client.speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    const auto known = co_await hosts(*dialect, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    const auto parameters = maintenanceFor(silence, *known, *dialect, source);
    if (!parameters)
        co_return tl::unexpected(parameters.error());
    const auto answer = co_await m_client.call("maintenance.create", *parameters, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return m_client.session().judged(*answer, parseMaintenanceId(answer->body, source));
}

QCoro::Task<Result<std::optional<Planned>>> Maintaining::planned(Dialect dialect, std::stop_token stop)
{
    const SourceId source = m_client.id();
    const auto answer = co_await m_client.call("maintenance.get", maintenanceQuery(dialect), stop);
    if (!answer && (answer.error().kind == Error::Kind::Forbidden || answer.error().kind == Error::Kind::Refused))
        co_return std::optional<Planned>();
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto onBody = [source](const QByteArray &body) { return parsePlanned(body, source); };
    const auto all = co_await m_client.session().read(*answer, std::move(onBody), stop);
    if (!all)
        co_return tl::unexpected(all.error());
    Planned planned;
    for (const Maintenance &one : *all)
        planned.names.insert(one.id.toLongLong(), one.name);
    planned.silences = silencesOf(*all, source, serverTime());
    // One that begins or ends changes nothing in the answer.
    QCryptographicHash mark(QCryptographicHash::Sha1);
    mark.addData(answer->body);
    for (const Silence &silence : std::as_const(planned.silences))
        mark.addData((silence.id + silence.state).toUtf8());
    planned.mark = mark.result().toHex();
    co_return std::optional(std::move(planned));
}

/// It stays in Zabbix' list as one that is over.
QCoro::Task<Result<void>> Maintaining::expire(QString id, std::stop_token stop)
{
    const QJsonObject parameters{
        {u"maintenanceid"_s, maintenanceOf(id)}, {u"active_till"_s, serverTime().toSecsSinceEpoch()}};
    const auto answer = co_await m_client.call("maintenance.update", parameters, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

} // namespace opsdeck::zabbix

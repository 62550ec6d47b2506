// SPDX-License-Identifier: GPL-3.0-or-later
// The silences half of AlertmanagerSim: what may be changed in place, and what expires and gets a new id.
#include "tests/sim/monitoring/alertmanagerjson.h"
#include "tests/sim/monitoring/alertmanagersim.h"

#include <QUuid>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;
using namespace alertmanager;

namespace {

QList<LabelMatcher> matchersFrom(const QJsonArray &array)
{
    QList<LabelMatcher> matchers;
    for (const QJsonValue &value : array)
        matchers.append({value[u"name"_s].toString(), value[u"value"_s].toString(), value[u"isRegex"_s].toBool(),
            value[u"isEqual"_s].toBool(true)});
    return matchers;
}

bool sameSecond(const QDateTime &a, const QDateTime &b)
{
    return a.toSecsSinceEpoch() == b.toSecsSinceEpoch();
}

/// Why a silence is refused, or nothing.
std::optional<QString> invalid(const AlertmanagerSim::SilenceRow &silence, const QDateTime &now)
{
    const auto matchesEmpty = [](const LabelMatcher &matcher) { return matcher.matches({}); };
    if (silence.endsAt < silence.startsAt)
        return u"start time must be before end time"_s;
    if (silence.endsAt < now)
        return u"end time can't be in the past"_s;
    if (silence.matchers.isEmpty())
        return u"invalid silence: at least one matcher required"_s;
    if (std::all_of(silence.matchers.cbegin(), silence.matchers.cend(), matchesEmpty))
        return u"invalid silence: at least one matcher must not match the empty string"_s;
    return std::nullopt;
}

} // namespace

QString AlertmanagerSim::stateOf(const SilenceRow &silence) const
{
    const QDateTime now = clock().now();
    if (silence.endsAt <= now)
        return u"expired"_s;
    return silence.startsAt > now ? u"pending"_s : u"active"_s;
}

QStringList AlertmanagerSim::silencing(const LabelSet &labels) const
{
    QStringList ids;
    for (const SilenceRow &silence : std::as_const(*m_silences)) {
        if (stateOf(silence) == u"active" && allMatch(silence.matchers, labels))
            ids << silence.id;
    }
    return ids;
}

AlertmanagerSim::SilenceRow *AlertmanagerSim::find(const QString &id)
{
    const auto found
        = std::find_if(m_silences->begin(), m_silences->end(), [&](const auto &silence) { return silence.id == id; });
    return found == m_silences->end() ? nullptr : &*found;
}

HttpAnswer AlertmanagerSim::silenceList(const HttpRequest &request) const
{
    QList<LabelMatcher> wanted;
    for (const QString &text : request.parameters("filter")) {
        const auto matcher = LabelMatcher::parse(text);
        if (!matcher)
            return bareString(u"bad matcher format: "_s + text, 400);
        wanted.append(*matcher);
    }
    // Here a filter is compared with the silence's matchers; it is not evaluated against labels.
    QMap<QString, QList<SilenceRow>> byState;
    for (const SilenceRow &silence : std::as_const(*m_silences)) {
        const bool fits = std::all_of(
            wanted.cbegin(), wanted.cend(), [&](const auto &matcher) { return silence.matchers.contains(matcher); });
        if (fits)
            byState[stateOf(silence)].append(silence);
    }
    QJsonArray array;
    for (const QString &state : {u"active"_s, u"pending"_s, u"expired"_s}) {
        QList<SilenceRow> rows = byState.value(state);
        std::stable_sort(rows.begin(), rows.end(), [&](const auto &a, const auto &b) {
            return state == u"expired" ? a.endsAt > b.endsAt
                : state == u"pending"  ? a.startsAt < b.startsAt
                                       : a.endsAt < b.endsAt;
        });
        for (const SilenceRow &silence : rows)
            array.append(toJson(silence));
    }
    return HttpAnswer::json(array);
}

HttpAnswer AlertmanagerSim::receiveSilence(const HttpRequest &request)
{
    if (!request.header("content-type").startsWith("application/json"))
        return refusal(415,
            u"unsupported media type \"%1\", only [application/json] are allowed"_s.arg(
                QString::fromLatin1(request.header("content-type"))));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    for (const QString &name : {u"matchers"_s, u"startsAt"_s, u"endsAt"_s, u"createdBy"_s, u"comment"_s}) {
        if (!body.contains(name))
            return refusal(422, u"silence."_s + name + u" in body is required"_s);
    }
    SilenceRow wanted;
    wanted.id = body[u"id"_s].toString();
    wanted.matchers = matchersFrom(body[u"matchers"_s].toArray());
    wanted.startsAt = timeFrom(body[u"startsAt"_s]);
    wanted.endsAt = timeFrom(body[u"endsAt"_s]);
    wanted.createdBy = body[u"createdBy"_s].toString();
    wanted.comment = body[u"comment"_s].toString();
    if (!wanted.startsAt.isValid() || !wanted.endsAt.isValid())
        return refusal(400, u"parsing silence body from \"\" failed"_s);
    if (const auto why = invalid(wanted, clock().now()))
        return bareString(*why, 400);
    return store(wanted);
}

HttpAnswer AlertmanagerSim::store(SilenceRow wanted)
{
    const QDateTime now = clock().now();
    wanted.updatedAt = now;
    const auto stored = [](const QString &id) { return HttpAnswer::json(QJsonObject{{u"silenceID"_s, id}}); };
    if (!wanted.id.isEmpty()) {
        SilenceRow *old = find(wanted.id);
        if (old == nullptr)
            return bareString(u"silence not found"_s, 404);
        const QString state = stateOf(*old);
        const bool inPlace = old->matchers == wanted.matchers
            && ((state == u"active" && sameSecond(old->startsAt, wanted.startsAt))
                || (state == u"pending" && wanted.startsAt >= now));
        if (inPlace) {
            *old = wanted;
            return stored(wanted.id);
        }
        if (state != u"expired")
            old->endsAt = now;
    }
    wanted.startsAt = std::max(wanted.startsAt, now);
    return stored(addSilence(wanted));
}

HttpAnswer AlertmanagerSim::oneSilence(const HttpRequest &request, const QString &id)
{
    if (QUuid::fromString(id).isNull())
        return refusal(422, u"silenceID in path must be of type uuid: \"%1\""_s.arg(id));
    SilenceRow *silence = find(id);
    if (silence == nullptr)
        return HttpAnswer{404, {}, {}};
    if (request.method == "GET")
        return HttpAnswer::json(toJson(*silence));
    if (request.method != "DELETE")
        return refusal(405, u"method %1 is not allowed"_s.arg(QString::fromLatin1(request.method)));
    if (stateOf(*silence) == u"expired")
        return bareString(u"silence %1 already expired"_s.arg(id), 500);
    silence->endsAt = clock().now();
    silence->startsAt = std::min(silence->startsAt, silence->endsAt);
    return HttpAnswer{};
}

QJsonObject AlertmanagerSim::toJson(const SilenceRow &silence) const
{
    QJsonArray matchers;
    for (const LabelMatcher &matcher : silence.matchers)
        matchers.append(QJsonObject{{u"name"_s, matcher.name}, {u"value"_s, matcher.value},
            {u"isRegex"_s, matcher.isRegex}, {u"isEqual"_s, matcher.isEqual}});
    return {{u"id"_s, silence.id}, {u"matchers"_s, matchers}, {u"startsAt"_s, isoTime(silence.startsAt)},
        {u"endsAt"_s, isoTime(silence.endsAt)}, {u"updatedAt"_s, isoTime(silence.updatedAt)},
        {u"createdBy"_s, silence.createdBy}, {u"comment"_s, silence.comment},
        {u"status"_s, QJsonObject{{u"state"_s, stateOf(silence)}}}};
}

} // namespace opsdeck::sim

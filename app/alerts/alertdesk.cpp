// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/alerts/alertdesk.h"

#include "backends/async/await.h"
#include "models/domain/silencematch.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

/// How a silence is marked that stands for an acknowledgement, so that people in Alertmanager know what it is and we
/// find it again.
const QString AckMark = u"ACK! "_s;

AlertAct actOf(AlertDeed::Kind kind)
{
    switch (kind) {
    case AlertDeed::Kind::Acknowledged:
    case AlertDeed::Kind::HandedOver:
        return AlertAct::Acknowledge;
    case AlertDeed::Kind::Unacknowledged:
        return AlertAct::Unacknowledge;
    case AlertDeed::Kind::Closed:
        return AlertAct::Close;
    case AlertDeed::Kind::Commented:
        break;
    }
    return AlertAct::Comment;
}

AlertWord wordOf(const AlertDeed &deed)
{
    const QString who = deed.to.isEmpty() ? deed.by : u"%1 → %2"_s.arg(deed.by, deed.to);
    return {who, deed.note, deed.until};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What several members of a cluster tell is one alert.
QList<Alert> eachOnce(const QList<Alert> &alerts)
{
    QSet<QString> seen;
    QList<Alert> once;
    for (const Alert &alert : alerts) {
        if (!seen.contains(alert.key.fingerprint))
            once.append(alert);
        seen.insert(alert.key.fingerprint);
    }
    return once;
}

/// Nobody did what it was asked for, so that another may be asked. A silence that was made though no answer came is
/// harmless: it says the same as the one that is made then, and is taken back with it.
bool isDown(const Error &error)
{
    const bool isGatewaysWord = error.status >= 502 && error.status <= 504;
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout || isGatewaysWord;
}

LedgerEntry writtenEntry(
    const SourceId &source, const QList<Alert> &alerts, const AlertDeed &deed, const Result<void> &answer)
{
    QJsonArray names;
    for (const Alert &alert : eachOnce(alerts))
        names.append(alert.key.fingerprint);
    QJsonObject detail{{u"alerts"_s, names}};
    if (!answer)
        detail.insert(u"error"_s, answer.error().detail);
    return {.at = QDateTime::currentDateTimeUtc(),
        .actor = deed.by,
        .action = u"alert.told"_s,
        .subject = source.text(),
        .outcome = answer ? u"done"_s : u"failed"_s,
        .detail = compact(detail)};
}

LedgerEntry silenceEntry(const Silence &silence, const QString &actor, const char *action, const QString &outcome)
{
    return {.at = QDateTime::currentDateTimeUtc(),
        .actor = actor,
        .action = QString::fromLatin1(action),
        .subject = matchersText(silence.matchers),
        .outcome = outcome,
        .reference = silence.id,
        .detail = compact({{u"source"_s, silence.source.text()}, {u"comment"_s, silence.comment},
            {u"until"_s, silence.endsAt.toUTC().toString(Qt::ISODate)}})};
}

/// Exactly this alert and no other.
Silence silenceFor(const Alert &alert, const AlertDeed &deed, std::chrono::seconds length)
{
    Silence silence{.source = alert.key.source, .matchers = matchersOf(alert.labels)};
    silence.createdBy = deed.by;
    silence.comment = AckMark + saidBy(deed.by, deed.note);
    silence.startsAt = deed.at;
    silence.endsAt = deed.until.isValid() ? deed.until : deed.at.addDuration(length);
    return silence;
}

} // namespace

AlertDesk::AlertDesk(
    FindSource find, std::function<void(const SourceId &)> wake, Cache &cache, Ledger &ledger, const Policies &policies)
    : m_find(std::move(find))
    , m_wake(std::move(wake))
    , m_cache(cache)
    , m_ledger(ledger)
    , m_policies(policies)
{ }

QCoro::Task<Result<AlertOutcome>> AlertDesk::tend(QList<AlertTarget> alerts, AlertDeed deed, std::stop_token stop)
{
    const QList<Hearer> hearing = hearers(alerts, deed.kind);
    if (deed.kind == AlertDeed::Kind::Closed && hearing.isEmpty())
        co_return failure(Error::Kind::Refused, {},
            Phrase(QT_TRANSLATE_NOOP("Phrase", "No source that tells this alert lets it be closed from here.")));
    for (const AlertTarget &target : std::as_const(alerts)) {
        deed.alert = target.key;
        const LedgerEntry entry = entryOf(deed, target.title, target.environment);
        if (auto noted = co_await note(entry, stop); !noted)
            co_return tl::unexpected(noted.error());
    }
    AlertOutcome outcome;
    for (const Hearer &hearer : hearing)
        co_await tellOne(hearer, deed, &outcome, stop);
    co_return outcome;
}

QCoro::Task<void> AlertDesk::tellOne(Hearer hearer, AlertDeed deed, AlertOutcome *outcome, std::stop_token stop)
{
    QList<Error> refused;
    for (const SourceId &member : std::as_const(hearer.members)) {
        const Result<void> answer = co_await tell(member, hearer, deed, stop);
        const LedgerEntry entry = writtenEntry(member, hearer.alerts, deed, answer);
        const auto noted = co_await note(entry, stop);
        if (!noted)
            outcome->refused.append(noted.error());
        m_wake(member);
        if (answer) {
            outcome->written.append(member);
            co_return; // that others were down first is in the ledger
        }
        refused.append(answer.error());
        if (!isDown(answer.error()))
            break;
    }
    outcome->refused += refused;
}

bool AlertDesk::mayHear(const SourceId &id, AlertDeed::Kind kind) const
{
    Source *source = m_find(id);
    if (source == nullptr)
        return false;
    if (AlertActions *actions = source->alertActions())
        return actions->acts().testFlag(actOf(kind));
    const bool isMark = actOf(kind) == AlertAct::Acknowledge || kind == AlertDeed::Kind::Unacknowledged;
    return m_policies.acknowledgeBySilence && isMark && source->silenceActions() != nullptr;
}

QList<AlertDesk::Hearer> AlertDesk::hearers(const QList<AlertTarget> &alerts, AlertDeed::Kind kind) const
{
    QList<Hearer> hearing;
    QHash<SourceId, qsizetype> places; // -1 = cannot hear it
    for (const AlertTarget &target : alerts) {
        for (const Alert &alert : target.told) {
            const SourceId &source = alert.key.source;
            if (!places.contains(source) && !mayHear(source, kind))
                places.insert(source, -1);
            if (!places.contains(source)) {
                const qsizetype shared = sharedWith(source, hearing);
                places.insert(source, shared < 0 ? hearing.size() : shared);
                if (shared < 0)
                    hearing.append(Hearer());
                hearing[places.value(source)].members.append(source);
            }
            if (const qsizetype place = places.value(source); place >= 0)
                hearing[place].alerts.append(alert);
        }
    }
    return hearing;
}

qsizetype AlertDesk::sharedWith(const SourceId &id, const QList<Hearer> &hearers) const
{
    const auto clusterOf = [this](const SourceId &source) {
        Source *found = m_find(source);
        SilenceActions *actions = found->alertActions() == nullptr ? found->silenceActions() : nullptr;
        return actions ? actions->cluster() : SilenceCluster();
    };
    const SilenceCluster own = clusterOf(id);
    for (qsizetype i = 0; i < hearers.size(); ++i) {
        const auto shares = [&](const SourceId &member) { return clusterOf(member).sharesWith(own); };
        if (std::ranges::any_of(hearers.at(i).members, shares))
            return i;
    }
    return -1;
}

QCoro::Task<Result<void>> AlertDesk::tell(SourceId id, Hearer hearer, AlertDeed deed, std::stop_token stop)
{
    Source *source = m_find(id);
    const AlertWord word = wordOf(deed);
    if (AlertActions *actions = source->alertActions())
        co_return co_await actions->act(hearer.alerts, actOf(deed.kind), word, stop);
    if (deed.kind == AlertDeed::Kind::Unacknowledged)
        co_return co_await takeMarksBack(source->silenceActions(), hearer, stop);
    const QList<Alert> alerts = eachOnce(hearer.alerts);
    co_return co_await markBySilence(source->silenceActions(), alerts, deed, stop);
}

QCoro::Task<Result<void>> AlertDesk::markBySilence(
    SilenceActions *actions, QList<Alert> alerts, AlertDeed deed, std::stop_token stop)
{
    for (const Alert &alert : std::as_const(alerts)) {
        const Silence silence = silenceFor(alert, deed, m_policies.acknowledgementSilence);
        const auto made = co_await actions->put(silence, stop);
        if (!made)
            co_return tl::unexpected(made.error());
    }
    co_return {};
}

/// Members of a cluster call the same silence the same; it has to be ended once.
QCoro::Task<Result<void>> AlertDesk::takeMarksBack(SilenceActions *actions, Hearer hearer, std::stop_token stop)
{
    const auto silences = co_await awaitFuture(m_cache.silences(), stop);
    if (!silences)
        co_return tl::unexpected(silences.error());
    QSet<QString> ended;
    for (const Silence &silence : *silences) {
        const auto isSilenced = [&silence](const Alert &alert) { return alert.silencedBy.contains(silence.id); };
        const bool isOurs = silence.comment.startsWith(AckMark) && hearer.members.contains(silence.source)
            && std::ranges::any_of(hearer.alerts, isSilenced);
        if (!isOurs || ended.contains(silence.id))
            continue;
        ended.insert(silence.id);
        if (auto expired = co_await actions->expire(silence.id, stop); !expired)
            co_return expired;
    }
    co_return {};
}

QCoro::Task<Result<QString>> AlertDesk::silence(Silence silence, QString actor, std::stop_token stop)
{
    Source *source = m_find(silence.source);
    SilenceActions *actions = source ? source->silenceActions() : nullptr;
    if (actions == nullptr)
        co_return failure(Error::Kind::Refused, silence.source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Silences cannot be made in this source.")));
    const LedgerEntry intent = silenceEntry(silence, actor, "silence.intent", {});
    if (auto noted = co_await note(intent, stop); !noted)
        co_return tl::unexpected(noted.error());
    const auto made = co_await actions->put(silence, stop);
    if (made)
        silence.id = *made;
    const QString outcome = made ? u"done"_s : u"failed"_s;
    const LedgerEntry result = silenceEntry(silence, actor, "silence.result", outcome);
    const auto noted = co_await note(result, stop);
    m_wake(silence.source);
    if (!noted && made)
        co_return tl::unexpected(noted.error());
    co_return made;
}

QCoro::Task<Result<void>> AlertDesk::expire(Silence silence, QString actor, std::stop_token stop)
{
    Source *source = m_find(silence.source);
    SilenceActions *actions = source ? source->silenceActions() : nullptr;
    if (actions == nullptr)
        co_return failure(Error::Kind::Refused, silence.source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Silences cannot be ended in this source.")));
    const LedgerEntry intent = silenceEntry(silence, actor, "silence.expire-intent", {});
    if (auto noted = co_await note(intent, stop); !noted)
        co_return noted;
    const auto ended = co_await actions->expire(silence.id, stop);
    const QString outcome = ended ? u"done"_s : u"failed"_s;
    const LedgerEntry result = silenceEntry(silence, actor, "silence.expired", outcome);
    const auto noted = co_await note(result, stop);
    m_wake(silence.source);
    if (ended && !noted)
        co_return noted;
    co_return ended;
}

QCoro::Task<Result<void>> AlertDesk::note(LedgerEntry entry, std::stop_token stop)
{
    const auto appended = co_await awaitFuture(m_ledger.append(std::move(entry)), stop);
    if (!appended)
        co_return tl::unexpected(appended.error());
    co_return {};
}

} // namespace opsdeck

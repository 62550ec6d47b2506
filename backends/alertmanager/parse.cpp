// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/parse.h"

#include "backends/json/alertfields.h"
#include "backends/json/json.h"

namespace opsdeck::alertmanager {

namespace {

/// The rows of an answer that is an array; an object with Prometheus' envelope is called by its name.
template <typename T, typename Fn> Result<QList<T>> rows(const QByteArray &body, const SourceId &source, Fn parse)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto list = json::toList(document->root());
    if (!list) {
        QString ignored;
        const bool envelope = json::Fields(document->root(), ignored).has("data");
        return failure(Error::Kind::BadAnswer, source.text(),
            envelope ? QStringLiteral("This looks like a Prometheus, not an Alertmanager: check url and kind.")
                     : QStringLiteral("Expected a list."));
    }
    QString fault;
    QList<T> all;
    for (const json::Element &element : *list)
        all.append(parse(json::Fields(element, fault, "[]")));
    return json::checked(all, fault, source.text());
}

Alert alertOf(json::Fields fields, const SourceId &source)
{
    Alert alert;
    alert.labels = fields.textMap("labels");
    alert.annotations = fields.textMap("annotations");
    json::describe(alert);
    alert.key = {source, fields.textOr("fingerprint")};
    if (alert.key.fingerprint.isEmpty()) // hashing the labels would cost more than all the rest of the row
        alert.key.fingerprint = fingerprintOf(alert.labels);
    alert.startsAt = fields.time("startsAt");
    alert.updatedAt = fields.timeOr("updatedAt");
    alert.link = safeLink(fields.textOr("generatorURL"));
    auto status = fields.object("status");
    alert.silencedBy = status.texts("silencedBy");
    alert.state = status.textOr("state") == u"suppressed" ? AlertState::Suppressed : AlertState::Firing;
    return alert;
}

Silence silenceOf(json::Fields fields, const SourceId &source, QString &fault)
{
    Silence silence;
    silence.source = source;
    silence.id = fields.text("id");
    silence.state = fields.object("status").textOr("state");
    silence.createdBy = fields.textOr("createdBy");
    silence.comment = fields.textOr("comment");
    silence.startsAt = fields.time("startsAt");
    silence.endsAt = fields.time("endsAt");
    for (const json::Element &element : fields.list("matchers")) {
        json::Fields matcher(element, fault, "matchers[]");
        silence.matchers.append({matcher.text("name"), matcher.textOr("value"), matcher.flagOr("isRegex", false),
            matcher.flagOr("isEqual", true)});
    }
    return silence;
}

} // namespace

Result<SourceIdentity> parseStatus(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields status(document->root(), fault);
    const SourceIdentity identity{QStringLiteral("Alertmanager"), status.object("versionInfo").text("version")};
    return json::checked(identity, fault, source.text());
}

Result<QList<Alert>> parseAlerts(const QByteArray &body, const SourceId &source)
{
    auto alerts = rows<Alert>(body, source, [&source](json::Fields fields) { return alertOf(fields, source); });
    if (alerts)
        json::dropRepeated(*alerts);
    return alerts;
}

Result<QList<Silence>> parseSilences(const QByteArray &body, const SourceId &source)
{
    QString fault;
    const auto silences = rows<Silence>(
        body, source, [&source, &fault](json::Fields fields) { return silenceOf(fields, source, fault); });
    return silences ? json::checked(*silences, fault, source.text()) : silences;
}

} // namespace opsdeck::alertmanager

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/parse.h"

#include "backends/json/alertfields.h"
#include "backends/json/json.h"

namespace opsdeck::alertmanager {

namespace {

/// Why an answer is no array of objects; one with Prometheus' envelope is called by its name.
tl::unexpected<Error> noRows(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    if (document->root().is_array())
        return failure(Error::Kind::BadAnswer, source.text(), QStringLiteral("[]: expected an object"));
    QString ignored;
    const bool envelope = json::Fields(document->root(), ignored).has("data");
    return failure(Error::Kind::BadAnswer, source.text(),
        envelope ? QStringLiteral("This looks like a Prometheus, not an Alertmanager: check url and kind.")
                 : QStringLiteral("Expected a list."));
}

template <typename T, typename Fn> Result<QList<T>> rows(const QByteArray &body, const SourceId &source, Fn parse)
{
    QString fault;
    const QByteArray place("[]");
    QList<T> all;
    const auto take = [&](json::Element element) { all.append(parse(json::Fields(element, fault, place))); };
    if (!json::walkObjects(body, take))
        return noRows(body, source);
    return json::checked(std::move(all), fault, source.text());
}

/// One answer's alerts: what many of them have is made once.
class AlertReader
{
public:
    explicit AlertReader(const SourceId &source)
        : m_source(source)
    { }

    Alert read(json::Fields fields)
    {
        Alert alert;
        alert.labels = fields.textMap("labels", m_texts);
        alert.annotations = fields.textMap("annotations", m_texts);
        json::describe(alert);
        alert.key = {m_source, fields.textOr("fingerprint")};
        if (alert.key.fingerprint.isEmpty()) // hashing the labels would cost more than all the rest of the row
            alert.key.fingerprint = fingerprintOf(alert.labels);
        alert.startsAt = fields.time("startsAt");
        alert.updatedAt = fields.timeOr("updatedAt");
        alert.link = linkOf(fields.textOr("generatorURL", m_texts));
        auto status = fields.object("status");
        alert.silencedBy = status.texts("silencedBy");
        alert.state = status.textOr("state", m_texts) == u"suppressed" ? AlertState::Suppressed : AlertState::Firing;
        return alert;
    }

private:
    QString linkOf(const QString &text)
    {
        const auto known = m_links.constFind(text);
        return known != m_links.cend() ? *known : *m_links.insert(text, safeLink(text));
    }

    const SourceId m_source;
    json::SharedTexts m_texts;
    QHash<QString, QString> m_links; ///< those of a rule's alerts are the same
};

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

Result<SilenceCluster> parseCluster(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    auto told = json::Fields(document->root(), fault).object("cluster");
    SilenceCluster cluster;
    if (told.textOr("status") != QStringLiteral("disabled"))
        cluster.member = told.textOr("name");
    if (!cluster.member.isEmpty() && told.has("peers")) {
        for (const json::Element &peer : told.list("peers"))
            cluster.members.append(json::Fields(peer, fault, "cluster.peers[]").text("name"));
    }
    return json::checked(cluster, fault, source.text());
}

Result<QList<Alert>> parseAlerts(const QByteArray &body, const SourceId &source)
{
    AlertReader reader(source);
    auto alerts = rows<Alert>(body, source, [&reader](json::Fields fields) { return reader.read(fields); });
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

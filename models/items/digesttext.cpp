// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/digesttext.h"

#include "models/domain/silencematch.h"
#include "models/items/alerttext.h"
#include "models/items/ledgertext.h"
#include "models/items/phrasetext.h"
#include "models/items/timetext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

struct DigestText
{
    Q_DECLARE_TR_FUNCTIONS(DigestText)
};

struct Line
{
    QString text;
    QString detail;
};

/// One part of the digest, whatever it becomes.
struct Section
{
    QString title;
    QList<Line> lines;
    QString nothing; ///< said where there are none
};

/// A line is a line, whatever a source put into it.
QString oneLine(const QString &text)
{
    constexpr qsizetype longest = 400;
    QString line = text.left(longest).simplified();
    line.removeIf([](QChar c) {
        const bool overrides = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        return overrides || c.category() == QChar::Other_Control;
    });
    return text.size() > longest ? line + QChar(0x2026) : line;
}

QString joinedParts(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString signOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return u"◆"_s;
    case Severity::Warning:
        return u"▲"_s;
    case Severity::Info:
        return u"●"_s;
    }
    return {};
}

Line lineOf(const ShiftDigest::Item &item, const QDateTime &now)
{
    const QString age = ageText(item.startsAt, now);
    //: %1 is an age such as "12 min"
    QStringList details{oneLine(item.what), oneLine(item.summary), DigestText::tr("for %1").arg(age)};
    if (item.blind)
        details.append(DigestText::tr("last known: no source of it answers"));
    if (const auto &has = item.care.acknowledgement) {
        const QString who = has->by.isEmpty() ? has->source.text() : has->by;
        //: %1 is a person, with what they said about it
        details.prepend(DigestText::tr("%1 has it").arg(oneLine(saidBy(who, has->note))));
        if (has->until.isValid())
            //: %1 is a time
            details.append(DigestText::tr("until %1").arg(localTimeText(has->until, now)));
    }
    return {signOf(item.severity) + u' ' + severityText(item.severity) + u"  "_s + oneLine(item.name),
        joinedParts(details)};
}

Line lineOf(const Silence &silence, const QDateTime &now)
{
    //: %1 is a time
    return {DigestText::tr("ends %1").arg(localTimeText(silence.endsAt, now)) + u"  "_s
            + oneLine(matchersText(silence.matchers)),
        joinedParts({oneLine(silence.source.text()), oneLine(silence.createdBy), oneLine(silence.comment)})};
}

QString outcomeOf(const DeployRun &run)
{
    return run.state == RunState::Running ? DigestText::tr("running") : ledgerOutcomeText(nameOf(run.state));
}

Line lineOf(const ShiftDigest::Deployment &deployment, const QDateTime &now)
{
    const DeployPlan &plan = deployment.run.plan;
    const QString what = plan.product.text() + u' ' + plan.version + u" → "_s + plan.environment.text();
    const QString failure = failureLine(deployment.run.failedAt, Phrase(phraseText(deployment.run.failure)));
    return {localTimeText(deployment.run.startedAt, now) + u"  "_s + oneLine(what),
        joinedParts({deployment.isRollback ? DigestText::tr("rollback") : QString(), outcomeOf(deployment.run),
            oneLine(plan.createdBy), deployment.run.failure.isEmpty() ? QString() : oneLine(failure)})};
}

/// Nobody reads more in one go; the rest is counted.
template <typename List> QList<Line> linesOf(const List &items, const QDateTime &now)
{
    constexpr qsizetype most = 200;
    QList<Line> lines;
    for (const auto &item : items.first(std::min(most, items.size())))
        lines.append(lineOf(item, now));
    if (items.size() > most)
        //: alerts, silences or deployments that a list leaves out at its end
        lines.append({DigestText::tr("… and %n more", nullptr, static_cast<int>(items.size() - most)), {}});
    return lines;
}

QList<Section> sectionsOf(const ShiftDigest &digest)
{
    QList<Line> silent;
    for (const SourceView &source : digest.unobservable)
        silent.append({oneLine(source.id.text()), freshnessText(source, digest.to)});
    return {
        {DigestText::tr("Open, and nobody has it (%1)").arg(digest.open.size()), linesOf(digest.open, digest.to),
            digest.unobservable.isEmpty() ? DigestText::tr("nothing")
                                          : DigestText::tr("nothing that the sources which answer tell")},
        {DigestText::tr("Acknowledged (%1)").arg(digest.acknowledged.size()), linesOf(digest.acknowledged, digest.to),
            DigestText::tr("nothing")},
        {DigestText::tr("Silences that end within 8 h (%1)").arg(digest.expiring.size()),
            linesOf(digest.expiring, digest.to), DigestText::tr("none")},
        {DigestText::tr("Deployments and rollbacks of the shift (%1)").arg(digest.deployments.size()),
            linesOf(digest.deployments, digest.to), DigestText::tr("none")},
        {DigestText::tr("Sources that cannot be observed (%1 of %2)")
                .arg(digest.unobservable.size())
                .arg(digest.sources),
            silent, DigestText::tr("none: what is above is all there is")},
    };
}

QString standText(const ShiftDigest &digest)
{
    const QString counts = countsText(digest.counts);
    //: %1 is a time, %2 are numbers of alerts by severity
    return DigestText::tr("On the wall at %1: %2")
        .arg(localTimeText(digest.to, digest.to), counts.isEmpty() ? DigestText::tr("nothing") : counts);
}

QJsonObject jsonOf(const ShiftDigest::Item &item)
{
    static const char *const severities[] = {"critical", "warning", "info"};
    QJsonObject object{{u"severity"_s, QString::fromLatin1(severities[int(item.severity)])}, {u"name"_s, item.name},
        {u"what"_s, item.what}, {u"summary"_s, item.summary}, {u"startsAt"_s, item.startsAt.toString(Qt::ISODate)},
        {u"lastKnownOnly"_s, item.blind}};
    if (const auto &has = item.care.acknowledgement) {
        object.insert(u"acknowledgedBy"_s, has->by.isEmpty() ? has->source.text() : has->by);
        object.insert(u"note"_s, has->note);
        object.insert(u"until"_s, has->until.toString(Qt::ISODate));
    }
    return object;
}

QJsonObject jsonOf(const Silence &silence)
{
    return {{u"source"_s, silence.source.text()}, {u"id"_s, silence.id},
        {u"matchers"_s, matchersText(silence.matchers)}, {u"endsAt"_s, silence.endsAt.toString(Qt::ISODate)},
        {u"createdBy"_s, silence.createdBy}, {u"comment"_s, silence.comment}};
}

QJsonObject jsonOf(const ShiftDigest::Deployment &deployment)
{
    const DeployRun &run = deployment.run;
    return {{u"run"_s, run.id.text()}, {u"product"_s, run.plan.product.text()}, {u"version"_s, run.plan.version},
        {u"environment"_s, run.plan.environment.text()}, {u"by"_s, run.plan.createdBy},
        {u"startedAt"_s, run.startedAt.toString(Qt::ISODate)}, {u"endedAt"_s, run.endedAt.toString(Qt::ISODate)},
        {u"outcome"_s, nameOf(run.state)}, {u"rollback"_s, deployment.isRollback}};
}

QJsonObject jsonOf(const SourceView &source)
{
    return {{u"source"_s, source.id.text()}, {u"lastSuccess"_s, source.lastSuccess.toString(Qt::ISODate)}};
}

template <typename List> QJsonArray jsonOf(const List &items)
{
    QJsonArray array;
    for (const auto &item : items)
        array.append(jsonOf(item));
    return array;
}

} // namespace

QString digestTitle(const ShiftDigest &digest)
{
    const QLocale locale;
    const auto time = [&](const QDateTime &at) {
        return locale.toString(at.toLocalTime().date(), QLocale::ShortFormat) + u' '
            + at.toLocalTime().toString(u"HH:mm"_s);
    };
    //: %1 is a workspace, %2 and %3 are times
    return DigestText::tr("Shift digest of %1, %2 – %3")
        .arg(oneLine(digest.workspace), time(digest.from), time(digest.to));
}

QString digestText(const ShiftDigest &digest)
{
    QStringList lines{digestTitle(digest), standText(digest)};
    for (const Section &section : sectionsOf(digest)) {
        lines += {QString(), section.title};
        if (section.lines.isEmpty())
            lines.append(u"  "_s + section.nothing);
        for (const Line &line : section.lines) {
            lines.append(u"  "_s + line.text);
            if (!line.detail.isEmpty())
                lines.append(u"      "_s + line.detail);
        }
    }
    return lines.join(u'\n') + u'\n';
}

QString digestHtml(const ShiftDigest &digest)
{
    const QString title = digestTitle(digest).toHtmlEscaped();
    QString html = u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title></head><body>\n"
                   "<h1>%1</h1>\n<p>%2</p>\n"_s.arg(title, standText(digest).toHtmlEscaped());
    for (const Section &section : sectionsOf(digest)) {
        html += u"<h2>"_s + section.title.toHtmlEscaped() + u"</h2>\n"_s;
        if (section.lines.isEmpty()) {
            html += u"<p>"_s + section.nothing.toHtmlEscaped() + u"</p>\n"_s;
            continue;
        }
        html += u"<ul>\n"_s;
        for (const Line &line : section.lines)
            html += u"<li><b>"_s + line.text.toHtmlEscaped() + u"</b><br>"_s + line.detail.toHtmlEscaped()
                + u"</li>\n"_s;
        html += u"</ul>\n"_s;
    }
    return html + u"</body></html>\n"_s;
}

QByteArray digestJson(const ShiftDigest &digest)
{
    const QJsonObject object{
        {u"workspace"_s, digest.workspace},
        {u"from"_s, digest.from.toString(Qt::ISODate)},
        {u"to"_s, digest.to.toString(Qt::ISODate)},
        {u"counts"_s,
            QJsonObject{{u"critical"_s, digest.counts.critical}, {u"warning"_s, digest.counts.warning},
                {u"info"_s, digest.counts.info}, {u"suppressed"_s, digest.counts.suppressed}}},
        {u"open"_s, jsonOf(digest.open)},
        {u"acknowledged"_s, jsonOf(digest.acknowledged)},
        {u"expiringSilences"_s, jsonOf(digest.expiring)},
        {u"deployments"_s, jsonOf(digest.deployments)},
        {u"unobservable"_s, jsonOf(digest.unobservable)},
        {u"sources"_s, digest.sources},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/episodemodel.h"

#include "models/items/alerttext.h"
#include "models/items/timetext.h"

namespace opsdeck {

namespace {

/// A megabyte from a source would hold a view up for seconds.
QString shown(const QString &text)
{
    constexpr qsizetype longest = 200;
    return text.size() > longest ? text.left(longest) + QChar(0x2026) : text;
}

QVariant alignmentOf(int column)
{
    const bool isNumber = column == EpisodeModel::Lasted || column == EpisodeModel::Acknowledged;
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft)));
}

QString durationFrom(const QDateTime &begins, const QDateTime &ends)
{
    return shortDurationText(std::chrono::milliseconds(begins.msecsTo(ends)));
}

QString sourcesOf(const AlertEpisode &episode)
{
    QStringList names;
    for (const SourceId &source : episode.sources)
        names.append(source.text());
    return names.join(QStringLiteral(", "));
}

} // namespace

EpisodeModel::EpisodeModel(QObject *parent)
    : RecordModel(
        {
            {[] { return tr("Began"); },
                [this](const AlertEpisode &e) {
                    const QString began = localTimeText(e.begins, m_now);
                    //: %1 is a time: it fired when we looked again
                    return e.beginSeen ? began : tr("%1 or before").arg(began);
                }},
            {[] { return tr("Severity"); }, [](const AlertEpisode &e) { return severityText(e.severity); }},
            {[] { return tr("Alert"); }, [](const AlertEpisode &e) { return shown(e.name); }},
            {[] { return tr("Service"); }, [](const AlertEpisode &e) { return shown(e.service); }},
            {[] { return tr("Lasted"); },
                [this](const AlertEpisode &e) {
                    const QString lasted = durationFrom(e.begins, e.ends.isValid() ? e.ends : m_now);
                    if (!e.ends.isValid())
                        //: %1 is a duration; the alert still fires
                        return tr("%1, stands").arg(lasted);
                    //: %1 is a duration: when we looked again, the alert was gone
                    return e.endSeen ? lasted : tr("at most %1").arg(lasted);
                }},
            {[] { return tr("Acknowledged after"); },
                [](const AlertEpisode &e) {
                    return e.acknowledged.isValid() ? durationFrom(e.begins, e.acknowledged) : QString();
                }},
            {[] { return tr("Seen by"); }, sourcesOf},
        },
        [](const AlertEpisode &e) { return std::pair(e.key, e.begins); }, parent)
{ }

void EpisodeModel::setEpisodes(const QList<AlertEpisode> &all, const EpisodePlaces &places, const QDateTime &now)
{
    m_now = now;
    QList<AlertEpisode> chosen;
    chosen.reserve(places.size());
    for (const qsizetype place : places)
        chosen.append(all.at(place));
    setRecords(chosen);
}

QVariant EpisodeModel::roleData(const AlertEpisode &episode, int column, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    if (role == Qt::ToolTipRole && column == Began)
        return utcTimeText(episode.begins);
    if (role == Qt::ToolTipRole && column == Lasted)
        return utcTimeText(episode.ends);
    return {};
}

QVariant EpisodeModel::headerRole(int section, int role) const
{
    return role == Qt::TextAlignmentRole ? alignmentOf(section) : QVariant();
}

} // namespace opsdeck

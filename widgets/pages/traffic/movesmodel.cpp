// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/movesmodel.h"

#include "models/items/timetext.h"
#include "widgets/pages/traffic/boardtext.h"
#include "widgets/parts/plaintext.h"

namespace opsdeck {

MovesModel::MovesModel(QObject *parent)
    : RecordModel(
        {{[] { return tr("Time"); },
             [](const TrafficMove &m) { return localTimeText(m.at, QDateTime::currentDateTimeUtc()); }},
            {[] { return tr("Who"); }, [](const TrafficMove &m) { return m.actor; }},
            {[] { return tr("Route"); }, [](const TrafficMove &m) { return m.route; }},
            {[] { return tr("Move"); }, [](const TrafficMove &m) { return moveText(m); }},
            {[] { return tr("Details"); }, [](const TrafficMove &m) { return moveDetail(m); }}},
        [](const TrafficMove &m) { return m.entry; }, parent)
{ }

QVariant MovesModel::roleData(const TrafficMove &move, int column, int role) const
{
    if (role == Qt::SizeHintRole)
        return QSize(0, Theme::PillHeight);
    if (role != Qt::ToolTipRole)
        return {};
    return plainToolTip(column == Time ? utcTimeText(move.at) : column == Detail ? moveDetail(move) : QString());
}

} // namespace opsdeck

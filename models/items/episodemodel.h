// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"
#include "models/items/recordmodel.h"

namespace opsdeck {

/// The rows behind a number of the analysis: times that alerts fired.
class EpisodeModel : public RecordModel<AlertEpisode, std::pair<QString, QDateTime>>
{
    Q_OBJECT

public:
    enum Column
    {
        Began,
        Level,
        Name,
        Service,
        Lasted,
        Acknowledged,
        Source
    };

    explicit EpisodeModel(QObject *parent = nullptr);

    /// These places of the episodes, in this order; `now` is when they were counted.
    void setEpisodes(const QList<AlertEpisode> &all, const EpisodePlaces &places, const QDateTime &now);

protected:
    QVariant roleData(const AlertEpisode &episode, int column, int role) const override;
    QVariant headerRole(int section, int role) const override;

private:
    QDateTime m_now;
};

} // namespace opsdeck

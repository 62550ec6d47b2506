// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/recordmodel.h"
#include "widgets/pages/traffic/boardvalues.h"

namespace opsdeck {

/// What was moved in the past, newest first.
class MovesModel : public RecordModel<TrafficMove, qint64>
{
    Q_OBJECT

public:
    enum ColumnId
    {
        Time,
        Who,
        Route,
        What,
        Detail
    };

    explicit MovesModel(QObject *parent = nullptr);

protected:
    QVariant roleData(const TrafficMove &move, int column, int role) const override;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"
#include "models/items/recordmodel.h"

namespace opsdeck {

/// What alerts have in common, and how often they fired.
class TallyModel : public RecordModel<AlertTally, QString>
{
    Q_OBJECT

public:
    enum Column
    {
        What,
        Detail,
        Fired,
        Critical,
        Alerts,
        Firing
    };

    explicit TallyModel(QObject *parent = nullptr);

protected:
    QVariant roleData(const AlertTally &tally, int column, int role) const override;
    QVariant headerRole(int section, int role) const override;
};

} // namespace opsdeck

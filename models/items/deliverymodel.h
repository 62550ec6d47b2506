// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/delivery.h"
#include "models/items/recordmodel.h"

namespace opsdeck {

/// What people were told, newest first: when, by which rule, where, what, how long after the source saw it, and how
/// that ended.
class DeliveryModel : public RecordModel<Delivery, QString>
{
    Q_OBJECT

public:
    enum Column
    {
        When,
        Outlet,
        What,
        Rule,
        Delay,
        Attempts,
        Outcome
    };
    enum Role
    {
        OutcomeRole = Qt::UserRole ///< Delivery::Outcome as int
    };

    explicit DeliveryModel(QObject *parent = nullptr);

protected:
    QVariant roleData(const Delivery &delivery, int column, int role) const override;
};

} // namespace opsdeck

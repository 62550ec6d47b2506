// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/deliverymodel.h"

#include "models/items/notifytext.h"
#include "models/items/timetext.h"

namespace opsdeck {

namespace {

QString keyOf(const Delivery &delivery)
{
    return delivery.id + u'/' + delivery.outlet + u'/' + QString::number(delivery.at.toMSecsSinceEpoch());
}

} // namespace

DeliveryModel::DeliveryModel(QObject *parent)
    : RecordModel(
        //: Column: when something was sent
        {{[] { return tr("Sent"); },
             [](const Delivery &d) { return localTimeText(d.at, QDateTime::currentDateTimeUtc()); }},
            //: Column: where something was sent to
            {[] { return tr("To"); }, [](const Delivery &d) { return outletText(d.outlet); }},
            {[] { return tr("Message"); }, [](const Delivery &d) { return d.title; }},
            {[] { return tr("Rule"); }, [](const Delivery &d) { return d.rule; }},
            //: Column: how long after the alert began at its source it was told
            {[] { return tr("After the source"); },
                [](const Delivery &d) { return d.delay ? shortDurationText(*d.delay) : QStringLiteral("–"); }},
            {[] { return tr("Tries"); }, [](const Delivery &d) { return QString::number(d.attempts); }},
            {[] { return tr("Outcome"); }, outcomeText}},
        keyOf, parent)
{ }

QVariant DeliveryModel::roleData(const Delivery &delivery, int column, int role) const
{
    if (role == OutcomeRole)
        return static_cast<int>(delivery.outcome);
    if (role != Qt::ToolTipRole)
        return {};
    if (column == When)
        return utcTimeText(delivery.at);
    const QString text = column == Outcome ? outcomeText(delivery) : column == What ? delivery.title : QString();
    return text.isEmpty() ? QVariant() : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

} // namespace opsdeck

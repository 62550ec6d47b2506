// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/deployrunmodel.h"
#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>

namespace opsdeck {

/// Paints a lane's state, its five steps as blocks, and its duration; everything else as the view does.
class LaneDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit LaneDelegate(Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    void paintSteps(QPainter &painter, const QRect &rect, const DeployRun::Lane &lane) const;
    QString durationOf(const QModelIndex &index) const;
    QString noteOf(const QModelIndex &index) const;

    Theme &m_theme;
};

} // namespace opsdeck

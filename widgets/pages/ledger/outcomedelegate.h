// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QStyledItemDelegate>

namespace opsdeck {

/// The shape that goes with an outcome's stable word; an intent is empty.
StateShape shapeOfOutcome(const QString &outcome);

/// Puts the outcome's shape before its word, and gives the rows their height.
class OutcomeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    OutcomeDelegate(const Theme &theme, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>

namespace opsdeck {

/// Paints the cells of an alert; the card behind them is the view's.
class AlertDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int CardGap = 12; ///< above each group
    static constexpr int HeadHeight = Theme::RowHeight + 4 + CardGap; ///< of a group, with the gap

    explicit AlertDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode mode) const;
    void paintWhat(QPainter &painter, QRect rect, const AlertRow &row) const;
    void paintSources(QPainter &painter, const QRect &rect, const AlertRow &row) const;
    Token stateToken(const AlertRow &row) const;

    Theme &m_theme;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>

namespace opsdeck {

struct AlertRow;
struct ShownRow;

/// Paints the cells of an alert, or of what alerts are folded into; the card behind them is the view's.
class AlertDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int CardGap = 12; ///< above each group
    static constexpr int ChangeHeight = 26; ///< of what is told below an alert
    static constexpr int HeadHeight = Theme::RowHeight + 4 + CardGap; ///< of a group, with the gap

    explicit AlertDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Whether a point of a cell is on the arrow or the words that open what is folded there.
    bool isOnFold(const QModelIndex &index, const QRect &cell, const QPoint &point) const;

private:
    void paintState(QPainter &painter, const QRect &cell, const ShownRow &line) const;
    void paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode mode) const;
    void paintNoise(QPainter &painter, QRect rect, const QModelIndex &index) const;
    void paintWhat(QPainter &painter, QRect rect, const AlertRow &row) const;
    QRect chipIn(const QRect &cell, const QString &text) const;
    void paintSources(QPainter &painter, const QRect &rect, const AlertRow &row) const;
    Token stateToken(const AlertRow &row) const;

    Theme &m_theme;
};

} // namespace opsdeck

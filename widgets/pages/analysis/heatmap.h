// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"
#include "widgets/theme/theme.h"

#include <QWidget>

namespace opsdeck {

/// Hours of weekdays: the darker, the more fired; the number stands in the cell, a cell that nobody observed is
/// hatched. A cell is chosen with the mouse or the arrow keys.
class HeatMap : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMap(Theme &theme, QWidget *parent = nullptr);

    void setHours(const std::array<std::array<AlertHour, 24>, 7> &hours);
    QString textOf(int day, int hour) const; ///< "Monday 13:00: 4 fired"

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(int day, int hour);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Cell
    {
        int day = 0;
        int hour = 0;

        bool operator==(const Cell &) const = default;
    };

    QRectF rectOf(const Cell &cell) const;
    std::optional<Cell> cellAt(const QPointF &place) const;
    const AlertHour &at(const Cell &cell) const;
    void paintCell(QPainter &painter, const Cell &cell) const;
    void paintHead(QPainter &painter) const;
    void moveTo(Cell cell);
    int headWidth() const;

    Theme &m_theme;
    std::array<std::array<AlertHour, 24>, 7> m_hours;
    int m_most = 0;
    Cell m_current;
};

} // namespace opsdeck

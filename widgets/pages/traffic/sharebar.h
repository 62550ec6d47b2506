// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

namespace opsdeck {

/// How a pool is drawn wherever it stands; tells the pools apart without colours.
enum class PoolLook
{
    Old, ///< outlined
    New, ///< filled
    Other ///< striped across
};
PoolLook lookOf(const TrafficRoute &route, const QString &pool);
void paintPool(QPainter &painter, const QRectF &area, PoolLook look, const Theme &theme);

/// The sign of a pool, as in the bar.
class PoolSign : public QWidget
{
    Q_OBJECT

public:
    PoolSign(Theme &theme, PoolLook look, QWidget *parent);
    QSize sizeHint() const override { return {16, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme &m_theme;
    const PoolLook m_look;
};

/// The pools' shares of the traffic, as one bar. Hatched where the balancer does not tell.
class ShareBar : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBar(Theme &theme, QWidget *parent = nullptr);

    void setBoard(const BoardRoute &board);
    QSize sizeHint() const override { return {240, 32}; }
    QSize minimumSizeHint() const override { return {80, 32}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void paintPart(QPainter &painter, const QRectF &area, const QString &pool, int percent) const;
    void describe();

    Theme &m_theme;
    BoardRoute m_board;
};

} // namespace opsdeck

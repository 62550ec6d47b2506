// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QRectF>
#include <QtPlugin>

#include <functional>
#include <memory>

class QGraphicsWidget;

namespace opsdeck {

/// What the axes of a time chart say.
struct ChartAxes
{
    qint64 from = 0; ///< milliseconds since the epoch
    qint64 to = 0;
    QString timeFormat;
    double low = 0;
    double high = 1;
    QList<std::pair<QString, double>> ticks; ///< on the axis of values
};

/// Frame and axes of a time chart, as Qt Charts draws them. It stands in a library of its own that is loaded with the
/// first chart: what Qt Charts brings along costs a start six milliseconds, and few look at a chart at once.
class ChartFrame
{
public:
    virtual ~ChartFrame() = default;

    virtual QGraphicsWidget *item() = 0; ///< owned by the frame; to be put into a scene that goes first
    virtual QRectF plotArea() const = 0; ///< in the item's coordinates
    virtual void setAxes(const ChartAxes &axes) = 0;
    virtual void setLook(const QFont &font, const QColor &words, const QColor &lines) = 0;
    /// Instead of the one before.
    virtual void onPlotAreaChanged(std::function<void()> call) = 0;
};

class ChartFrameMaker
{
public:
    virtual ~ChartFrameMaker() = default;

    virtual std::unique_ptr<ChartFrame> make() = 0;
};

/// Loads that library; null where it is not installed.
std::unique_ptr<ChartFrame> makeChartFrame();

} // namespace opsdeck

Q_DECLARE_INTERFACE(opsdeck::ChartFrameMaker, "opsdeck.ChartFrameMaker/1")

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartframes.h"

#include <QCategoryAxis>
#include <QChart>
#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QLegend>
#include <QPen>

namespace opsdeck {

namespace {

constexpr int TimeTicks = 4;

class QtChartsFrame final : public ChartFrame
{
public:
    QtChartsFrame();

    QGraphicsWidget *item() override { return &m_chart; }
    QRectF plotArea() const override { return m_chart.plotArea(); }
    void setAxes(const ChartAxes &axes) override;
    void setLook(const QFont &font, const QColor &words, const QColor &lines) override;
    void onPlotAreaChanged(std::function<void()> call) override { m_call = std::move(call); }

private:
    std::function<void()> m_call; // outlives the chart, which may still have something to say
    QChart m_chart;
    QDateTimeAxis *m_times; // the chart owns both
    QCategoryAxis *m_values;
};

QtChartsFrame::QtChartsFrame()
    : m_times(new QDateTimeAxis(&m_chart))
    , m_values(new QCategoryAxis(&m_chart))
{
    QObject::connect(&m_chart, &QChart::plotAreaChanged, &m_chart, [this] {
        if (m_call)
            m_call();
    });
    m_chart.legend()->hide();
    m_chart.setBackgroundVisible(false);
    m_chart.setMargins({});
    m_chart.layout()->setContentsMargins(0, 0, 0, 0);
    m_chart.addAxis(m_times, Qt::AlignBottom);
    m_chart.addAxis(m_values, Qt::AlignLeft);
    m_times->setTickCount(TimeTicks);
    m_times->setGridLineVisible(false);
    m_values->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_values->setLineVisible(false);
}

void QtChartsFrame::setAxes(const ChartAxes &axes)
{
    m_times->setFormat(axes.timeFormat);
    m_times->setRange(QDateTime::fromMSecsSinceEpoch(axes.from), QDateTime::fromMSecsSinceEpoch(axes.to));
    for (const QString &label : m_values->categoriesLabels())
        m_values->remove(label);
    m_values->setRange(axes.low, axes.high);
    for (const auto &[label, value] : axes.ticks)
        m_values->append(label, value);
}

void QtChartsFrame::setLook(const QFont &font, const QColor &words, const QColor &lines)
{
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_times), static_cast<QAbstractAxis *>(m_values)}) {
        axis->setLabelsFont(font);
        axis->setLabelsColor(words);
        axis->setLinePen(QPen(lines, 1));
        axis->setGridLinePen(QPen(lines, 1));
    }
    m_times->setGridLineVisible(false);
    m_values->setLineVisible(false);
}

} // namespace

std::unique_ptr<ChartFrame> ChartFrames::make()
{
    return std::make_unique<QtChartsFrame>();
}

} // namespace opsdeck

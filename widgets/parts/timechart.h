// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/chartdata.h"
#include "widgets/theme/stateshape.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace opsdeck {

class ActionButton;
class ChartPlot;
class ElidedLabel;

/// Numbers over time: lines with their threshold and what happened meanwhile. What is missing is not drawn. Values are
/// read with the mouse or the arrow keys, a drag looks closer, a double click looks at all again; data and picture can
/// be taken along. The plot is made with the first data, for to load what draws it takes time.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    explicit TimeChart(Theme &theme, QWidget *parent = nullptr);

    void setData(const ChartData &shown);
    /// In place of a plot: nothing is known, it is being asked for, or why not. `raw` is the long answer.
    void setMessage(const QString &text, const QString &raw = {});
    bool hasPlot() const; ///< shows data, not a message
    bool isZoomed() const { return m_whole.has_value(); }
    const ChartData &content() const { return m_data; }
    /// How many pixels wide a plot is, or will be.
    int plotWidth() const;

    /// What it shows, to paste into a sheet: a line for each time, a column for each line.
    QString dataText() const;
    QByteArray picture(bool asSvg) const; ///< PNG, else SVG

Q_SIGNALS:
    /// The person looks closer, or at all again: numbers for this time are wanted.
    void spanChanged(qint64 from, qint64 to);
    void saveRequested(const QString &file, const QByteArray &content);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    bool makePlot();
    void lookCloser(qint64 from, qint64 to);
    void lookAtAll();
    void read();
    void save(bool asSvg);
    void put(const ChartData &shown);

    Theme &m_theme;
    ChartData m_data;
    std::optional<ChartData> m_whole; ///< while a part of it is looked at
    ElidedLabel *m_title;
    QLabel *m_reading;
    ActionButton *m_more;
    QStackedLayout *m_stack;
    QLabel *m_message;
    ChartPlot *m_plot = nullptr;
};

} // namespace opsdeck

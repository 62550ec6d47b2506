// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/historystrip.h"
#include "widgets/theme/theme.h"

#include <QWidget>

namespace opsdeck {

/// What one alert did over days, as a bar of time: the higher the worse, hatched where nobody looked. What happened at
/// a place is its tooltip, the whole in one line is below it.
class HistoryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryStrip(Theme &theme, QWidget *parent = nullptr);

    void setStrip(const QList<HistorySpan> &strip, const QDateTime &now);
    /// Why there is none; empty = it is being read.
    void setMissing(const QString &why = {});
    QString text() const { return m_text; } ///< the line below it

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void say();
    const HistorySpan *spanAt(int x) const;
    QRectF barOf(const HistorySpan &span, const QRectF &area) const;
    qreal placeOf(const QDateTime &time) const; ///< from left to right
    void paintBars(QPainter &painter, const QRectF &area) const;
    void paintDays(QPainter &painter, const QRectF &area) const;

    Theme &m_theme;
    QList<HistorySpan> m_strip;
    QDateTime m_now;
    QString m_missing;
    QString m_text;
};

} // namespace opsdeck

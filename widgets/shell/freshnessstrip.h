// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>

namespace opsdeck {

/// "sources 7/8 live ▨ zabbix stale since 13:41": can I trust what I see? A click asks for
/// the page that lists every source with the reason for its state.
class FreshnessStrip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FreshnessStrip(Theme &theme, QWidget *parent = nullptr);

    void setSources(const QList<SourceRecord> &sources, const QDateTime &now);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool anyIsLive() const;
    void makeTexts();
    void retranslate();
    qreal paintSummary(QPainter &painter) const;
    void paintBlind(QPainter &painter, const QRectF &box) const;

    Theme &m_theme;
    QList<SourceRecord> m_sources;
    QDateTime m_now;
    QString m_summary;
    QString m_blind; ///< the first blind source; empty = none
};

} // namespace opsdeck

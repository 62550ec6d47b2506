// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallpainter.h"
#include "widgets/wall/wallscene.h"

namespace opsdeck {

/// Above every scene: how many critical and warning alerts there are, which source is silent, the time and the shift.
class WallHeader : public WallScene
{
    Q_OBJECT

public:
    static constexpr double Height = 124; ///< of 1080

    explicit WallHeader(Theme &theme, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override;
    void setShift(const QString &shift);
    /// Something is wrong that is not with the data; empty = nothing.
    void setNotice(const QString &notice);
    const QString &notice() const { return m_notice; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double paintCount(WallPainter &wall, double left, StateShape shape, int count, WallText size) const;
    double paintClock(WallPainter &wall) const; ///< answers its left edge
    void paintSources(WallPainter &wall, double left, double right) const;
    QString silenceText() const; ///< empty where every source is live

    QString m_shift;
    bool m_known = false;
    bool m_blind = true;
    SeverityCounts m_counts;
    QList<SourceView> m_sources;
    QString m_problem;
    QString m_notice;
};

} // namespace opsdeck

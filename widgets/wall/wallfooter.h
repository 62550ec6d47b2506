// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallpainter.h"
#include "widgets/wall/wallscene.h"

namespace opsdeck {

/// Below every scene: the newest changes, and in the corner a heartbeat that moves each second and says how old the
/// data are. A picture that stands still, or a process that hangs, shows there.
class WallFooter : public WallScene
{
    Q_OBJECT

public:
    static constexpr double Height = 64; ///< of 1080
    static constexpr int Places = 12; ///< that the heartbeat walks through

    explicit WallFooter(Theme &theme, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override;
    void setMoment(const WallMoment &moment) override;
    int beat() const { return m_beat; } ///< where it is; another one each second

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF heartBox() const;
    void paintHeart(WallPainter &wall) const;
    void paintChanges(WallPainter &wall, const QRectF &room) const;
    double paintChange(WallPainter &wall, const QRectF &room, const WallChange &change, bool first) const;

    QList<WallChange> m_changes;
    QDateTime m_lastData;
    bool m_blind = true;
    int m_beat = 0;
};

} // namespace opsdeck

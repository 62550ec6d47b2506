// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallscene.h"

namespace opsdeck {

/// The time, the day and who is on duty, for a room without a clock.
class ClockScene : public WallScene
{
    Q_OBJECT

public:
    explicit ClockScene(const WallSceneContext &context, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override { Q_UNUSED(content) }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_shift;
};

} // namespace opsdeck

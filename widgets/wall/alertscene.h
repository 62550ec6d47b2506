// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallscene.h"

namespace opsdeck {

/// The business systems, a tile each, what needs a person first.
class AlertScene : public WallScene
{
    Q_OBJECT

public:
    explicit AlertScene(const WallSceneContext &context, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_known = false;
    QList<WallTile> m_tiles;
};

} // namespace opsdeck

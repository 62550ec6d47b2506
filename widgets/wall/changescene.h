// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallpainter.h"
#include "widgets/wall/wallscene.h"

namespace opsdeck {

/// What was changed today: deployments, pipelines of default branches, acknowledgements; newest first.
class ChangeScene : public WallScene
{
    Q_OBJECT

public:
    explicit ChangeScene(const WallSceneContext &context, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintRow(WallPainter &wall, const QRectF &row, const WallChange &change) const;

    QList<WallChange> m_changes;
};

} // namespace opsdeck

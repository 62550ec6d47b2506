// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallscene.h"

#include <chrono>

namespace opsdeck {

class MatrixDelegate;
class MatrixModel;

/// What runs where: the version matrix of the releases page, large. What differs stands first; what has no room comes
/// on further sheets, one after the other.
class VersionScene : public WallScene
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds SheetTime{8};

    explicit VersionScene(const WallSceneContext &context, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override;
    void setMoment(const WallMoment &moment) override;
    void begin() override;
    int sheets() const;
    int sheet() const { return m_sheet; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowsOnSheet() const;
    double zoom() const; ///< of the table's own measures
    void paintTable(QPainter &painter, const QRectF &room) const;
    QString headingText() const;

    MatrixModel *m_model; // child
    MatrixDelegate *m_delegate; // child
    VersionMatrix m_given; ///< in the workspace's order
    int m_sheet = 0;
    qint64 m_turnedAt = 0; ///< seconds
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/layeredlayout.h"
#include "models/domain/wallspec.h"
#include "models/domain/workspace.h"
#include "widgets/pages/topology/drawing.h"
#include "widgets/theme/walltype.h"
#include "widgets/wall/wallcontent.h"

#include <QFuture>
#include <QWidget>

#include <functional>

namespace opsdeck {

/// What a scene is made of; the references outlive it.
struct WallSceneContext
{
    using Layout = std::function<QFuture<Result<LayoutResult>>(LayoutRequest)>;
    /// The closer nodes stand, the larger they are on the wall.
    static constexpr LayoutOptions Tight{.layerGap = 56, .nodeGap = 14, .edgeGap = 10};

    Theme &theme;
    const Workspace &workspace;
    const WallSceneSpec &spec;
    QString shift; ///< who is on duty
    Layout layout; ///< lays a graph out elsewhere
};

/// One picture of the wall. It shows what it is given, takes no input and asks for nothing; it scales with the screen.
class WallScene : public QWidget
{
    Q_OBJECT

public:
    explicit WallScene(Theme &theme, QWidget *parent = nullptr);

    virtual void setContent(const WallContent &content) = 0;
    /// Every second, and while something blinks: as little as possible.
    virtual void setMoment(const WallMoment &moment);
    /// It comes to the front.
    virtual void begin() { }
    /// The size of the whole screen, which type is scaled by.
    void setScreenSize(const QSize &size);

protected:
    void changeEvent(QEvent *event) override;
    Theme &theme() const { return m_theme; }
    WallType type() const { return {m_theme, m_screen}; }
    const WallMoment &moment() const { return m_moment; }
    /// Sizes, language or colours are others.
    virtual void restyle();

private:
    Theme &m_theme;
    QSize m_screen{1920, 1080};
    WallMoment m_moment;
};

} // namespace opsdeck

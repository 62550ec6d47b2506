// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/wallspec.h"
#include "widgets/wall/wallscene.h"

#include <memory>
#include <vector>

class QStackedWidget;

namespace opsdeck {

class ProblemScene;
class WallFooter;
class WallHeader;

/// The picture on the wall: header, one scene, footer; no frame, no cursor, nothing to press. Which scene stands in
/// front is told from outside. GUI thread.
class WallWindow : public QWidget
{
    Q_OBJECT

public:
    /// How far the picture moves against burn-in, of 1080.
    static constexpr int ShiftPixels = 6;

    WallWindow(Theme &theme, WallSceneContext::Layout layout, QWidget *parent = nullptr);
    ~WallWindow() override;

    /// Makes the scenes of this set anew. The workspace outlives them, or the next call.
    void setScenes(const Workspace &workspace, const WallSet &set);
    /// Nothing of any workspace is shown any more.
    void clearScenes();
    /// Instead of a scene, until it is empty again.
    void setProblem(const QString &title, const QString &detail);
    bool hasProblem() const;
    /// Beside the counts, over whatever is shown; empty = nothing.
    void setNotice(const QString &notice);
    QString notice() const;

    void setContent(const WallContent &content);
    void setMoment(const WallMoment &moment);
    /// 0, 1, 2 … walks the picture round its place.
    void setShift(int step);

    int sceneCount() const { return static_cast<int>(m_scenes.size()); }
    int scene() const { return m_front; }
    WallScene *sceneAt(int index) const { return m_scenes.at(static_cast<size_t>(index)); }
    void showScene(int index);
    int heartbeat() const; ///< another one each second
    QPoint shift() const;

Q_SIGNALS:
    void sceneWanted(int step); ///< a person presses an arrow: +1 or −1
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    std::vector<WallScene *> everything() const;

    Theme &m_theme;
    const WallSceneContext::Layout m_layout;
    QWidget *m_content; // child; moved against burn-in
    WallHeader *m_header; // children of m_content
    WallFooter *m_footer;
    QStackedWidget *m_stack;
    ProblemScene *m_problem;
    std::vector<WallScene *> m_scenes; // children of m_stack
    WallContent m_last;
    WallMoment m_moment;
    int m_front = 0;
    int m_shiftStep = 0;
};

} // namespace opsdeck

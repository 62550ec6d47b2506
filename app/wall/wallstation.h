// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desksettings.h"
#include "app/desk/language.h"
#include "app/session/readingsession.h"
#include "app/workspace/workspaceloader.h"
#include "models/domain/wallrotation.h"
#include "widgets/theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>

namespace opsdeck {

class WallFeed;
class WallScreens;
class WallWindow;

struct WallOptions
{
    QString folder; ///< of the workspace
    QString set; ///< empty = the first that the workspace has
    QString screen; ///< empty = as the set says
    QString scene; ///< to begin with, as told by sceneShown; empty = the first
};

/// The program on a wall: opens a workspace to look at it, shows its scenes in turn, and gets over everything by
/// itself: a workspace that is damaged, absent or edited, a store that another instance has or gives back, a screen
/// that goes and comes. It asks nothing, and holds nothing that could change the world. GUI thread.
class WallStation : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds LookAgain{3'000}; ///< at files and locks

    /// The screens outlive it. Of the settings, language and theme count.
    WallStation(WallOptions options, SessionFolders folders, const DeskSettings &settings, WallScreens &screens,
        const Redaction &redaction = {}, QObject *parent = nullptr);
    ~WallStation() override;

    void start();
    WallWindow &window() { return *m_window; }
    const WallRotation &rotation() const { return m_rotation; }
    const WallFeed *feed() const { return m_feed.get(); } ///< null while no workspace is open
    /// Another instance has the workspace and polls; this one shows what it stores.
    bool isFollowing() const;

Q_SIGNALS:
    void sceneShown(const QString &scene); ///< every second: the event loop turns
    void closed(); ///< by a person

private:
    void load();
    void take(const LoadedWorkspace &loaded);
    bool chooseSet(const Workspace &workspace);
    void open(const Workspace &workspace);
    void close();
    void showProblem(const QString &title, const QString &detail);
    void lookAgain();
    void tick();
    void rotate(const std::optional<QList<OpenCritical>> &criticals);
    void turn(int step);
    void placeWindow();
    void updateMoment();
    QString sceneId(int index) const;
    std::chrono::milliseconds elapsed() const { return std::chrono::milliseconds(m_running.elapsed()); }

    const WallOptions m_options;
    const SessionFolders m_folders;
    const Redaction m_redaction;
    WallScreens &m_screens;
    Language m_language;
    Theme m_theme;
    std::unique_ptr<WallWindow> m_window;
    std::unique_ptr<ReadingSession> m_session;
    std::unique_ptr<WallFeed> m_feed; // on the session
    WallSet m_set;
    WallRules m_rules;
    WallRotation m_rotation;
    QString m_resumed; ///< the scene to begin with, until there are scenes
    QString m_lastScene; ///< that was told
    QString m_told; ///< the last problem, which is logged once
    QString m_stamp; ///< of the workspace's files as they were read
    QElapsedTimer m_running;
    QTimer m_second;
    QTimer m_blink;
    QTimer m_again;
    bool m_lit = true;
    bool m_loading = false;
};

} // namespace opsdeck

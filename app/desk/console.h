// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desk.h"
#include "app/workspace/workspaceloader.h"

namespace opsdeck {

class ConnectService;
class WelcomeWindow;

/// The program with a window: welcomes a person until a workspace is open, then shows its desk; opens it anew when its
/// files were edited from here. GUI thread.
class Console : public QObject
{
    Q_OBJECT

public:
    Console(SessionFolders folders, DeskSettings settings, const Redaction &redaction = {}, QObject *parent = nullptr);
    ~Console() override;

    /// Shows the desk of this workspace, else the welcome window with the reason.
    void open(const QString &folder);
    void welcome(const QString &problem = {});

    Desk *desk() { return m_desk.get(); } ///< null while there is none
    WelcomeWindow *welcomeWindow() { return m_welcome.get(); }

Q_SIGNALS:
    void settingsChanged(const opsdeck::DeskSettings &settings);
    void demoRequested();

private:
    Result<void> tryOpen(const QString &folder);
    void show(const LoadedWorkspace &workspace, std::unique_ptr<Session> session, bool isFirstWindow);
    void goOutside();
    void reopen();
    void openForm(const QString &kind);

    const SessionFolders m_folders;
    const Redaction m_redaction;
    DeskSettings m_settings;
    Language m_language;
    std::unique_ptr<ConnectService> m_connecting;
    std::unique_ptr<Theme> m_theme; ///< of the welcome window; a desk has its own
    std::unique_ptr<WelcomeWindow> m_welcome;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Desk> m_desk;
};

} // namespace opsdeck

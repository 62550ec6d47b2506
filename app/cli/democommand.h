// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/terminal.h"
#include "app/desk/demoworld.h"
#include "app/desk/desk.h"
#include "app/desk/screenshots.h"
#include "app/wall/wallshots.h"

#include <QSize>

namespace opsdeck {

class Console;

struct DemoOptions
{
    QString screens; ///< folder for pictures; empty = open the window
    QSize size{1920, 1080};
    bool deploy = false; ///< deploy the demo's next version first, and tell how it went
};

/// The demo: starts the simulated company, syncs it, and opens the window, or tells what it saw and renders every page.
class DemoCommand : public QObject
{
    Q_OBJECT

public:
    DemoCommand(DemoOptions options, const Redaction &redaction, QObject *parent = nullptr);
    ~DemoCommand() override;

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void open();
    void openWindow(const SessionFolders &folders);
    void report();
    void deploy();
    void begin(const DeployPlan &plan, const PrecheckReport &report);
    void take(const DeployEvent &event);
    void render();
    void renderWall();
    QList<Screenshots::Scene> scenes() const;
    void fail(const Error &error);

    DemoOptions m_options;
    Redaction m_redaction;
    Terminal m_out;
    Terminal m_err;
    Language m_language;
    DeskSettings m_settings;
    DemoWorld m_world;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<Console> m_console; ///< instead of session and desk, with a window
    std::unique_ptr<Screenshots> m_screenshots;
    std::unique_ptr<WallShots> m_wallShots;
    RunId m_run;
    bool m_ok = true;
};

/// opsdeck demo [--screens DIR] [--deploy]; needs a QApplication.
ExitCode runDemo(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck

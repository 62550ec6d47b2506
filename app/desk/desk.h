// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desksettings.h"
#include "app/desk/language.h"
#include "app/features/alertwatch.h"
#include "app/features/sourcewatch.h"
#include "app/notify/busnotes.h"
#include "app/notify/notifyservice.h"
#include "app/session/session.h"
#include "models/domain/diagnostic.h"
#include "widgets/shell/shell.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace opsdeck {

class Feature;
struct FeatureContext;
class StoreSearch;
class SoundPlayer;

/// The window on one open workspace: puts features into the shell, keeps the freshness strip and the tasks current,
/// switches language and theme. GUI thread.
class Desk : public QObject
{
    Q_OBJECT

public:
    /// `faults` are what the workspace's files have wrong.
    Desk(Session &session, Language &language, DeskSettings settings, Diagnostics faults = {},
        QObject *parent = nullptr);
    ~Desk() override;

    Shell &shell() { return *m_shell; }
    void showWithRows(); ///< the shell, once its first page has what is known, or this takes too long
    Theme &theme() { return m_theme; }
    const DeskSettings &settings() const { return m_settings; }
    void setLanguage(const QString &language);
    void setTheme(ThemeKind kind);
    void setVoice(const DeskVoice &voice);
    QStringList pageIds() const;
    void openPage(const QString &page, const QString &place = {});
    Page *frontPage() const;

Q_SIGNALS:
    void settingsChanged(const opsdeck::DeskSettings &settings);
    void reopenRequested(); ///< the workspace's files were edited, and nothing runs that would be disturbed
    void firstRowsCame();
    void settled(); ///< once: the first page shows its rows, or they are long in coming; what can wait may begin

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void planFeatures();
    template <typename Made> void plan(const std::function<std::unique_ptr<Feature>()> &make);
    void watchSettling();
    void connectTelling();
    /// Null where nothing may be done about alerts: the role is only to look, or another instance has the workspace.
    AlertService *alertService() const;
    std::unique_ptr<Feature> makeAlerts(const FeatureContext &context);
    std::unique_ptr<Feature> makeSettings(const FeatureContext &context);
    void take(const DeployEvent &event);
    void showTasks();
    void showNotices();
    void takeNotice(const QString &id);
    void takeEditedWorkspace();
    void remember();

    Session &m_session;
    DeskSettings m_settings;
    Diagnostics m_faults;
    Language &m_language;
    Theme m_theme;
    SourceWatch m_sources;
    AlertWatch m_alerts;
    std::unique_ptr<SoundPlayer> m_sounds;
    BusNotes m_notes;
    NotifyService m_telling;
    std::vector<std::unique_ptr<Feature>> m_features;
    std::unique_ptr<Shell> m_shell;
    std::deque<QString> m_soon; ///< pages that have news of their own, and were not made yet
    QTimer m_settling;
    QTimer m_making;
    bool m_wasShown = false;
    bool m_hasRows = false;
    QMap<RunId, DeployRun> m_runs; ///< those that run now
    QList<SourceId> m_asking;
    bool m_wasEdited = false; ///< the workspace, and we show the old one
    std::unique_ptr<StoreSearch> m_search;
};

} // namespace opsdeck

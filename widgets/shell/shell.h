// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "widgets/shell/navigation.h"
#include "widgets/shell/page.h"
#include "widgets/shell/pageshelf.h"
#include "widgets/shell/statusbar.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

#include <functional>

class QStackedWidget;

namespace opsdeck {

class CommandPalette;
class InspectorFrame;
class NoticeBar;
struct Notice;
struct PaletteItem;
class Rail;
class TopBar;

/// The window of the desk: rail, top bar, page, inspector, status bar. Knows where we are; what pages show is theirs.
/// Leaves to app: saving the window's size, switching language and theme, filling sources and tasks.
class Shell : public QWidget
{
    Q_OBJECT

public:
    Shell(Theme &theme, const QString &workspaceName, QWidget *parent = nullptr);
    ~Shell() override;

    /// Made when somebody goes there, the first at once; the shell becomes the page's parent. Rail entries stand in the
    /// order of the calls; "settings" stands at the bottom. `card` is asked anew when the language changes.
    void addPage(const std::function<PageCard()> &card, const std::function<Page *()> &make);
    void addPage(Page *page); ///< one that was made
    QStringList pageIds() const { return m_pages.ids(); }
    void makePage(const QString &id) { m_pages.page(id); } ///< though nobody goes there: it has news of its own
    void makePages(); ///< all
    Page *frontPage() const; ///< null without pages
    /// False where no such page, or the address is of another workspace: the shell then stays where it is.
    bool openAddress(const QString &address);
    QString address() const; ///< of the place in front

    void setWorkspaceTitle(const QString &title); ///< default: the name
    /// For pages that do not name an environment themselves; an empty title shows none.
    void setEnvironment(const QString &title, bool production);
    void setSources(const QList<SourceRecord> &sources, const QDateTime &now);
    void setTasks(const QList<TaskStatus> &tasks);
    void setNotices(const QList<Notice> &notices);
    /// The answer to searchRequested: goes into the palette, if it still asks that.
    void showFound(const QString &words, const QList<FoundPlace> &places);
    TopBar &topBar() { return *m_top; } ///< for how loud the desk is, which is none of ours
    void setRailCollapsed(bool collapsed);
    bool isRailCollapsed() const;

Q_SIGNALS:
    void languageRequested(const QString &language); ///< "en", "zh_CN"
    void themeRequested(opsdeck::ThemeKind kind);
    void cancelRequested(const QString &taskId);
    void railCollapsedChanged(bool collapsed);
    void noticeActivated(const QString &id);
    void searchRequested(const QString &words); ///< typed into the palette

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void connectBars();
    void openSettings(const QString &place);
    void addShortcuts();
    void connectPage(Page *page);
    void showPage(Page *page);
    void go(const std::optional<Address> &address);
    void visitCurrent();
    void showInspector();
    void showEnvironment();
    void tick();
    void retranslate();
    void showShortcuts();
    void showPalette();
    void refreshPalette();
    QList<PaletteItem> paletteItems();
    PaletteItem itemFor(const PageCard &page, const PagePlace &place);

    Theme &m_theme;
    QString m_workspace;
    Rail *m_rail;
    TopBar *m_top;
    NoticeBar *m_notices;
    QStackedWidget *m_stack;
    InspectorFrame *m_inspector;
    StatusBar *m_status;
    QPointer<CommandPalette> m_palette; ///< while it is open
    PageShelf m_pages;
    QSet<Page *> m_inspected; ///< pages whose inspector is wanted
    History m_history;
    bool m_travelling = false; ///< opening a known place: not a visit of its own
    std::optional<PageEnvironment> m_environment;
    QList<SourceRecord> m_sources;
    qint64 m_clockOffset = 0; ///< ms from the system's clock to the one we were told
    QTimer m_clock;
    QTimer m_making; ///< while the palette is open: it has the places of all pages
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertgrouping.h"
#include "models/domain/alertwall.h"
#include "models/domain/savedview.h"
#include "models/domain/whatchanged.h"
#include "widgets/shell/page.h"

class QLabel;
class QStackedWidget;

namespace opsdeck {

class AlertHandler;
class AlertHeader;
class AlertInspector;
class AlertTreeModel;
class AlertView;
class Card;
class EmptyState;
class FilterBar;
class SearchField;

/// "What is burning, who has it?" Shows an alert wall; knows nothing of where it comes from.
class AlertsPage : public Page
{
    Q_OBJECT

public:
    explicit AlertsPage(Theme &theme, QWidget *parent = nullptr);

    /// Shown in a moment, unless a newer one comes first.
    void setWall(const AlertWall &wall, const QDateTime &now);
    /// The clock of the ages; called once a second.
    void setNow(const QDateTime &now);
    /// The last wall stays; a banner says why there is no newer one. Nothing = all is well.
    void setError(const std::optional<Error> &error);
    /// A refusal of what a person wanted; stays until the next word or Esc.
    void showRefusal(const QList<Error> &errors);
    AlertTreeModel &model() { return *m_model; }
    QString filterText() const; ///< what the person wants to see of the wall
    /// What is shown about the one that is looked at.
    AlertInspector &details() { return *m_inspector; }
    /// What is told below the alerts that came after it.
    void setChanges(const ChangeIndex &index, std::chrono::seconds window);
    /// Filters under a name: those of the workspace, and the person's own.
    void setViews(const QList<SavedView> &shared, const QList<SavedView> &own);
    /// From now on something can be done about the alerts, not only looked at.
    AlertHandler &enableHandling();

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QWidget *inspector() override;
    QString place() const override;
    QList<PagePlace> places() const override;
    QList<PageShortcut> shortcuts() const override;
    void openPlace(const QString &place) override;

Q_SIGNALS:
    void openLinkRequested(const QString &link); ///< http or https, and the person agreed
    void ownViewsChanged(const QList<opsdeck::SavedView> &views);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lay();
    void connectParts();
    void retranslate();
    void filter(const QString &text);
    void group(const AlertGrouping &grouping);
    void nameView();
    void showBanner();
    void showContent();
    void explainEmptiness();
    void inspect(const QModelIndex &index);
    void refreshInspector();
    bool inspectChosen(); ///< false = there are not several
    void copy(const QModelIndex &index) const;
    void jumpToBlind();
    void takeNew();
    void followCurrent();
    void openWanted();

    Theme &m_theme;
    AlertTreeModel *m_model;
    AlertHeader *m_header;
    FilterBar *m_filter;
    SearchField *m_search;
    Card *m_banner;
    QLabel *m_bannerText;
    QStackedWidget *m_stack;
    AlertView *m_view;
    EmptyState *m_empty;
    AlertInspector *m_inspector;
    AlertHandler *m_handler = nullptr; ///< null = to look at only
    std::optional<Error> m_error;
    QList<Error> m_refusals;
    std::optional<PageBadge> m_badge;
    QString m_current; ///< key of the current row while the rows change
    QString m_wanted; ///< key of what is to be opened as soon as it is shown
    std::optional<AlertGrouping> m_grouping; ///< that a person chose
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertssummary.h"
#include "widgets/pages/alerts/cardlayout.h"
#include "widgets/pages/alerts/keptplace.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QPersistentModelIndex>

#include <array>

namespace opsdeck {

class AlertDelegate;
class AlertTreeModel;
struct ShownRow;

/// The alert wall as cards: a header per group, its alerts below. A view of its own, for a tree view measures and lays
/// out every row, and a hundred thousand may come at once. Keeps what a person opened and closed by key, and the row
/// under the hand in its place over a refresh. j/k and arrows walk, Enter inspects, Ctrl+C copies.
class AlertView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit AlertView(Theme &theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setNow(const QDateTime &now) { m_now = now; }

    const ShownRow *foldAt(const QModelIndex &index) const; ///< null = it folds nothing
    bool isExpanded(const QModelIndex &group) const;
    void setExpanded(const QModelIndex &group, bool open); ///< as a person does

    /// Around a refresh: what is on top of the view stays there, and where the current row goes, its neighbour follows.
    void rememberPlace();
    void restorePlace();
    /// While a filter shows only hits, all of them are open; a person's own choice comes back afterwards.
    void setAllOpen(bool open);

    /// The alerts of all lines that are selected, where that are several; else those of the current line.
    QList<AlertRow> chosenAlerts() const;
    AlertsSummary chosenSummary() const;
    int selectedLines() const;
    /// Another one becomes current by itself: what several a person has selected stays so.
    void moveCurrent(const QModelIndex &index);
    /// All alerts of open groups.
    void selectAll() override;

    /// Where everything stands, in the contents.
    const CardLayout &cards() const;
    CardLayout::Place placeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const CardLayout::Place &place) const;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;

Q_SIGNALS:
    void inspectRequested(const QModelIndex &index);
    void foldRequested(const QModelIndex &index, bool open); ///< of a row that folds others
    void copyRequested(const QModelIndex &index);
    void changeRequested(const QString &page, const QString &place); ///< what is told below an alert

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void updateGeometries() override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    struct Column
    {
        int left = 0;
        int width = 0;
    };
    const AlertTreeModel *tree() const;
    void outdate();
    CardLayout laidOut() const;
    bool isWantedOpen(const QString &key, const std::optional<Severity> &worst) const;
    QRect rectOf(const CardLayout::Place &place) const;
    void paintGroup(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintAlert(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintChange(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    bool openChange(const QModelIndex &index, const QPoint &point); ///< false = the point is on none
    void fitColumns();
    void toggle(const QModelIndex &group);
    bool toggleFold(const QModelIndex &index); ///< false = it folds nothing
    bool stepIntoFold(const QModelIndex &index, bool open); ///< false = there is none to open or close
    void step(int rows, Qt::KeyboardModifiers modifiers);
    void extendTo(const QModelIndex &index); ///< selects from where a person began
    QItemSelection linesBetween(int first, int last) const;
    template <typename Fn> void forEachSelected(Fn take) const;
    void hover(const QModelIndex &index);

    Theme &m_theme;
    AlertDelegate *m_delegate;
    QHash<QString, bool> m_wanted; ///< group key → open, where a person decided
    QHash<QString, bool> m_wantedAmongHits; ///< the same, while all are open
    mutable QSet<QString> m_openByItself; ///< does not close by itself
    bool m_allOpen = false;
    mutable CardLayout m_cards;
    mutable bool m_isOutdated = true;
    std::array<Column, 7> m_columns;
    QDateTime m_now;
    QPersistentModelIndex m_hovered;
    QPersistentModelIndex m_anchor; ///< where a selection of several began
    bool m_isExtending = false;
    KeptPlace m_place;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "widgets/theme/theme.h"

#include <QPersistentModelIndex>
#include <QTreeView>

namespace opsdeck {

/// The alert wall as cards: a header per group, its alerts below. Keeps what a person opened and closed by key, and the
/// row under the hand in its place over a refresh. j/k and arrows walk, Enter inspects, Ctrl+C copies.
class AlertView : public QTreeView
{
    Q_OBJECT

public:
    explicit AlertView(Theme &theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setNow(const QDateTime &now) { m_now = now; }

    /// Around a refresh: what is on top of the view stays there.
    void rememberPlace();
    void restorePlace();
    /// While a filter shows only hits, all of them are open; a person's own choice comes back afterwards.
    void setAllOpen(bool open);

Q_SIGNALS:
    void inspectRequested(const QModelIndex &index);
    void copyRequested(const QModelIndex &index);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;

private:
    void paintGroup(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintAlertCard(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void fitColumns();
    void openAsWanted(const QModelIndex &group);
    void toggle(const QModelIndex &group);
    void step(int rows);
    void hover(const QModelIndex &index);

    Theme &m_theme;
    QHash<QString, bool> m_wanted; ///< group key → open, where a person decided
    bool m_allOpen = false;
    QDateTime m_now;
    QPersistentModelIndex m_hovered;
    QPersistentModelIndex m_top;
    int m_topOffset = 0;
};

} // namespace opsdeck

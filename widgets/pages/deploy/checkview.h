// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>

namespace opsdeck {

class CheckModel;

/// Paints a check in one line, its remedy quieter below; however many there are, none is a widget.
class CheckDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CheckDelegate(Theme &theme, CheckModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
    CheckModel &m_model;
};

/// The checks: heads as lines of their own, what does not pass always open, what passes behind its head until it is
/// opened by click, Enter or →. Ctrl+C copies the selected rows as text.
class CheckView : public QTreeView
{
    Q_OBJECT

public:
    CheckView(Theme &theme, CheckModel &model, QWidget *parent = nullptr);

    /// After new checks: opens what does not pass.
    void openTroubles();
    QString selectedText() const;

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void toggle(const QModelIndex &index);
    void paintHead(QPainter &painter, const QRect &row, const QModelIndex &index) const;

    Theme &m_theme;
    CheckModel &m_model;
};

} // namespace opsdeck

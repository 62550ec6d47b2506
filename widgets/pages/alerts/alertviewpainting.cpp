// SPDX-License-Identifier: GPL-3.0-or-later
// What an AlertView looks like; the rest of it is in alertview.cpp.
#include "models/items/alerttreemodel.h"
#include "models/items/changetext.h"
#include "widgets/pages/alerts/alertcard.h"
#include "widgets/pages/alerts/alertdelegate.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/parts/plaintext.h"
#include "widgets/theme/quickfont.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int ChangeIcon = 16;

} // namespace

void AlertView::fitColumns()
{
    constexpr int shape = 40;
    constexpr int age = 76;
    const int room = qMax(0, viewport()->width() - shape - age);
    const auto share = [room](int percent) { return room * percent / 100; };
    const std::array widths{shape, share(20), share(15), share(30), age, share(17), share(18)};
    static_assert(widths.size() == AlertTreeModel::ColumnCount);
    int left = 0;
    for (size_t column = 0; column < widths.size(); ++column) {
        m_columns.at(column) = {left, widths.at(column)};
        left += widths.at(column);
    }
}

void AlertView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int first = cards().number(cards().at(verticalOffset() + event->rect().top()));
    for (int number = first; number >= 0 && number < cards().places(); ++number) {
        const CardLayout::Place place = cards().place(number);
        const QRect rect = rectOf(place);
        if (rect.top() > event->rect().bottom())
            break;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        if (place.row < 0)
            paintGroup(painter, rect, indexOf(place));
        else
            paintAlert(painter, rect, indexOf(place));
        painter.restore();
    }
}

void AlertView::paintAlert(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const RowCard card{m_theme, tree()->lineAt(index)->row->blind, selectionModel()->isSelected(index),
        m_hovered == index, index.row() == model()->rowCount(index.parent()) - 1};
    card.paint(painter, rect);
    painter.setRenderHint(QPainter::Antialiasing, false);
    QStyleOptionViewItem cell;
    initViewItemOption(&cell);
    for (size_t column = 0; column < m_columns.size(); ++column) {
        cell.rect = QRect(m_columns.at(column).left, rect.y(), m_columns.at(column).width, Theme::RowHeight);
        itemDelegate()->paint(&painter, cell, index.siblingAtColumn(static_cast<int>(column)));
    }
    if (tree()->changeAt(index))
        paintChange(
            painter, rect.adjusted(m_columns.at(AlertTreeModel::NameColumn).left, Theme::RowHeight, 0, 0), index);
}

/// What was changed before it began, and a word that leads there.
void AlertView::paintChange(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const Change &change = *tree()->changeAt(index);
    const QRect icon(rect.left(), rect.top() + 1, ChangeIcon, ChangeIcon);
    m_theme.icon(QStringLiteral("commit"), Token::Accent).paint(&painter, icon);
    const QString line = shownPart(changeLine(change, tree()->lineAt(index)->row)).simplified();
    painter.setFont(quickFont(m_theme.bodyFont(), line));
    const QFontMetrics metrics = painter.fontMetrics();
    //: on a line that tells what was changed before an alert: leads there
    const QString lead = change.page.isEmpty() ? QString() : tr("diff ▸");
    const int leadWidth = lead.isEmpty() ? 0 : metrics.horizontalAdvance(lead) + 2 * Theme::Grid;
    QRect words = rect.adjusted(ChangeIcon + 2 * Theme::Grid, -4, -2 * Theme::Grid - leadWidth, -4);
    const QString text = metrics.elidedText(line, Qt::ElideRight, words.width());
    painter.setPen(m_theme.color(Token::TextMuted));
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, text);
    words.setLeft(words.left() + metrics.horizontalAdvance(text) + 2 * Theme::Grid);
    words.setWidth(leadWidth);
    painter.setPen(m_theme.color(Token::Accent));
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, lead);
}

bool AlertView::openChange(const QModelIndex &index, const QPoint &point)
{
    const Change *change = tree()->changeAt(index);
    if (!change || change->page.isEmpty() || point.y() < rectOf(placeOf(index)).top() + Theme::RowHeight)
        return false;
    Q_EMIT changeRequested(change->page, change->place);
    return true;
}

void AlertView::paintGroup(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const AlertGroup &group = tree()->groupAt(index)->head;
    const bool hasRows = model()->hasChildren(index);
    const bool isCurrent = hasFocus() && currentIndex().siblingAtColumn(0) == index;
    const GroupCard card{{m_theme, group, m_now, hasRows, hasRows && isExpanded(index)}, isCurrent};
    card.paint(painter, rect.adjusted(0, AlertDelegate::CardGap, 0, 0));
}

} // namespace opsdeck

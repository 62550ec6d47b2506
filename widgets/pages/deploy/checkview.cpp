// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/checkview.h"

#include "models/items/phrasetext.h"
#include "widgets/pages/deploy/checkmodel.h"
#include "widgets/pages/deploy/checktext.h"
#include "widgets/parts/plaintext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int shapeSize = 12;
constexpr int gap = 2 * Theme::Grid;
constexpr int chevronSize = 16;
constexpr int twoLines = Theme::RowHeight + 4 * Theme::Grid;

void drawLine(QPainter &painter, const QRect &box, const QString &text, Qt::TextElideMode mode = Qt::ElideRight)
{
    const QString line = shownPart(text).simplified();
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(line, mode, box.width()));
}

QRectF shapeBox(const QRect &cell, int left)
{
    return {static_cast<qreal>(left), cell.center().y() - shapeSize / 2.0, shapeSize, shapeSize};
}

} // namespace

CheckDelegate::CheckDelegate(Theme &theme, CheckModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{ }

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem empty = option; // background, selection and line are the style's
    empty.text.clear();
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, widget);
    const Precheck *check = m_model.checkAt(index);
    if (!check)
        return;
    painter->save();
    QRect box = option.rect.adjusted(gap, 0, -gap, 0);
    const QString text = index.data().toString();
    const bool isName = index.column() == CheckModel::PlaceColumn && !(check->host.isEmpty() && check->part.isEmpty());
    const bool isQuiet = index.column() == CheckModel::KindColumn || index.column() == CheckModel::PlaceColumn;
    painter->setPen(m_theme.color(isQuiet && !isName ? Token::TextMuted : Token::Text));
    painter->setFont(isName ? m_theme.monoFont() : m_theme.bodyFont());
    const bool hasRemedy = !check->remedy.isEmpty();
    if (index.column() == CheckModel::VerdictColumn) {
        paintShape(*painter, shapeBox(box, box.left() + gap), shapeOf(check->verdict), m_theme);
        box.setLeft(box.left() + 2 * gap + shapeSize);
        painter->setPen(m_theme.color(tokenOf(shapeOf(check->verdict))));
    } else if (index.column() == CheckModel::ReasonColumn && hasRemedy) {
        const int middle = box.center().y();
        const QRect below(box.left(), middle + 1, box.width(), box.bottom() - middle - Theme::Grid);
        box = QRect(box.left(), box.top() + Theme::Grid, box.width(), middle - box.top() - Theme::Grid);
        drawLine(*painter, box, text);
        painter->setPen(m_theme.color(Token::TextMuted));
        drawLine(*painter, below, phraseText(check->remedy));
        return painter->restore();
    }
    drawLine(*painter, box, text, index.column() == CheckModel::PlaceColumn ? Qt::ElideMiddle : Qt::ElideRight);
    painter->restore();
}

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Precheck *check = m_model.checkAt(index);
    return {0, check && !check->remedy.isEmpty() ? twoLines : Theme::RowHeight};
}

CheckView::CheckView(Theme &theme, CheckModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new CheckDelegate(theme, model, this));
    setProperty("inCard", true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(true);
    header()->setSectionsMovable(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTreeView::clicked, this, &CheckView::toggle);
    // ← and a screen reader ask for it as well.
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        const CheckModel::Group *group = m_model.groupAt(index);
        if (group && !group->passes)
            expand(index);
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void CheckView::openTroubles()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex head = m_model.index(row, 0);
        if (!m_model.groupAt(head)->passes && !isExpanded(head))
            expand(head);
    }
}

QString CheckView::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    const auto placeOf = [](const QModelIndex &index) {
        const QModelIndex head = index.parent();
        return head.isValid() ? std::pair(head.row(), index.row()) : std::pair(index.row(), -1);
    };
    std::sort(rows.begin(), rows.end(),
        [&placeOf](const QModelIndex &a, const QModelIndex &b) { return placeOf(a) < placeOf(b); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows))
        lines.append(m_model.copyText(row));
    return lines.join(u'\n');
}

void CheckView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isHead = m_model.groupAt(index);
    if (isHead)
        painter->fillRect(option.rect, m_theme.color(Token::Surface2));
    QTreeView::drawRow(painter, option, index);
    if (isHead)
        paintHead(*painter, option.rect, index);
}

void CheckView::keyPressEvent(QKeyEvent *event)
{
    const bool isToggle
        = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectedText());
    else if (isToggle && event->modifiers() == Qt::NoModifier && m_model.groupAt(currentIndex()))
        toggle(currentIndex());
    else
        QTreeView::keyPressEvent(event);
}

void CheckView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    // The reason is what is read: in a narrow list the kind, which the head says as well, gives its room first.
    constexpr int narrow = 760;
    const bool isNarrow = viewport()->width() < narrow;
    header()->resizeSection(CheckModel::VerdictColumn, 150);
    header()->resizeSection(CheckModel::KindColumn, 130);
    header()->resizeSection(CheckModel::PlaceColumn, isNarrow ? 130 : 180);
    header()->setSectionHidden(CheckModel::KindColumn, isNarrow);
}

void CheckView::toggle(const QModelIndex &index)
{
    const CheckModel::Group *group = m_model.groupAt(index);
    if (group && group->passes)
        setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
}

void CheckView::paintHead(QPainter &painter, const QRect &row, const QModelIndex &index) const
{
    const CheckModel::Group &group = *m_model.groupAt(index);
    painter.save();
    QRect box = row.adjusted(2 * gap, 0, -2 * gap, 0);
    paintShape(painter, shapeBox(box, box.left()), shapeOf(group.worst.verdict), m_theme);
    box.setLeft(box.left() + shapeSize + gap);
    if (group.passes) {
        const QString icon
            = isExpanded(index.siblingAtColumn(0)) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
        const QRect mark(
            row.right() - 2 * gap - chevronSize, box.center().y() - chevronSize / 2, chevronSize, chevronSize);
        m_theme.icon(icon, Token::TextMuted).paint(&painter, mark);
        box.setRight(mark.left() - gap);
    }
    painter.setFont(group.passes ? m_theme.bodyFont() : m_theme.strongFont());
    painter.setPen(m_theme.color(Token::Text));
    drawLine(painter, box, index.siblingAtColumn(0).data().toString());
    painter.restore();
}

} // namespace opsdeck

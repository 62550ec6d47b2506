// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/releases/matrixdelegate.h"

#include "models/items/matrixmodel.h"
#include "models/items/matrixtext.h"
#include "widgets/theme/quickfont.h"

#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int padding = 12;
constexpr int shapeSize = 11;
constexpr int shapeGap = 7;
constexpr int lineHeight = 18;

/// Draws what fits and takes its width off the rectangle.
void paintText(QPainter &painter, QRect &rect, const QString &text, Qt::TextElideMode mode = Qt::ElideRight)
{
    painter.setFont(quickFont(painter.font(), text));
    const QString shown = painter.fontMetrics().elidedText(text, mode, qMax(0, rect.width()));
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(shown));
}

QRect upperLine(const QRect &rect)
{
    return {rect.left() + padding, rect.center().y() - lineHeight, rect.width() - padding - 4, lineHeight};
}

QRect lowerLine(const QRect &rect)
{
    return upperLine(rect).translated(0, lineHeight + 1);
}

} // namespace

StateShape shapeOf(const MatrixCell &cell)
{
    if (isBlind(cell.freshness))
        return StateShape::Stale;
    if (cell.health == Health::Unhealthy || cell.missing == cell.hostCount)
        return StateShape::Critical;
    if (cell.hasDrift())
        return StateShape::Warning;
    if (cell.health == Health::Starting)
        return StateShape::Running;
    return cell.main.presence == HostVersion::Presence::Running ? StateShape::Ok : StateShape::Unknown;
}

MatrixDelegate::MatrixDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

QSize MatrixDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, RowHeight};
}

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.column() == 0) {
        paintBackground(*painter, option, false);
        paintService(*painter, option.rect, index.data(MatrixModel::RowRole).value<MatrixRow>());
    } else {
        const auto cell = index.data(MatrixModel::CellRole).value<MatrixCell>();
        paintBackground(*painter, option, cell.placed && isBlind(cell.freshness));
        paintCell(*painter, option.rect, cell);
    }
    painter->restore();
}

void MatrixDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option, bool hatched) const
{
    const QRect &rect = option.rect;
    if (option.state & QStyle::State_Selected)
        painter.fillRect(rect, m_theme.tint(Token::Accent));
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(rect, m_theme.color(Token::Surface2));
    if (hatched) {
        QPainterPath area;
        area.addRect(QRectF(rect).adjusted(0, 0, -4, -1));
        paintHatch(painter, area, m_theme, true);
    }
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
    if ((option.state & QStyle::State_Selected) && (option.state & QStyle::State_HasFocus)) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2));
    }
}

void MatrixDelegate::paintService(QPainter &painter, const QRect &rect, const MatrixRow &row) const
{
    QRect line = upperLine(rect);
    painter.setFont(m_theme.strongFont());
    painter.setPen(m_theme.color(Token::Text));
    paintText(painter, line, row.title);
    line = lowerLine(rect);
    painter.setFont(m_theme.metaFont());
    painter.setPen(m_theme.color(Token::TextMuted));
    paintText(painter, line, row.owner.isEmpty() ? row.product.text() : row.owner);
}

void MatrixDelegate::paintCell(QPainter &painter, const QRect &rect, const MatrixCell &cell) const
{
    QRect line = upperLine(rect);
    painter.setFont(m_theme.bodyFont());
    if (!cell.placed) {
        painter.setPen(m_theme.color(Token::TextMuted));
        paintText(painter, line, versionText(cell));
        return;
    }
    const bool blind = isBlind(cell.freshness);
    paintShape(
        painter, QRectF(line.left(), line.center().y() - shapeSize / 2, shapeSize, shapeSize), shapeOf(cell), m_theme);
    line.setLeft(line.left() + shapeSize + shapeGap);
    const int left = line.left();
    painter.setFont(m_theme.strongFont());
    painter.setPen(m_theme.color(Token::Text));
    paintText(painter, line, versionText(cell));
    painter.setFont(m_theme.bodyFont());
    line.setLeft(line.left() + shapeGap);
    if (blind) {
        painter.setPen(m_theme.color(Token::TextMuted));
        paintText(painter, line, blindText(cell, m_now));
        line.setLeft(line.left() + shapeGap);
    }
    painter.setPen(m_theme.color(cell.missing == cell.hostCount ? Token::Critical : Token::Warning));
    paintText(painter, line, driftText(cell));
    line = lowerLine(rect);
    line.setLeft(left);
    QFont small = m_theme.monoFont();
    small.setPixelSize(m_theme.metaFont().pixelSize());
    painter.setFont(small);
    painter.setPen(m_theme.color(Token::TextMuted));
    paintText(painter, line, originText(cell, m_now));
}

MatrixHeader::MatrixHeader(Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(false);
    setHighlightSections(false);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QSize MatrixHeader::sectionSizeFromContents(int) const
{
    return {0, Theme::RowHeight};
}

void MatrixHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(rect, m_theme.color(Token::Surface2));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
    const auto environment = model()->headerData(section, Qt::Horizontal, MatrixModel::EnvironmentRole);
    const bool isProduction = environment.value<Environment>().production;
    QRect line = rect.adjusted(padding, 0, -padding, 0);
    painter->setFont(isProduction ? m_theme.strongFont() : m_theme.bodyFont());
    painter->setPen(m_theme.color(isProduction ? Token::Text : Token::TextMuted));
    paintText(*painter, line, model()->headerData(section, Qt::Horizontal).toString());
    if (isProduction) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Token::Critical));
        painter->drawEllipse(QPointF(line.left() + 10, rect.center().y() + 1), 4, 4);
    }
    painter->restore();
}

} // namespace opsdeck

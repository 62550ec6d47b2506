// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertdelegate.h"

#include "models/items/alerttext.h"
#include "models/items/alerttreemodel.h"
#include "models/items/foldtext.h"
#include "widgets/parts/plaintext.h"
#include "widgets/theme/quickfont.h"
#include "widgets/theme/stateshape.h"

#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int textMargin = 8;
constexpr int shapeSize = 12;
constexpr int tagHeight = 20;
constexpr int tagPadding = 6;
constexpr int tagGap = 4;
constexpr int arrowPlace = 8; ///< in the cell of the shape, where rows have something folded
constexpr int indent = 16; ///< of what stands below
constexpr int sparkWidth = 72;
constexpr qsizetype lineLength = 1000; ///< letters; no screen has room for more

/// What a row can show of a text, elided where it ends. To measure a megabyte would take a second.
QString oneLine(const QString &text)
{
    return text.left(lineLength).simplified();
}

const ShownRow *lineOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const AlertTreeModel *>(index.model());
    return model ? model->lineAt(index) : nullptr;
}

bool isDim(const AlertRow &row)
{
    return row.suppressed || row.noise->isResting;
}

/// What a line says of its noise; of what stands below, the line above says it.
QString chipText(const ShownRow &line, const QDateTime &now)
{
    if (!line.fold.isDefault())
        return line.isHead ? QString() : foldText(*line.fold, now);
    RowNoise noise = *line.row->noise;
    noise.moments.clear(); // drawn
    return line.isBelow ? QString() : noiseText(noise);
}

void paintArrow(QPainter &painter, const QPointF &at, bool isOpen)
{
    QPolygonF arrow;
    if (isOpen)
        arrow << at + QPointF(-4, -2.5) << at + QPointF(4, -2.5) << at + QPointF(0, 3.5);
    else
        arrow << at + QPointF(-2.5, -4) << at + QPointF(-2.5, 4) << at + QPointF(3.5, 0);
    painter.drawPolygon(arrow);
}

/// High while it was told, low while it was gone.
void paintSparkline(QPainter &painter, const QRectF &box, const QList<AlertMoment> &moments, const QDateTime &now)
{
    const qint64 begin = moments.first().at.toMSecsSinceEpoch();
    const qint64 end = qMax(now, moments.last().at).toMSecsSinceEpoch();
    const auto xAt = [&](const QDateTime &at) {
        return box.left() + box.width() * double(at.toMSecsSinceEpoch() - begin) / double(qMax<qint64>(1, end - begin));
    };
    QPolygonF line;
    for (const AlertMoment &moment : moments) {
        if (!line.isEmpty())
            line << QPointF(xAt(moment.at), line.last().y());
        line << QPointF(xAt(moment.at), moment.state == AlertState::Resolved ? box.bottom() : box.top());
    }
    line << QPointF(box.right(), line.last().y());
    painter.drawPolyline(line);
}

} // namespace

AlertDelegate::AlertDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void AlertDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ShownRow *line = lineOf(index);
    if (!line)
        return;
    const AlertRow &row = line->row;
    QRect rect = option.rect.adjusted(0, 0, -textMargin, 0);
    const QString text = oneLine(index.data().toString());
    painter->save();
    painter->setFont(m_theme.bodyFont());
    painter->setPen(m_theme.color(isDim(row) ? Token::TextMuted : Token::Text));
    switch (index.column()) {
    case AlertTreeModel::SeverityColumn:
        paintState(*painter, option.rect, *line);
        break;
    case AlertTreeModel::NameColumn:
        rect.setLeft(rect.left() + (line->isBelow ? indent : 0));
        painter->setFont(isDim(row) || line->isBelow ? m_theme.bodyFont() : m_theme.strongFont());
        paintText(*painter, rect, text, Qt::ElideRight);
        break;
    case AlertTreeModel::ServiceColumn:
        painter->setFont(m_theme.monoFont());
        paintText(*painter, rect, text, Qt::ElideMiddle);
        break;
    case AlertTreeModel::WhatColumn:
        paintNoise(*painter, rect, index);
        break;
    case AlertTreeModel::SourcesColumn:
        paintSources(*painter, rect, row);
        break;
    case AlertTreeModel::StateColumn:
        painter->setPen(m_theme.color(line->isHead ? Token::TextMuted : stateToken(row)));
        paintText(*painter, rect, text, Qt::ElideRight);
        break;
    default:
        paintText(*painter, rect, text, Qt::ElideRight);
    }
    painter->restore();
}

void AlertDelegate::paintState(QPainter &painter, const QRect &cell, const ShownRow &line) const
{
    QRect box(0, 0, shapeSize, shapeSize);
    box.moveCenter({cell.left() + cell.width() / 2 + (line.isBelow ? indent / 2 : 0), cell.center().y()});
    if (!line.fold.isDefault()) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::TextMuted));
        paintArrow(painter, QPointF(cell.left() + arrowPlace, cell.center().y() + 0.5), line.isOpen);
        painter.restore();
    }
    painter.setOpacity(isDim(line.row) ? 0.5 : 1.0);
    paintShape(painter, box, shapeOf(line.row->severity), m_theme);
}

/// What is going on; beside it, how it came and went, and what it has to do with others.
void AlertDelegate::paintNoise(QPainter &painter, QRect rect, const QModelIndex &index) const
{
    const ShownRow &line = *lineOf(index);
    const QDateTime now = static_cast<const AlertTreeModel *>(index.model())->now();
    const QString chip = chipText(line, now);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QRect box = chipIn(rect, chip); !box.isEmpty()) {
        painter.setPen(m_theme.color(Token::Line));
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setPen(m_theme.color(Token::TextMuted));
        painter.setFont(quickFont(m_theme.metaFont(), chip));
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(shownPart(chip), Qt::ElideRight, box.width() - 2 * tagPadding + 1));
        rect.setRight(box.left() - 2 * tagGap);
    }
    const QList<AlertMoment> &moments = line.row->noise->moments;
    if (!moments.isEmpty() && rect.width() > 2 * sparkWidth) {
        const QRectF spark(rect.right() - sparkWidth, rect.center().y() - 5.5, sparkWidth, 11);
        painter.setPen(QPen(m_theme.color(tokenOf(shapeOf(line.row->severity))), 1.2));
        paintSparkline(painter, spark, moments, now);
        rect.setRight(static_cast<int>(spark.left()) - 2 * tagGap);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!line.isHead)
        return paintWhat(painter, rect, line.row);
    painter.setFont(m_theme.bodyFont());
    painter.setPen(m_theme.color(Token::TextMuted));
    paintText(painter, rect, foldText(*line.fold, now), Qt::ElideRight);
}

QRect AlertDelegate::chipIn(const QRect &cell, const QString &text) const
{
    if (text.isEmpty())
        return {};
    const int wanted = QFontMetrics(quickFont(m_theme.metaFont(), text)).horizontalAdvance(text) + 2 * tagPadding;
    const int width = qMin(wanted, cell.width() * 3 / 5);
    return {cell.right() - width, cell.center().y() - tagHeight / 2, width, tagHeight};
}

bool AlertDelegate::isOnFold(const QModelIndex &index, const QRect &cell, const QPoint &point) const
{
    const ShownRow *line = lineOf(index);
    if (!line || line->fold.isDefault())
        return false;
    if (index.column() == AlertTreeModel::SeverityColumn)
        return point.x() < cell.left() + 2 * arrowPlace;
    const QDateTime now = static_cast<const AlertTreeModel *>(index.model())->now();
    return index.column() == AlertTreeModel::WhatColumn
        && chipIn(cell.adjusted(0, 0, -textMargin, 0), chipText(*line, now)).contains(point);
}

void AlertDelegate::paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode mode) const
{
    painter.setFont(quickFont(painter.font(), text));
    const QString line = painter.fontMetrics().elidedText(text, mode, rect.width());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, line);
}

void AlertDelegate::paintWhat(QPainter &painter, QRect rect, const AlertRow &row) const
{
    const auto draw = [&](const QString &text, const QFont &font, Token token) {
        painter.setFont(font);
        painter.setPen(m_theme.color(token));
        paintText(painter, rect, text, Qt::ElideRight);
        rect.setLeft(qMin(rect.right(), rect.left() + painter.fontMetrics().horizontalAdvance(text)));
    };
    const Token loud = isDim(row) ? Token::TextMuted : tokenOf(shapeOf(row.severity));
    const QString summary = oneLine(summaryText(row));
    const QString value = oneLine(row.value);
    const auto at = value.isEmpty() ? -1 : summary.indexOf(value);
    if (at >= 0) {
        draw(summary.left(at), m_theme.bodyFont(), Token::TextMuted);
        // A blank at the start of a text is not drawn, one at its end is.
        const auto next = at + value.size();
        const bool hasBlank = next < summary.size() && summary.at(next) == u' ';
        draw(hasBlank ? value + u' ' : value, m_theme.strongFont(), loud);
        draw(summary.mid(next).trimmed(), m_theme.bodyFont(), Token::TextMuted);
        return;
    }
    if (!value.isEmpty())
        draw(value + QStringLiteral("  "), m_theme.strongFont(), loud);
    draw(summary, m_theme.bodyFont(), Token::TextMuted);
}

void AlertDelegate::paintSources(QPainter &painter, const QRect &rect, const AlertRow &row) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    int x = rect.left();
    for (int i = 0; i < row.sources.size(); ++i) {
        const SourceView &source = row.sources.at(i);
        painter.setFont(quickFont(m_theme.metaFont(), source.id.text()));
        const QFontMetrics metrics = painter.fontMetrics();
        const auto left = row.sources.size() - i;
        const QString rest = left > 1 ? QStringLiteral("+%1").arg(left - 1) : QString();
        const int reserve = rest.isEmpty() ? 0 : metrics.horizontalAdvance(rest) + tagGap;
        const int wanted = metrics.horizontalAdvance(source.id.text()) + 2 * tagPadding;
        const int room = rect.right() - x - reserve;
        if (i > 0 && wanted > room) {
            painter.setPen(m_theme.color(Token::TextMuted));
            painter.drawText(QRect(x, rect.y(), rect.right() - x + textMargin, rect.height()), Qt::AlignVCenter,
                QStringLiteral("+%1").arg(left));
            return;
        }
        const QRectF tag(x + 0.5, rect.center().y() - tagHeight / 2 + 0.5, qMin(wanted, room), tagHeight);
        QPainterPath outline;
        outline.addRoundedRect(tag, 4, 4);
        if (isBlind(source.freshness))
            paintHatch(painter, outline, m_theme, true);
        painter.setPen(m_theme.color(Token::Line));
        painter.drawPath(outline);
        painter.setPen(m_theme.color(isBlind(source.freshness) ? Token::TextMuted : Token::Text));
        painter.drawText(tag, Qt::AlignCenter | Qt::TextSingleLine,
            metrics.elidedText(source.id.text(), Qt::ElideMiddle, static_cast<int>(tag.width()) - 2 * tagPadding + 1));
        x += static_cast<int>(tag.width()) + tagGap;
    }
}

Token AlertDelegate::stateToken(const AlertRow &row) const
{
    if (row.blind || isDim(row) || row.pending)
        return Token::TextMuted;
    return tokenOf(shapeOf(row.severity));
}

} // namespace opsdeck

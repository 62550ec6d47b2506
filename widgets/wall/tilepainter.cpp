// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/tilepainter.h"

#include "models/items/timetext.h"

#include <QLocale>
#include <QPainterPath>

#include <algorithm>
#include <numeric>

namespace opsdeck {

namespace {

constexpr QSizeF UsualTile{452, 258};
constexpr double ShapeRoom = 1.35; ///< of a shape, with the space behind it
constexpr double LineRoom = 1.12; ///< of a font's own height

std::optional<Token> stateOf(const WallTile &tile)
{
    return tile.worst ? std::optional(tokenOf(shapeOf(*tile.worst))) : std::nullopt;
}

bool blinks(const WallTile &tile, const WallMoment &moment)
{
    const auto tellsNew = [&moment](const WallLine &line) {
        return std::any_of(moment.blinking.cbegin(), moment.blinking.cend(),
            [&line](const QString &alert) { return line.tells(alert); });
    };
    return moment.lit && std::any_of(tile.lines.cbegin(), tile.lines.cend(), tellsNew);
}

/// Alerts that these lines stand for.
int countOf(const QList<WallLine> &lines)
{
    return std::accumulate(
        lines.cbegin(), lines.cend(), 0, [](int sum, const WallLine &line) { return sum + line.count(); });
}

} // namespace

TilePainter::TilePainter(WallPainter &painter, const WallMoment &moment)
    : m_wall(painter)
    , m_moment(moment)
{ }

void TilePainter::paint(const QRectF &box, const WallTile &tile)
{
    const double scale = m_wall.type().scale();
    m_factor
        = std::clamp(std::min(box.width() / UsualTile.width(), box.height() / UsualTile.height()) / scale, 0.85, 1.8);
    m_inverted = blinks(tile, m_moment);
    m_wall.card(box, stateOf(tile), tile.blind);
    if (m_inverted) {
        QPainterPath outline;
        outline.addRoundedRect(box, m_wall.px(WallType::Radius), m_wall.px(WallType::Radius));
        m_wall.painter().fillPath(outline, m_wall.theme().color(Token::Critical));
    }
    const double padding = least(WallType::Padding);
    const QRectF inner = box.adjusted(padding, padding * 0.6, -padding, -padding * 0.6);
    const QFont title = m_wall.type().font(WallText::Title, m_factor);
    const QRectF head(inner.left(), inner.top(), inner.width(), WallPainter::heightOf(title));
    const double taken = counts(head, tile);
    const QString name = tile.title.isEmpty() ? tr("Not in the catalog") : tile.title;
    m_wall.text(head.adjusted(0, 0, -taken - padding / 2, 0), name, title, ink(Token::Text));
    const QFont meta = m_wall.type().font(WallText::Meta, m_factor);
    const double height = WallPainter::heightOf(meta);
    const QRectF bottom(inner.left(), inner.bottom() - height, inner.width(), height);
    foot(bottom, tile);
    lines({inner.left(), head.bottom(), inner.width(), bottom.top() - head.bottom()}, tile);
    m_inverted = false;
}

QColor TilePainter::ink(Token token) const
{
    return m_wall.theme().color(m_inverted ? Token::OnAccent : token);
}

double TilePainter::counts(const QRectF &row, const WallTile &tile)
{
    QRectF left = row;
    const auto add
        = [&](StateShape shape, int number) { left.setRight(left.right() - count(left, shape, number) - least(12)); };
    if (tile.blind)
        add(StateShape::Stale, 0);
    // Right to left, so that the worst stands first. What is only told does not push in where something burns.
    if (tile.counts.info > 0 && tile.counts.critical + tile.counts.warning == 0)
        add(StateShape::Info, tile.counts.info);
    if (tile.counts.warning > 0)
        add(StateShape::Warning, tile.counts.warning);
    if (tile.counts.critical > 0)
        add(StateShape::Critical, tile.counts.critical);
    if (!tile.worst && !tile.blind)
        add(StateShape::Ok, 0);
    return row.right() - left.right();
}

/// At the right end of the row; without the number where it is 0.
double TilePainter::count(const QRectF &row, StateShape shape, int number)
{
    const QFont font = m_wall.type().font(WallText::Title, m_factor);
    const double side = font.pixelSize() * 0.82;
    QString text;
    if (number > 0)
        text = QString::number(number);
    const double words = WallPainter::widthOf(text, font);
    const double width = text.isEmpty() ? side : side * ShapeRoom + words;
    const QRectF box(row.right() - width, row.center().y() - side / 2, side, side);
    if (m_inverted) // on the colour itself, the shape is cut out
        m_wall.painter().fillRect(box.adjusted(-2, -2, 2, 2), m_wall.theme().color(Token::OnAccent));
    m_wall.shape(box, shape);
    m_wall.text({row.right() - words, row.top(), words + 1, row.height()}, text, font, ink(tokenOf(shape)));
    return width;
}

void TilePainter::lines(const QRectF &room, const WallTile &tile)
{
    if (tile.lines.isEmpty()) {
        if (tile.blind && !tile.worst)
            m_wall.text(room, tr("not observable"), m_wall.type().font(WallText::Line, m_factor), Token::TextMuted);
        return;
    }
    if (tile.lines.size() == 1)
        return single(room, tile.lines.first());
    const QFont strong = m_wall.type().font(WallText::Strong, m_factor);
    const QFont plain = m_wall.type().font(WallText::Line, m_factor);
    const double height = WallPainter::heightOf(strong) * LineRoom;
    const auto fitting = std::max<qsizetype>(1, static_cast<qsizetype>(room.height() / height));
    const int all = tile.counts.critical + tile.counts.warning + tile.counts.info;
    const bool cut = tile.lines.size() > fitting || countOf(tile.lines) < all;
    const qsizetype shown = std::min<qsizetype>(tile.lines.size(), cut ? fitting - 1 : fitting);
    const double block = height * static_cast<double>(shown + (cut ? 1 : 0));
    QRectF row(room.left(), room.top() + (room.height() - block) / 2, room.width(), height);
    for (const WallLine &line : tile.lines.mid(0, shown)) {
        const Token token = tokenOf(shapeOf(line.severity));
        const double side = strong.pixelSize() * 0.6;
        if (!m_inverted)
            m_wall.shape({row.left(), row.center().y() - side / 2, side, side}, shapeOf(line.severity));
        QRectF rest = row.adjusted(side * 1.6, 0, 0, 0);
        rest.setLeft(rest.left() + m_wall.text(rest, nameOf(line), strong, ink(token)) + least(12));
        if (rest.width() > least(60)) // a word of two letters says nothing
            m_wall.text(rest, line.detail, plain, ink(Token::TextMuted));
        row.translate(0, height);
    }
    if (cut)
        //: alerts of a business system that have no room
        m_wall.text(row, tr("%n more", nullptr, all - countOf(tile.lines.mid(0, shown))), plain, ink(Token::TextMuted));
}

QString TilePainter::nameOf(const WallLine &line)
{
    if (line.flapping)
        //: alerts on the wall, whose names stand behind it
        return tr("%n come(s) and go(es)", nullptr, line.count());
    return line.count() > 1 ? line.name + QStringLiteral(" × ") + QLocale().toString(line.count()) : line.name;
}

/// One alert has room for what it says.
void TilePainter::single(const QRectF &room, const WallLine &line)
{
    const QFont strong = m_wall.type().font(WallText::Strong, m_factor);
    const QFont plain = m_wall.type().font(WallText::Line, m_factor * 0.9);
    const double first = WallPainter::heightOf(strong) * LineRoom;
    const double second = WallPainter::heightOf(plain) * LineRoom;
    const bool both = room.height() >= first + second && !line.detail.isEmpty();
    QRectF row(room.left(), room.center().y() - (both ? first + second : first) / 2, room.width(), first);
    const Token token = tokenOf(shapeOf(line.severity));
    const double taken = m_wall.text(row, nameOf(line), strong, ink(token));
    if (both)
        m_wall.text({row.left(), row.bottom(), row.width(), second}, line.detail, plain, ink(Token::Text));
    else if (row.width() - taken > least(80))
        m_wall.text(row.adjusted(taken + least(12), 0, 0, 0), line.detail, plain, ink(Token::TextMuted));
}

QString TilePainter::sinceText(const WallTile &tile) const
{
    const QString since = localTimeText(tile.blindSince, m_moment.now);
    if (tile.blind && !tile.blindSince.isValid())
        //: of a business system: no source that could tell about it ever answered
        return tr("never reached");
    if (tile.blind)
        //: of a business system; %1 is a time
        return tile.lines.isEmpty() ? tr("since %1").arg(since) : tr("not observable since %1").arg(since);
    if (tile.lines.isEmpty())
        return wordOf(tile.worst ? shapeOf(*tile.worst) : StateShape::Ok);
    const WallLine &first = tile.lines.first();
    const QString text
        = wordOf(shapeOf(first.severity)) + QStringLiteral(" · ") + ageText(first.startsAt, m_moment.now);
    return first.owner.isEmpty() ? text : text + QStringLiteral(" · ") + first.owner;
}

void TilePainter::foot(const QRectF &row, const WallTile &tile)
{
    const QFont mono = m_wall.type().font(WallText::Version, m_factor);
    const QString version = tile.drift ? tile.version + QStringLiteral(" ≠") : tile.version;
    const double room = std::min(WallPainter::widthOf(version, mono) + 1, row.width() * 0.45);
    const double taken = m_wall.text(row.adjusted(row.width() - room, 0, 0, 0), version, mono,
        ink(tile.drift ? Token::Warning : Token::TextMuted), Qt::AlignRight | Qt::AlignVCenter);
    const QFont meta = m_wall.type().font(WallText::Meta, m_factor);
    m_wall.text(row.adjusted(0, 0, -taken - least(12), 0), sinceText(tile), meta, ink(Token::TextMuted));
}

void TilePainter::paintRest(const QRectF &box, const WallTile &rest, const QStringList &titles)
{
    WallTile tile = rest;
    //: business systems that have no room on the wall
    tile.title = tr("%n more", nullptr, static_cast<int>(titles.size()));
    paint(box, tile);
    const QFont font = m_wall.type().font(WallText::Line, m_factor);
    m_wall.text(box.adjusted(least(WallType::Padding), 0, -least(WallType::Padding), 0),
        titles.join(QStringLiteral(" · ")), font, Token::TextMuted);
}

} // namespace opsdeck

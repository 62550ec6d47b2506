// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallheader.h"

#include "models/items/alerttext.h"

#include <QLocale>
#include <QPainterPath>

#include <algorithm>

namespace opsdeck {

WallHeader::WallHeader(Theme &theme, QWidget *parent)
    : WallScene(theme, parent)
{ }

void WallHeader::setContent(const WallContent &content)
{
    m_known = content.hasAlerts;
    m_counts = content.counts;
    m_sources = content.sources;
    m_problem = content.problem;
    m_blind = content.isBlind();
    update();
}

void WallHeader::setShift(const QString &shift)
{
    m_shift = shift;
    update();
}

void WallHeader::setNotice(const QString &notice)
{
    if (m_notice == notice)
        return;
    m_notice = notice;
    update();
}

void WallHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    double left = 0;
    left += paintCount(wall, left, StateShape::Critical, m_counts.critical, WallText::Count) + wall.px(44);
    left += paintCount(wall, left, StateShape::Warning, m_counts.warning, WallText::SmallCount) + wall.px(44);
    paintSources(wall, left, paintClock(wall) - wall.px(32));
}

/// Shape, number and word on one baseline; answers the width.
double WallHeader::paintCount(WallPainter &wall, double left, StateShape shape, int count, WallText size) const
{
    const QFont font = wall.type().font(size);
    const QFont word = wall.type().font(WallText::Line);
    const QFontMetricsF metrics(font);
    const double side = metrics.capHeight() * 1.2;
    const double middle = height() / 2.0;
    const bool lively = count > 0 && m_known;
    const bool hidden = shape == StateShape::Critical && !moment().lit && !moment().blinking.isEmpty();
    const Token token = lively ? tokenOf(shape) : Token::TextMuted;
    // None is good news only where all are heard.
    const StateShape none = !m_known ? StateShape::Unknown : m_blind ? StateShape::Stale : StateShape::Ok;
    if (!hidden)
        wall.shape({left, middle - side / 2, side, side}, lively ? shape : none);
    const double baseline = middle + metrics.capHeight() / 2;
    const QString number = m_known ? QString::number(count) : QStringLiteral("–");
    double x = left + side + wall.px(32);
    wall.painter().setFont(font);
    wall.painter().setPen(theme().color(token));
    wall.painter().drawText(QPointF(x, baseline), number);
    x += metrics.horizontalAdvance(number) + wall.px(18);
    wall.painter().setFont(word);
    wall.painter().drawText(QPointF(x, baseline), wordOf(shape));
    return x + WallPainter::widthOf(wordOf(shape), word) - left;
}

double WallHeader::paintClock(WallPainter &wall) const
{
    const QFont clock = wall.type().font(WallText::Clock);
    const QFont line = wall.type().font(WallText::Meta);
    const QDateTime local = moment().now.toLocalTime();
    const QString time = local.toString(QStringLiteral("HH:mm"));
    //: a date as QLocale writes it: weekday, day, month; without the year
    QString day = QLocale().toString(local.date(), tr("ddd d MMM"));
    if (!m_shift.isEmpty())
        day += QStringLiteral(" · ") + m_shift;
    const double most = width() * 0.34;
    const double upper = QFontMetricsF(clock).capHeight() * 1.35;
    const double lower = WallPainter::heightOf(line);
    const double top = (height() - upper - lower) / 2;
    const Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;
    const double a = wall.text({width() - most, top, most, upper}, time, clock, Token::Text, right);
    const double b = wall.text({width() - most, top + upper, most, lower}, day, line, Token::TextMuted, right);
    return width() - std::max(a, b);
}

QString WallHeader::silenceText() const
{
    QList<SourceView> silent;
    std::copy_if(m_sources.cbegin(), m_sources.cend(), std::back_inserter(silent),
        [](const SourceView &source) { return isBlind(source.freshness); });
    if (silent.isEmpty())
        return m_sources.isEmpty() ? tr("no source of alerts") : QString();
    const QString first = silent.first().id.text() + u' ' + freshnessText(silent.first(), moment().now);
    const auto others = static_cast<int>(silent.size()) - 1;
    //: %1 is "zabbix silent since 13:41"; further sources are silent too
    return others == 0 ? first : tr("%1 and %n more", nullptr, others).arg(first);
}

/// Between counts and clock: what is not heard of, else that all is.
void WallHeader::paintSources(WallPainter &wall, double left, double right) const
{
    if (!m_known || right - left < wall.px(160))
        return;
    const QFont line = wall.type().font(WallText::Line);
    const auto live = std::count_if(
        m_sources.cbegin(), m_sources.cend(), [](const SourceView &source) { return !isBlind(source.freshness); });
    //: %1 of %2 sources answer
    const QString tally = tr("%1/%2 live").arg(live).arg(m_sources.size());
    QString silence = silenceText();
    for (const QString &worse : {m_problem, m_notice}) {
        if (!worse.isEmpty())
            silence = worse;
    }
    const double side = line.pixelSize() * 0.8;
    const double padding = wall.px(20);
    const double height = WallPainter::heightOf(line) * 1.4;
    const double tallyWidth = WallPainter::widthOf(tally, line);
    double words = silence.isEmpty() ? 0 : WallPainter::widthOf(silence, line) + padding;
    words = std::min(words, right - left - 3 * padding - side - tallyWidth);
    QRectF pill(left, (this->height() - height) / 2, words + tallyWidth + side + 3 * padding, height);
    if (!silence.isEmpty()) {
        QPainterPath area;
        area.addRoundedRect(pill, height / 2, height / 2);
        paintHatch(wall.painter(), area, theme(), true);
        wall.painter().setBrush(Qt::NoBrush);
        wall.painter().setPen(QPen(theme().color(Token::Stale), wall.px(2)));
        wall.painter().drawPath(area);
    }
    pill.adjust(padding, 0, -padding, 0);
    wall.shape({pill.left(), pill.center().y() - side / 2, side, side},
        silence.isEmpty() ? StateShape::Ok : StateShape::Stale);
    pill.setLeft(pill.left() + side + padding / 2);
    if (words > 0)
        pill.setLeft(pill.left()
            + wall.text(pill.adjusted(0, 0, -tallyWidth - padding / 2, 0), silence, line, Token::Text) + padding / 2);
    wall.text(pill.adjusted(0, 0, padding, 0), tally, line, Token::TextMuted);
}

} // namespace opsdeck

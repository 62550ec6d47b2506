// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/freshnessstrip.h"

#include "widgets/shell/sourcetext.h"
#include "widgets/theme/stateshape.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int shapeSize = 12;
constexpr int gap = 6;
constexpr int padding = 10;

} // namespace

FreshnessStrip::FreshnessStrip(Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFont(theme.bodyFont());
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

void FreshnessStrip::setSources(const QList<SourceRecord> &sources, const QDateTime &now)
{
    const bool wasLive = anyIsLive();
    const QString shown = m_summary + m_blind;
    m_sources = sources;
    m_now = now;
    makeTexts();
    if (m_summary + m_blind == shown && anyIsLive() == wasLive)
        return;
    updateGeometry();
    update();
}

QSize FreshnessStrip::sizeHint() const
{
    int width = minimumSizeHint().width();
    if (!m_blind.isEmpty())
        width += gap + 2 * padding + shapeSize + gap + fontMetrics().horizontalAdvance(m_blind);
    return {width, Theme::PillHeight + 4};
}

QSize FreshnessStrip::minimumSizeHint() const
{
    return {4 + shapeSize + gap + fontMetrics().horizontalAdvance(m_summary) + 8, Theme::PillHeight + 4};
}

void FreshnessStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const qreal left = paintSummary(painter) + gap;
    const QRectF box(left, 2.5, width() - left - 2, height() - 5);
    if (!m_blind.isEmpty() && box.width() > 60)
        paintBlind(painter, box);
}

qreal FreshnessStrip::paintSummary(QPainter &painter) const
{
    const StateShape shape = m_sources.isEmpty() ? StateShape::Unknown
        : m_blind.isEmpty()                      ? StateShape::Ok
        : anyIsLive()                            ? StateShape::Warning
                                                 : StateShape::Stale;
    paintShape(painter, QRectF(4, (height() - shapeSize) / 2.0, shapeSize, shapeSize), shape, m_theme);
    const qreal left = 4 + shapeSize + gap;
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(QRectF(left, 0, width() - left, height()), Qt::AlignVCenter | Qt::TextSingleLine, m_summary);
    return left + painter.fontMetrics().horizontalAdvance(m_summary);
}

void FreshnessStrip::paintBlind(QPainter &painter, const QRectF &box) const
{
    QPainterPath pill;
    pill.addRoundedRect(box, box.height() / 2, box.height() / 2);
    paintHatch(painter, pill, m_theme, true);
    painter.setPen(QPen(m_theme.color(Token::Stale), 1));
    painter.drawPath(pill);
    const QRectF shape(box.left() + padding, box.center().y() - shapeSize / 2.0, shapeSize, shapeSize);
    paintShape(painter, shape, StateShape::Stale, m_theme);
    painter.setPen(m_theme.color(Token::Text));
    const QRectF text = box.adjusted(padding + shapeSize + gap, 0, -padding + 2, 0);
    painter.drawText(text, Qt::AlignVCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(m_blind, Qt::ElideRight, static_cast<int>(text.width())));
}

void FreshnessStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractButton::changeEvent(event);
}

bool FreshnessStrip::anyIsLive() const
{
    return std::any_of(m_sources.begin(), m_sources.end(),
        [this](const SourceRecord &source) { return freshnessOf(source, m_now) == Freshness::Live; });
}

void FreshnessStrip::retranslate()
{
    makeTexts();
    updateGeometry();
    update();
}

void FreshnessStrip::makeTexts()
{
    QList<SourceRecord> blind;
    for (const SourceRecord &source : m_sources) {
        if (isBlind(freshnessOf(source, m_now)))
            blind.append(source);
    }
    //: %1 of %2 sources (GitLab, Prometheus, hosts …) answer
    m_summary = m_sources.isEmpty()
        ? tr("no sources")
        : tr("sources %1/%2 live").arg(m_sources.size() - blind.size()).arg(m_sources.size());
    m_blind = blind.isEmpty() ? QString() : blindText(blind.first(), m_now);
    if (blind.size() > 1) {
        //: Follows the name and state of one source that is not live
        m_blind += u' ' + tr("and %n more", nullptr, static_cast<int>(blind.size() - 1));
    }
    setAccessibleName(m_blind.isEmpty() ? m_summary : m_summary + QStringLiteral(", ") + m_blind);
    setToolTip(tr("Show every source with its state"));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/environmentband.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int padding = 10;
constexpr int maxWidth = 220;

} // namespace

EnvironmentBand::EnvironmentBand(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QFont bold = theme.metaFont();
    bold.setWeight(QFont::Bold);
    bold.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    setFont(bold);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EnvironmentBand::setEnvironment(const std::optional<PageEnvironment> &environment)
{
    m_environment = environment;
    setVisible(environment.has_value());
    setAccessibleName(environment ? environment->title : QString());
    setToolTip(environment && environment->production ? tr("Actions here change production.") : QString());
    updateGeometry();
    update();
}

QSize EnvironmentBand::sizeHint() const
{
    return {qMin(maxWidth, fontMetrics().horizontalAdvance(word()) + 2 * padding + 2), Theme::PillHeight};
}

void EnvironmentBand::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    if (!m_environment)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool production = m_environment->production;
    painter.setPen(QPen(m_theme.color(production ? Token::Critical : Token::TextMuted), 1));
    painter.setBrush(m_theme.color(production ? Token::Critical : Token::Surface2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(m_theme.color(production ? Token::OnAccent : Token::Text));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(word(), Qt::ElideRight, width() - padding));
}

QString EnvironmentBand::word() const
{
    return m_environment ? m_environment->title.toUpper() : QString();
}

} // namespace opsdeck

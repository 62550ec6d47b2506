// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/elidedlabel.h"

#include "widgets/parts/plaintext.h"
#include "widgets/theme/quickfont.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

namespace opsdeck {

namespace {

/// For what is shown of a label's text.
QFontMetrics metricsOf(const QFont &font, const QString &line)
{
    return QFontMetrics(quickFont(font, line));
}

} // namespace

ElidedLabel::ElidedLabel(Theme &theme, QWidget *parent)
    : ElidedLabel(theme, {}, parent)
{ }

ElidedLabel::ElidedLabel(Theme &theme, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFont(theme.bodyFont());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::ClickFocus);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setToken(Token token)
{
    m_token = token;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

bool ElidedLabel::isElided() const
{
    const QString line = oneLine();
    return metricsOf(font(), line).horizontalAdvance(line) > width();
}

QSize ElidedLabel::sizeHint() const
{
    // One pixel more than the text: rounding at fractional scales must not elide what fits.
    const QString line = oneLine();
    return {metricsOf(font(), line).horizontalAdvance(line) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 5), sizeHint().height()};
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty())
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (isElided() || oneLine() != m_text)
        QToolTip::showText(help->globalPos(), plainToolTip(m_text), this);
    else
        QToolTip::hideText();
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setPen(m_theme.color(hasFocus() ? Token::Accent : m_token));
    const QString line = oneLine();
    painter.setFont(quickFont(font(), line));
    painter.drawText(rect(), static_cast<int>(m_alignment) | Qt::TextSingleLine,
        metricsOf(font(), line).elidedText(line, m_mode, width()));
}

void ElidedLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void ElidedLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void ElidedLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    //: Context menu of a text: puts it on the clipboard
    menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy"), this, [this] { copy(); });
    menu->popup(event->globalPos());
}

void ElidedLabel::copy() const
{
    QGuiApplication::clipboard()->setText(m_text);
}

QString ElidedLabel::oneLine() const
{
    return shownPart(m_text).simplified();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/emptystate.h"

#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int iconSize = 48;
constexpr int textWidth = 420;

} // namespace

EmptyState::EmptyState(Theme &theme, const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_explanation(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_button(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(3 * Theme::Grid);
    layout->addStretch(2);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_icon, m_title, m_explanation, m_button})
        layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignHCenter);
    m_explanation->setFixedWidth(textWidth);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionRequested);
    m_icon->setFixedSize(iconSize, iconSize);
    connect(&theme, &Theme::changed, this, &EmptyState::retint);
}

void EmptyState::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    retint();
}

void EmptyState::setTexts(const QString &title, const QString &explanation, const QString &button)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
    // A wrapped label that is aligned in a layout would get the height of one line only.
    m_explanation->setFixedHeight(std::max(0, m_explanation->heightForWidth(textWidth))); // -1 without a text
    m_button->setText(button);
    m_button->setHidden(button.isEmpty());
}

void EmptyState::setIconName(const QString &iconName)
{
    m_iconName = iconName;
    retint();
}

void EmptyState::retint()
{
    if (!isVisible())
        return; // most are never seen
    m_icon->setPixmap(
        m_theme.icon(m_iconName, Token::TextMuted).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
}

} // namespace opsdeck

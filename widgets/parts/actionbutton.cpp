// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/actionbutton.h"

#include "widgets/parts/plaintext.h"

#include <QEvent>

namespace opsdeck {

namespace {

QString nameOf(ActionButton::Look look)
{
    switch (look) {
    case ActionButton::Look::Plain:
        return QStringLiteral("plain");
    case ActionButton::Look::Primary:
        return QStringLiteral("primary");
    case ActionButton::Look::Danger:
        return QStringLiteral("danger");
    case ActionButton::Look::Quiet:
        return QStringLiteral("quiet");
    }
    return {};
}

} // namespace

ActionButton::ActionButton(Theme &theme, Look look, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_look(look)
{
    setProperty("look", nameOf(look));
    setAutoDefault(false);
    setIconSize({16, 16});
    connect(&theme, &Theme::changed, this, &ActionButton::retint);
}

void ActionButton::setLook(Look look)
{
    m_look = look;
    setStyleProperty(this, "look", nameOf(look));
    retint();
}

void ActionButton::setIconName(const QString &name)
{
    m_iconName = name;
    retint();
}

void ActionButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::EnabledChange)
        retint();
    QPushButton::changeEvent(event);
}

void ActionButton::retint()
{
    if (m_iconName.isEmpty())
        return;
    const bool filled = isEnabled() && (m_look == Look::Primary || m_look == Look::Danger);
    const Token token = filled                  ? Token::OnAccent
        : m_look == Look::Quiet || !isEnabled() ? Token::TextMuted
                                                : Token::Text;
    setIcon(m_theme.icon(m_iconName, token));
}

} // namespace opsdeck

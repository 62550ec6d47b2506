// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/searchfield.h"

#include "widgets/parts/plaintext.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QShortcut>

namespace opsdeck {

SearchField::SearchField(Theme &theme, const QString &iconName, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_iconName(iconName)
    , m_icon(addAction(theme.icon(iconName, Token::TextMuted), QLineEdit::LeadingPosition))
    , m_hint(captionLabel(QStringLiteral("/"), this, theme.monoFont(), Token::TextMuted))
{
    setFont(theme.bodyFont());
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *slash = new QShortcut(QKeySequence(Qt::Key_Slash), this);
    connect(slash, &QShortcut::activated, this, [this] { setFocus(Qt::ShortcutFocusReason); });
    connect(this, &QLineEdit::textChanged, m_hint, [this](const QString &text) { m_hint->setHidden(!text.isEmpty()); });
    connect(&theme, &Theme::changed, this, &SearchField::retint);
}

bool SearchField::event(QEvent *event)
{
    // Esc belongs to the field first, to the window's shortcuts after that.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    if (text().isEmpty())
        clearFocus();
    else
        clear();
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeHint();
}

void SearchField::retint()
{
    m_icon->setIcon(m_theme.icon(m_iconName, Token::TextMuted));
}

void SearchField::placeHint()
{
    const QSize size = m_hint->sizeHint();
    m_hint->setGeometry(QRect({width() - size.width() - 12, (height() - size.height()) / 2}, size));
}

} // namespace opsdeck

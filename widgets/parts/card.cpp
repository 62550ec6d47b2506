// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/card.h"

#include "widgets/parts/plaintext.h"

#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

Card::Card(Theme &theme, const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(plainLabel(title, this, theme.strongFont()))
    , m_body(new QVBoxLayout(this))
{
    setProperty("card", true);
    m_body->setSpacing(2 * Theme::Grid);
    m_body->addWidget(m_title);
    setPadding(Theme::CardPadding);
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setHidden(title.isEmpty());
    setAccessibleName(title);
}

void Card::setEdge(std::optional<Token> token)
{
    QString edge;
    if (token == Token::Critical)
        edge = QStringLiteral("critical");
    else if (token == Token::Warning)
        edge = QStringLiteral("warning");
    else if (token == Token::Ok)
        edge = QStringLiteral("ok");
    else if (token == Token::Accent || token == Token::Info)
        edge = QStringLiteral("accent");
    else if (token == Token::Stale)
        edge = QStringLiteral("stale");
    setStyleProperty(this, "edge", edge);
}

void Card::setPadding(int pixels)
{
    m_body->setContentsMargins(pixels, pixels, pixels, pixels);
}

} // namespace opsdeck

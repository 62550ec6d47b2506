// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/plaintext.h"

#include <QLabel>
#include <QStyle>
#include <QVariant>

namespace opsdeck {

namespace {

QString toneOf(Token token)
{
    switch (token) {
    case Token::TextMuted:
    case Token::Stale:
    case Token::Line:
        return QStringLiteral("muted");
    case Token::Critical:
        return QStringLiteral("critical");
    case Token::Warning:
        return QStringLiteral("warning");
    case Token::Ok:
        return QStringLiteral("ok");
    case Token::Accent:
    case Token::Info:
        return QStringLiteral("accent");
    case Token::Surface0:
    case Token::Surface1:
    case Token::Surface2:
    case Token::Text:
    case Token::OnAccent:
        return {};
    }
    return {};
}

} // namespace

QString shownPart(const QString &text)
{
    constexpr qsizetype longest = 4000;
    if (text.size() <= longest)
        return text;
    return text.left(longest) + QStringLiteral(" … +%L1").arg(text.size() - longest);
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(shownPart(text).toHtmlEscaped());
}

QLabel *plainLabel(const QString &text, QWidget *parent, const QFont &font, Token token)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFont(font);
    label->setProperty("tone", toneOf(token));
    return label;
}

void setTone(QLabel *label, Token token)
{
    setStyleProperty(label, "tone", toneOf(token));
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace opsdeck

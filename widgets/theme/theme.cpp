// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/tintedicon.h"

#include <QApplication>
#include <QFile>
#include <QPainter>

namespace opsdeck {

namespace {

struct TokenColors
{
    QRgb dark;
    QRgb light;
    QRgb highContrast;
};

TokenColors colorsOf(Token token)
{
    switch (token) {
    case Token::Surface0:
        return {0x0E1217, 0xF6F7F9, 0x000000};
    case Token::Surface1:
        return {0x151B23, 0xFFFFFF, 0x000000};
    case Token::Surface2:
        return {0x1D2530, 0xEDF0F4, 0x1A1A1A};
    case Token::Line:
        return {0x2B3543, 0xD5DBE3, 0xFFFFFF};
    case Token::Text:
        return {0xE7ECF3, 0x16202C, 0xFFFFFF};
    case Token::TextMuted:
        return {0x93A0B4, 0x566273, 0xE0E0E0};
    case Token::Accent:
    case Token::Info:
        return {0x5AA9FF, 0x0B63CE, 0x66CCFF};
    case Token::OnAccent:
        return {0x0E1217, 0xFFFFFF, 0x000000};
    case Token::Critical:
        return {0xFF5D5D, 0xC62828, 0xFF6B6B};
    case Token::Warning:
        return {0xFFB224, 0xA85B00, 0xFFD400};
    case Token::Ok:
        return {0x35C98F, 0x14784F, 0x00FF9C};
    case Token::Stale:
        return {0x7C8798, 0x7C8798, 0xBFBFBF};
    }
    return {};
}

QFont font(int pixels, QFont::Weight weight)
{
    QFont f(QStringList{QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC"), QStringLiteral("sans-serif")}, -1);
    f.setPixelSize(pixels);
    f.setWeight(weight);
    return f;
}

} // namespace

Theme::Theme(ThemeKind kind, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
{ }

void Theme::setKind(ThemeKind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    m_icons.clear();
    m_hatches.clear();
    Q_EMIT changed();
}

QColor Theme::color(Token token) const
{
    const TokenColors colors = colorsOf(token);
    switch (m_kind) {
    case ThemeKind::Dark:
        return QColor(colors.dark);
    case ThemeKind::Light:
        return QColor(colors.light);
    case ThemeKind::HighContrast:
        return QColor(colors.highContrast);
    }
    return {};
}

QColor Theme::tint(Token token) const
{
    constexpr qreal strength = 0.14;
    const QColor base = color(Token::Surface1);
    const QColor over = color(token);
    const auto mix = [](float a, float b) { return static_cast<float>(a + (b - a) * strength); };
    return QColor::fromRgbF(
        mix(base.redF(), over.redF()), mix(base.greenF(), over.greenF()), mix(base.blueF(), over.blueF()));
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, color(Token::Surface0));
    p.setColor(QPalette::Base, color(Token::Surface1));
    p.setColor(QPalette::AlternateBase, color(Token::Surface2));
    p.setColor(QPalette::Button, color(Token::Surface2));
    p.setColor(QPalette::ToolTipBase, color(Token::Surface2));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        p.setColor(role, color(Token::Text));
    p.setColor(QPalette::PlaceholderText, color(Token::TextMuted));
    p.setColor(QPalette::Highlight, tint(Token::Accent));
    p.setColor(QPalette::HighlightedText, color(Token::Text));
    p.setColor(QPalette::Link, color(Token::Accent));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, color(Token::TextMuted));
    // Were one of the style's own colours another in a window without the keys, every widget would be painted anew each
    // time the window gets or loses them.
    for (int i = 0; i < QPalette::NColorRoles; ++i) {
        const auto role = static_cast<QPalette::ColorRole>(i);
        p.setBrush(QPalette::Inactive, role, p.brush(QPalette::Active, role));
    }
    return p;
}

void Theme::applyTo(QApplication &application)
{
    const auto apply = [this, &application] {
        application.setPalette(palette());
        application.setStyleSheet(styleSheet());
    };
    application.setStyle(QStringLiteral("Fusion"));
    application.setFont(bodyFont());
    apply();
    connect(this, &Theme::changed, &application, apply);
}

QFont Theme::bodyFont() const
{
    return font(13, QFont::Normal);
}

QFont Theme::strongFont() const
{
    return font(13, QFont::DemiBold);
}

QFont Theme::metaFont() const
{
    return font(11, QFont::Normal);
}

QFont Theme::titleFont() const
{
    return font(20, QFont::DemiBold);
}

QFont Theme::monoFont() const
{
    QFont f(QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono CJK SC"),
                QStringLiteral("monospace")},
        -1);
    f.setPixelSize(12);
    f.setFixedPitch(true);
    return f;
}

QIcon Theme::icon(const QString &name, Token token) const
{
    const std::pair key(name, static_cast<int>(token));
    if (const auto known = m_icons.constFind(key); known != m_icons.constEnd())
        return *known;
    const QString file = QStringLiteral(":/opsdeck/icons/%1.svg").arg(name);
    QIcon made;
    if (QFile::exists(file)) {
        QColor disabled = color(Token::TextMuted);
        disabled.setAlphaF(0.5f);
        made = QIcon(new TintedIcon(file, color(token), disabled)); // the QIcon owns it
    }
    m_icons.insert(key, made);
    return made;
}

QPixmap Theme::hatch(bool behindText, qreal scale) const
{
    QPixmap &tile = m_hatches[{behindText, scale}];
    if (!tile.isNull())
        return tile;
    const int side = qRound((behindText ? 8 : 4) * scale);
    QColor line = color(Token::Stale);
    line.setAlphaF(behindText ? 0.18f : 0.8f);
    tile = QPixmap(side, side);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, (behindText ? 3 : 1.5) * scale, Qt::SolidLine, Qt::FlatCap));
    // The lines of the neighbours reach over the edges.
    for (int left = -side; left <= side; left += side)
        painter.drawLine(QPoint(left - side, 2 * side), QPoint(left + 2 * side, -side));
    painter.end();
    return tile;
}

} // namespace opsdeck

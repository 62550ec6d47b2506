// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QPixmap>

class QApplication;

namespace opsdeck {

/// What a colour means; no widget names a colour of its own.
enum class Token
{
    Surface0,
    Surface1,
    Surface2,
    Line,
    Text,
    TextMuted,
    Accent,
    OnAccent,
    Critical,
    Warning,
    Info,
    Ok,
    Stale
};

enum class ThemeKind
{
    Dark,
    Light,
    HighContrast
};

/// The one place for colours, type and sizes. Handed to every widget by reference; `changed` asks them to repaint.
/// Sizes are in device-independent pixels on a 4 px grid.
class Theme : public QObject
{
    Q_OBJECT

public:
    static constexpr int Grid = 4;
    static constexpr int CardPadding = 12;
    static constexpr int CardRadius = 8;
    static constexpr int RowHeight = 36;
    static constexpr int ControlHeight = 32;
    static constexpr int PillHeight = 26;
    static constexpr int PageMargin = 16;

    explicit Theme(ThemeKind kind, QObject *parent = nullptr);

    ThemeKind kind() const { return m_kind; }
    void setKind(ThemeKind kind);

    QColor color(Token token) const;
    /// A tint of a token over the card surface, for selected rows and banners.
    QColor tint(Token token) const;
    QPalette palette() const;
    QString styleSheet() const; ///< for the application; made of tokens only
    /// Gives the application this look, now and after every change.
    void applyTo(QApplication &application);

    QFont bodyFont() const; ///< 13 px
    QFont strongFont() const; ///< 13 px, semi-bold
    QFont metaFont() const; ///< 11 px
    QFont titleFont() const; ///< 20 px, semi-bold
    QFont monoFont() const; ///< 12 px, for ids, digests and hosts; tabular

    /// A line icon of resources/icons, tinted, sharp at every scale; null where there is none of that name.
    QIcon icon(const QString &name, Token token = Token::Text) const;

    /// One square of diagonal lines, which tiles; see paintHatch.
    QPixmap hatch(bool behindText, qreal scale) const;

Q_SIGNALS:
    void changed();

private:
    ThemeKind m_kind;
    mutable QHash<std::pair<QString, int>, QIcon> m_icons; ///< of this kind
    mutable QHash<std::pair<bool, qreal>, QPixmap> m_hatches; ///< of this kind
};

} // namespace opsdeck

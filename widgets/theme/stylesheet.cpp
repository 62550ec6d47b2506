// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

namespace opsdeck {

namespace {

// @names are replaced by tokens. Only what Fusion cannot take from the palette stands here.
constexpr char16_t controls[] = uR"(
QToolTip { color: @text; background: @surface2; border: 1px solid @line; padding: 4px 8px; }
QMenu { background: @surface2; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @accentTint; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QPushButton { background: @surface2; color: @text; border: 1px solid @line; border-radius: 8px;
              padding: 0 12px; min-height: 30px; }
QPushButton:hover { border-color: @muted; }
QPushButton:pressed { background: @surface1; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: @muted; background: @surface1; border-color: @line; }
QPushButton[look="primary"]:enabled { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[look="danger"]:enabled { background: @critical; color: @onAccent; border-color: @critical;
                                     font-weight: 600; }
QPushButton[look="primary"]:focus, QPushButton[look="danger"]:focus { border: 2px solid @text; }
QPushButton[look="primary"]:hover, QPushButton[look="danger"]:hover { border-color: @text; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: @muted; padding: 0 8px; }
QPushButton[look="field"] { color: @muted; text-align: left; background: @surface0; }
QPushButton[look="quiet"]:hover { color: @text; background: @surface2; }
QPushButton[look="quiet"]:checked { color: @accent; }
QPushButton[look="quiet"]:focus { border: 2px solid @accent; padding: 0 7px; }
QPushButton[small="true"], QPushButton[small="true"]:focus, QPushButton[look="quiet"][small="true"]:focus {
    min-height: 16px; padding: 0 6px; }

QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: @surface2; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @muted; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; }

QLineEdit, QComboBox, QSpinBox, QDateTimeEdit { background: @surface1; color: @text; border: 1px solid @line;
    border-radius: 6px; padding: 0 8px; min-height: 30px; selection-background-color: @accent;
    selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus { border: 1px solid @accent; }
QLineEdit:disabled { color: @muted; background: @surface0; }
QComboBox QAbstractItemView { background: @surface2; border: 1px solid @line; }
QPlainTextEdit, QTextEdit { background: @surface0; color: @text; border: 1px solid @line; border-radius: 8px;
    padding: 4px; selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QPlainTextEdit[inCard="true"] { border: 1px solid transparent; background: transparent; border-radius: 4px; }
QPlainTextEdit[inCard="true"]:focus { border-color: @accent; }
)";

constexpr char16_t views[] = uR"(
QAbstractItemView { background: @surface1; color: @text; border: 1px solid @line; border-radius: 8px; outline: none;
    selection-background-color: @accentTint; selection-color: @text; }
QAbstractItemView:focus { border-color: @accent; }
QAbstractItemView[inCard="true"] { border: 1px solid transparent; background: transparent; border-radius: 4px; }
QAbstractItemView[inCard="true"]:focus { border-color: @accent; }
QAbstractItemView[ring="row"]:focus { border-color: transparent; }
QTreeView::item, QTableView::item, QListView::item { border-bottom: 1px solid @line; padding: 0 8px; }
QTreeView::item:hover, QTableView::item:hover, QListView::item:hover { background: @surface2; }
QTreeView::item:selected, QTableView::item:selected, QListView::item:selected { background: @accentTint; color: @text; }
QHeaderView { background: @surface2; border: none; }
QHeaderView::section { background: @surface2; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: 0 8px; min-height: 32px; }
QTableCornerButton::section { background: @surface2; border: none; }

QScrollArea, QStackedWidget { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @line; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QProgressBar { background: @surface2; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QFrame[panel="rail"] { background: @surface1; border: none; border-right: 1px solid @line; }
QFrame[panel="top"] { background: @surface1; border: none; border-bottom: 1px solid @line; }
QFrame[panel="status"] { background: @surface1; border: none; border-top: 1px solid @line; }
QFrame[panel="inspector"] { background: @surface1; border: none; border-left: 1px solid @line; }
QFrame[panel="popup"] { background: @surface2; border: 1px solid @line; }

QLabel { background: transparent; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="critical"] { color: @critical; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="accent"] { color: @accent; }
QFrame[card="true"] { background: @surface1; border: 1px solid @line; border-radius: 8px; }
QFrame[card="true"][edge="critical"] { border: 1px solid @critical; background: @criticalTint; }
QFrame[card="true"][edge="warning"] { border: 1px solid @warning; background: @warningTint; }
QFrame[card="true"][edge="ok"] { border: 1px solid @ok; background: @okTint; }
QFrame[card="true"][edge="accent"] { border: 1px solid @accent; background: @accentTint; }
QFrame[card="true"][edge="stale"] { border: 1px solid @stale; }
)";

} // namespace

QString Theme::styleSheet() const
{
    QString sheet = QString::fromUtf16(controls) + QString::fromUtf16(views);
    const auto put = [&sheet](const QString &name, const QColor &value) { sheet.replace(name, value.name()); };
    // A name that begins with another one has to go first.
    put(QStringLiteral("@accentTint"), tint(Token::Accent));
    put(QStringLiteral("@criticalTint"), tint(Token::Critical));
    put(QStringLiteral("@warningTint"), tint(Token::Warning));
    put(QStringLiteral("@okTint"), tint(Token::Ok));
    put(QStringLiteral("@surface0"), color(Token::Surface0));
    put(QStringLiteral("@surface1"), color(Token::Surface1));
    put(QStringLiteral("@surface2"), color(Token::Surface2));
    put(QStringLiteral("@line"), color(Token::Line));
    put(QStringLiteral("@text"), color(Token::Text));
    put(QStringLiteral("@muted"), color(Token::TextMuted));
    put(QStringLiteral("@accent"), color(Token::Accent));
    put(QStringLiteral("@onAccent"), color(Token::OnAccent));
    put(QStringLiteral("@critical"), color(Token::Critical));
    put(QStringLiteral("@warning"), color(Token::Warning));
    put(QStringLiteral("@ok"), color(Token::Ok));
    put(QStringLiteral("@stale"), color(Token::Stale));
    return sheet;
}

} // namespace opsdeck

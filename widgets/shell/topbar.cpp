// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/topbar.h"

#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/timetext.h"
#include "widgets/shell/environmentband.h"
#include "widgets/shell/freshnessstrip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace opsdeck {

namespace {

constexpr int barHeight = 48;

} // namespace

TopBar::TopBar(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_back(makeButton())
    , m_forward(makeButton())
    , m_workspace(new ElidedLabel(theme, this))
    , m_band(new EnvironmentBand(theme, this))
    , m_copy(makeButton())
    , m_palette(new QPushButton(this))
    , m_freshness(new FreshnessStrip(theme, this))
    , m_clock(plainLabel({}, this, theme.monoFont()))
    , m_loudness(makeButton())
    , m_language(makeButton())
    , m_look(makeButton())
    , m_help(makeButton())
{
    setProperty("panel", QStringLiteral("top"));
    setFixedHeight(barHeight);
    m_workspace->setFont(theme.strongFont());
    QFont clock = theme.monoFont();
    clock.setPixelSize(15);
    m_clock->setFont(clock);
    m_palette->setProperty("look", QStringLiteral("field"));
    m_palette->setMinimumWidth(280);
    layOut();
    fillLanguageMenu();
    connect(m_back, &QToolButton::clicked, this, &TopBar::backRequested);
    connect(m_forward, &QToolButton::clicked, this, &TopBar::forwardRequested);
    connect(m_copy, &QToolButton::clicked, this, &TopBar::copyAddressRequested);
    connect(m_freshness, &QAbstractButton::clicked, this, &TopBar::sourcesRequested);
    connect(m_palette, &QPushButton::clicked, this, &TopBar::paletteRequested);
    connect(m_help, &QToolButton::clicked, this, &TopBar::shortcutsRequested);
    connect(&theme, &Theme::changed, this, &TopBar::retint);
    retint();
    retranslate();
}

void TopBar::setWorkspace(const QString &title)
{
    m_workspace->setText(title);
}

void TopBar::setEnvironment(const std::optional<PageEnvironment> &environment)
{
    m_band->setEnvironment(environment);
}

void TopBar::setSources(const QList<SourceRecord> &sources, const QDateTime &now)
{
    m_freshness->setSources(sources, now);
}

void TopBar::setTime(const QDateTime &now)
{
    m_clock->setText(now.toLocalTime().toString(QStringLiteral("HH:mm:ss")));
    m_clock->setToolTip(exactText(now));
}

void TopBar::setHistory(bool canGoBack, bool canGoForward)
{
    m_back->setEnabled(canGoBack);
    m_forward->setEnabled(canGoForward);
}

void TopBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

QToolButton *TopBar::makeButton()
{
    auto *button = new QToolButton(this);
    button->setIconSize({18, 18});
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void TopBar::layOut()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 1);
    layout->setSpacing(4);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addSpacing(6);
    layout->addWidget(m_workspace);
    layout->addSpacing(8);
    layout->addWidget(m_band);
    layout->addWidget(m_copy);
    layout->addStretch(1);
    layout->addWidget(m_palette);
    layout->addStretch(1);
    layout->addWidget(m_freshness);
    layout->addSpacing(12);
    layout->addWidget(m_clock);
    layout->addSpacing(8);
    layout->addWidget(m_loudness);
    layout->addWidget(m_language);
    layout->addWidget(m_look);
    layout->addWidget(m_help);
}

void TopBar::fillLanguageMenu()
{
    auto *menu = new QMenu(m_language);
    // A language is named in itself, so that who cannot read the current one finds the way out.
    const std::pair<QString, QString> languages[]
        = {{QStringLiteral("en"), QStringLiteral("English")}, {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    for (const auto &[code, name] : languages)
        menu->addAction(name, this, [this, chosen = code] { Q_EMIT languageRequested(chosen); });
    m_language->setMenu(menu);
}

void TopBar::fillThemeMenu()
{
    auto *menu = m_look->menu() ? m_look->menu() : new QMenu(m_look);
    menu->clear();
    const auto add = [this, menu](const QString &icon, const QString &name, ThemeKind kind) {
        menu->addAction(m_theme.icon(icon), name, this, [this, kind] { Q_EMIT themeRequested(kind); });
    };
    add(QStringLiteral("moon"), tr("Dark"), ThemeKind::Dark);
    add(QStringLiteral("sun"), tr("Light"), ThemeKind::Light);
    add(QStringLiteral("contrast"), tr("High contrast"), ThemeKind::HighContrast);
    m_look->setMenu(menu);
}

void TopBar::setVoice(const DeskVoice &voice, bool muted)
{
    if (m_voice == voice && m_muted == muted)
        return;
    m_voice = voice;
    m_muted = muted;
    retint();
    fillVoiceMenu();
}

void TopBar::fillVoiceMenu()
{
    auto *menu = m_loudness->menu() ? m_loudness->menu() : new QMenu(m_loudness);
    menu->clear();
    const auto addSwitch = [this, menu](const QString &name, bool DeskVoice::*isOn) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(m_voice.*isOn);
        connect(action, &QAction::triggered, this, [this, isOn](bool on) {
            DeskVoice voice = m_voice;
            voice.*isOn = on;
            Q_EMIT voiceRequested(voice);
        });
    };
    addSwitch(tr("Sounds"), &DeskVoice::sounds);
    //: notifications of the desktop
    addSwitch(tr("Popups"), &DeskVoice::popups);
    menu->addSeparator();
    menu->addAction(
        m_muted ? tr("End the mute") : tr("Mute for 1 h"), this, [this] { Q_EMIT muteRequested(!m_muted); });
    //: Opens the settings of sounds, popups and messages
    menu->addAction(tr("Telling people…"), this, &TopBar::tellingRequested);
    m_loudness->setMenu(menu);
}

void TopBar::retranslate()
{
    const auto name = [](QToolButton *button, const QString &text, const QString &shortcut = {}) {
        button->setAccessibleName(text);
        button->setToolTip(shortcut.isEmpty() ? text : QStringLiteral("%1  %2").arg(text, shortcut));
    };
    name(m_back, tr("Back"), QStringLiteral("Alt+←"));
    name(m_forward, tr("Forward"), QStringLiteral("Alt+→"));
    name(m_copy, tr("Copy the address of this place"), QStringLiteral("Ctrl+Shift+C"));
    //: Field in the top bar that opens the command palette
    m_palette->setText(tr("Search or run…") + QStringLiteral("     Ctrl+K"));
    m_palette->setAccessibleName(tr("Search or run"));
    //: how loud the desk is
    name(m_loudness, tr("Alert sounds and popups"));
    name(m_language, tr("Language"));
    name(m_look, tr("Theme"));
    name(m_help, tr("Keyboard shortcuts"), QStringLiteral("?"));
    m_clock->setAccessibleName(tr("Time"));
    fillThemeMenu();
    fillVoiceMenu();
}

void TopBar::retint()
{
    const bool isSilent = m_muted || !(m_voice.sounds || m_voice.popups);
    m_loudness->setIcon(
        m_theme.icon(isSilent ? QStringLiteral("silence") : QStringLiteral("alerts"), Token::TextMuted));
    m_back->setIcon(m_theme.icon(QStringLiteral("back"), Token::TextMuted));
    m_forward->setIcon(m_theme.icon(QStringLiteral("forward"), Token::TextMuted));
    m_copy->setIcon(m_theme.icon(QStringLiteral("link"), Token::TextMuted));
    m_palette->setIcon(m_theme.icon(QStringLiteral("search"), Token::TextMuted));
    m_language->setIcon(m_theme.icon(QStringLiteral("language"), Token::TextMuted));
    const bool light = m_theme.kind() == ThemeKind::Light;
    m_look->setIcon(m_theme.icon(light ? QStringLiteral("sun") : QStringLiteral("moon"), Token::TextMuted));
    m_help->setIcon(m_theme.icon(QStringLiteral("keyboard"), Token::TextMuted));
    fillThemeMenu();
}

} // namespace opsdeck

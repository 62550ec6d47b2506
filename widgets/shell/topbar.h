// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deskvoice.h"
#include "models/domain/freshness.h"
#include "widgets/shell/page.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace opsdeck {

class ElidedLabel;
class EnvironmentBand;
class FreshnessStrip;

/// Where we are, what it changes, whether we can trust it, and what time it is.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    explicit TopBar(Theme &theme, QWidget *parent = nullptr);

    void setWorkspace(const QString &title);
    void setEnvironment(const std::optional<PageEnvironment> &environment);
    void setSources(const QList<SourceRecord> &sources, const QDateTime &now);
    void setTime(const QDateTime &now);
    void setHistory(bool canGoBack, bool canGoForward);
    void setVoice(const DeskVoice &voice, bool muted);

Q_SIGNALS:
    void backRequested();
    void forwardRequested();
    void copyAddressRequested();
    void sourcesRequested();
    void paletteRequested();
    void shortcutsRequested();
    void languageRequested(const QString &language); ///< "en", "zh_CN"
    void themeRequested(opsdeck::ThemeKind kind);
    void voiceRequested(const opsdeck::DeskVoice &voice);
    void muteRequested(bool muted); ///< for an hour
    void tellingRequested(); ///< its settings

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *makeButton();
    void layOut();
    void fillLanguageMenu();
    void fillThemeMenu();
    void fillVoiceMenu();
    void retranslate();
    void retint();

    Theme &m_theme;
    QToolButton *m_back;
    QToolButton *m_forward;
    ElidedLabel *m_workspace;
    EnvironmentBand *m_band;
    QToolButton *m_copy;
    QPushButton *m_palette;
    FreshnessStrip *m_freshness;
    QLabel *m_clock;
    QToolButton *m_loudness;
    QToolButton *m_language;
    QToolButton *m_look;
    QToolButton *m_help;
    DeskVoice m_voice;
    bool m_muted = false;
};

} // namespace opsdeck

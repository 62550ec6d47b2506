// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"
#include "models/domain/error.h"
#include "widgets/shell/page.h"

class QLabel;
class QStackedWidget;

namespace opsdeck {

class ActionButton;
class Card;
class DigestDialog;
class EmptyState;
class EpisodeList;
class HeatMap;
class NumberTile;
class Pill;
class TallyView;

/// "What burns again and again, and how long until somebody has it?" What alerts did in a period, in numbers; each
/// opens the rows behind it, and says which were left out.
class AnalysisPage : public Page
{
    Q_OBJECT

public:
    explicit AnalysisPage(Theme &theme, QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QString place() const override; ///< "168h/offenders"
    void openPlace(const QString &place) override;
    QList<PageShortcut> shortcuts() const override;

    int hours() const { return m_hours; } ///< of the period
    void setStats(const AlertStats &stats);
    const AlertStats &stats() const { return m_stats; }
    void setError(const Error &error); ///< until the next numbers
    void setBusy(); ///< they are being counted

Q_SIGNALS:
    void statsWanted(); ///< it is looked at, or for another period
    void digestRequested();
    void saveRequested(const QString &file, const QByteArray &content);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeTiles();
    QWidget *makeTables();
    void wire();
    void retranslate();
    void showContent();
    void showTiles();
    void setHours(int hours);
    void showRows(const QString &title, const EpisodePlaces &places);
    void chooseFile();
    void tell(const QString &text, Token token);

    Theme &m_theme;
    AlertStats m_stats;
    bool m_hasStats = false;
    int m_hours = 24;
    QLabel *m_title;
    QLabel *m_span;
    QList<Pill *> m_periods;
    ActionButton *m_digest;
    ActionButton *m_export;
    Card *m_banner;
    QLabel *m_bannerText;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    NumberTile *m_fired;
    NumberTile *m_standing;
    NumberTile *m_noise;
    NumberTile *m_acknowledging;
    NumberTile *m_resolving;
    TallyView *m_tallies;
    Card *m_hourCard;
    HeatMap *m_heat;
    EpisodeList *m_rows;
};

} // namespace opsdeck

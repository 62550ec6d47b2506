// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

class QLabel;
class QScrollArea;
class QStackedWidget;
class QTreeView;
class QVBoxLayout;

namespace opsdeck {

class Card;
class EmptyState;
class MovesModel;
class RouteCard;

/// The gray board: "Who gets how much of which version, and what comes next?" A card for each route, and below what was
/// moved in the past.
class TrafficPage : public Page
{
    Q_OBJECT

public:
    explicit TrafficPage(Theme &theme, QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QString place() const override; ///< the route whose card was entered last
    void openPlace(const QString &place) override;
    QList<PagePlace> places() const override;
    QList<PageShortcut> shortcuts() const override;
    std::optional<PageEnvironment> environment() const override;

    MovesModel &moves() { return *m_moves; }
    /// Until the first call, the page says that it is being read.
    void setRoutes(const QList<BoardRoute> &routes, const QDateTime &now);
    void setMoves(const QList<TrafficMove> &moves);
    /// The ledger cannot be read, until the next answer; what was read before stays, and is told to be old.
    void setProblem(const std::optional<Error> &problem);
    void setUnread(int entries); ///< ledger entries of this topic that cannot be understood
    /// Why this person may decide nothing; nothing = they may.
    void setForbidden(const std::optional<Error> &why);
    void tick(const QDateTime &now); ///< times alone

    static QString example(); ///< what a workspace says to have a route

Q_SIGNALS:
    void decided(const opsdeck::TrafficDecision &decision);
    void readRequested(const QString &route); ///< the balancer; empty = everything again
    void looking(bool isLooking); ///< the page came into sight or left it

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBoard();
    QWidget *makeTeaching();
    void setUpTable();
    RouteCard *makeCard();
    RouteCard *cardOf(const QString &route) const;
    void enter(RouteCard *card);
    void step(int by);
    void showContent();
    void showCounts();
    void copyRows() const;
    void retranslate();

    Theme &m_theme;
    MovesModel *m_moves;
    QLabel *m_title;
    QLabel *m_counts;
    Card *m_banner;
    QLabel *m_bannerText;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    EmptyState *m_lesson;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_list = nullptr;
    Card *m_past = nullptr;
    QLabel *m_nothing = nullptr;
    QTreeView *m_table = nullptr;
    QWidget *m_teaching = nullptr;
    QWidget *m_board = nullptr;
    QList<RouteCard *> m_cards;
    QString m_current; ///< route
    QString m_wanted; ///< a place asked for before its route came
    std::optional<Error> m_problem;
    std::optional<Error> m_forbidden;
    int m_unread = 0;
    bool m_isRead = false;
};

} // namespace opsdeck

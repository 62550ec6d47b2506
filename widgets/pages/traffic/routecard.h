// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"
#include "widgets/parts/card.h"

namespace opsdeck {

class ActionButton;
class ElidedLabel;
class EnvironmentBand;
class PoolRows;
class ShareBar;
class StateBadge;
class StepRow;
class TrafficActions;

/// One route of the gray board: who gets how much, of what, how well, since when, and what comes next. Keys of a card
/// that has the focus: N next or start, P pause, S stop here, B take back, R read again.
class RouteCard : public Card
{
    Q_OBJECT

public:
    explicit RouteCard(Theme &theme, QWidget *parent = nullptr);

    void setBoard(const BoardRoute &board, const QDateTime &now);
    void setForbidden(const std::optional<Error> &why);
    const BoardRoute &board() const { return m_board; }
    /// Times alone; at most once a second.
    void tick(const QDateTime &now);

Q_SIGNALS:
    void decided(const opsdeck::TrafficDecision &decision);
    void readRequested(const QString &route);
    void entered(); ///< it or something in it has the focus now

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QLayout *makeHeader();
    void setUpBody();
    void retranslate();
    void showEdge();
    void showSince();
    void showGates();
    void showTenants();
    void copy() const;

    Theme &m_theme;
    BoardRoute m_board;
    QDateTime m_now;
    std::optional<Error> m_forbidden;
    QLabel *m_name;
    QLabel *m_kind;
    EnvironmentBand *m_band;
    StateBadge *m_badge;
    QLabel *m_state;
    ActionButton *m_read;
    ActionButton *m_copy;
    ShareBar *m_bar;
    QLabel *m_since;
    PoolRows *m_pools;
    StepRow *m_steps;
    QVBoxLayout *m_gates;
    QWidget *m_gateBox;
    QList<TrafficShift::GateResult> m_shownGates;
    QLabel *m_tenants;
    QLabel *m_next;
    TrafficActions *m_actions;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

class QGridLayout;

namespace opsdeck {

/// The pools of a route, one below the other: sign, share, version, and the servers with their health and the way out
/// of the balancer and back. Says nothing while nothing changed, so that the focus stays.
class PoolRows : public QWidget
{
    Q_OBJECT

public:
    explicit PoolRows(Theme &theme, QWidget *parent = nullptr);

    void setBoard(const BoardRoute &board, bool maySteer);
    void retranslate();

Q_SIGNALS:
    /// Undrain = put back.
    void serverChosen(opsdeck::TrafficDecision::Kind kind, const QString &server);

private:
    void build();
    void addPool(QGridLayout *grid, int row, const BoardPool &pool);
    QWidget *makeServer(const BoardServer &server);

    Theme &m_theme;
    BoardRoute m_board;
    QList<BoardPool> m_pools;
    bool m_maySteer = false;
    QWidget *m_content = nullptr;
};

} // namespace opsdeck

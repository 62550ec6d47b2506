// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

#include <QObject>
#include <QTimer>

namespace opsdeck {

class Card;
class History;
class HistoryStrip;
class InspectorPanel;
class Ledger;
class Theme;

/// The last thirty days of the alert that is looked at, as a card of its inspector: what its sources told, and who had
/// it, whether they or a desk said so. Read when another alert is looked
/// at, and again when something changed while it is seen. GUI thread.
class AlertHistory : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; it goes with the inspector.
    AlertHistory(InspectorPanel &inspector, History &history, Ledger &ledger, Theme &theme);

    void inspect(const AlertRow &row);
    const HistoryStrip &strip() const { return *m_strip; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    void retranslate();

    InspectorPanel &m_inspector;
    History &m_history;
    Ledger &m_ledger;
    Card *m_card;
    HistoryStrip *m_strip;
    QString m_key; ///< what we call the alert that is looked at
    QList<AlertKey> m_told; ///< what the sources call it
    QTimer m_settle; ///< a hand that runs down the list reads nothing
    bool m_isReading = false;
    bool m_wantsMore = false; ///< meanwhile
};

} // namespace opsdeck

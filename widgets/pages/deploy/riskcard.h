// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrisk.h"
#include "widgets/parts/card.h"

namespace opsdeck {

class FlowLayout;
class StateBadge;

/// The risk of a deployment as a number, and what it is made of, with the points of each.
class RiskCard : public Card
{
    Q_OBJECT

public:
    explicit RiskCard(Theme &theme, QWidget *parent = nullptr);

    void setRisk(const Risk &risk, int limit);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showReasons();

    Theme &m_theme;
    Risk m_risk;
    int m_limit = 0;
    StateBadge *m_badge;
    QLabel *m_score;
    QLabel *m_caption;
    QLabel *m_told;
    FlowLayout *m_reasons;
    QList<QLabel *> m_labels; ///< of the reasons; those that are not needed are hidden
};

} // namespace opsdeck

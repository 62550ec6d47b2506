// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "widgets/parts/card.h"

namespace opsdeck {

class StateBadge;

/// How a run ended, in words: which host, which step, what it said, and which hosts were not touched.
class RunBanner : public Card
{
    Q_OBJECT

public:
    explicit RunBanner(Theme &theme, QWidget *parent = nullptr);

    void setRun(const DeployRun &run); ///< hides while it runs

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString headline() const;
    QString consequence() const;

    StateBadge *m_badge;
    QLabel *m_headline;
    QLabel *m_reason;
    QLabel *m_consequence;
    DeployRun m_run;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "widgets/pages/deploy/rundecision.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace opsdeck {

class ActionButton;
class Theme;

/// What can be decided about a run as it stands now, as a row of buttons. What needs a reason asks for it in the row
/// itself; what was refused says so there.
class RunActions : public QWidget
{
    Q_OBJECT

public:
    explicit RunActions(Theme &theme, QWidget *parent = nullptr);
    /// Only these.
    RunActions(Theme &theme, const QList<RunDecision::Kind> &offered, QWidget *parent = nullptr);

    void setRun(const DeployRun &run);
    /// The answer to returnAsked; of another run it is ignored.
    void setReturn(const RunId &run, const Result<void> &may);
    void lookAgain(); ///< whether one can return to it: other runs have come or ended
    void showProblem(const std::optional<Error> &problem); ///< until the next decision

Q_SIGNALS:
    void decided(const opsdeck::RunDecision &decision);
    void returnAsked(const opsdeck::RunId &run); ///< whether one can return to what it left

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Kind = RunDecision::Kind;

    void choose(Kind kind);
    void confirm();
    void showButtons();
    void showTold();
    void retranslate();
    bool isPossible(Kind kind) const;
    HostId brokenHost() const;
    QString wordsOf(Kind kind) const;
    QString confirmWords(Kind kind) const;
    ActionButton *buttonOf(Kind kind) const { return m_buttons.value(kind); }

    DeployRun m_run;
    std::optional<Kind> m_asking; ///< a reason for it
    std::optional<Error> m_problem;
    std::optional<Result<void>> m_return; ///< whether one can return to it; nothing = being looked for
    QMap<Kind, ActionButton *> m_buttons;
    QLabel *m_told;
    QLineEdit *m_reason;
    ActionButton *m_confirm;
    ActionButton *m_back;
};

} // namespace opsdeck

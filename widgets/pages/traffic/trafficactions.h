// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

class QCheckBox;
class QLabel;
class QLineEdit;

namespace opsdeck {

class ActionButton;

/// What can be decided about a route as it stands now. What will be done, a reason and production's name are asked for
/// in the row itself; a refusal is told there.
class TrafficActions : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficActions(Theme &theme, QWidget *parent = nullptr);

    void setBoard(const BoardRoute &board);
    /// Why this person may decide nothing; nothing = they may.
    void setForbidden(const std::optional<Error> &why);
    /// Asks what the decision still needs, or makes it.
    void choose(TrafficDecision::Kind kind, const QString &server = {});
    bool isAsking() const { return m_asking.has_value(); }

Q_SIGNALS:
    void decided(const opsdeck::TrafficDecision &decision);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Kind = TrafficDecision::Kind;

    QWidget *makeButtons();
    QWidget *makeQuestion();
    void confirm();
    void leave();
    void showAll();
    void showButtons();
    void showQuestion();
    bool isComplete() const;
    bool asksForName() const;
    bool asksForStep() const;
    void retranslate();

    Theme &m_theme;
    BoardRoute m_board;
    std::optional<Error> m_forbidden;
    std::optional<TrafficDecision> m_asking;
    QMap<Kind, ActionButton *> m_buttons;
    QWidget *m_row;
    QWidget *m_question;
    QLabel *m_told;
    QLabel *m_target;
    QLineEdit *m_reason;
    QLineEdit *m_name;
    QCheckBox *m_single;
    ActionButton *m_back;
    ActionButton *m_confirm;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheck.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace opsdeck {

class ActionButton;
class StateBadge;

/// What can be done about a kind of check that blocks: who may override it, the question why, and afterwards who did.
class OverrideRow : public QWidget
{
    Q_OBJECT

public:
    struct State
    {
        PrecheckKind kind = PrecheckKind::HostReachable;
        int blocks = 0; ///< checks of this kind that forbid to start
        std::optional<Role> needed; ///< nothing = nobody may
        Role role = Role::Viewer; ///< of who deploys
        std::optional<Override> given;
        bool isOutdated = false; ///< one was given for other blocks

        bool mayOverride() const { return needed && role >= *needed; }
        bool operator==(const State &) const = default;
    };

    explicit OverrideRow(Theme &theme, QWidget *parent = nullptr);

    /// A question that is open stays so, unless it has become another one.
    void setState(const State &state);
    const State &state() const { return m_state; }

Q_SIGNALS:
    void overridden(opsdeck::PrecheckKind kind, const QString &text);
    void takenBack(opsdeck::PrecheckKind kind);
    void grown(); ///< and wants to be seen as a whole

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void ask(bool asking);
    void confirm();
    void retranslate();
    QString explanation() const;

    State m_state;
    bool m_asking = false; ///< for a reason
    StateBadge *m_badge;
    QLabel *m_title;
    QLabel *m_told;
    QLineEdit *m_reason;
    ActionButton *m_open;
    ActionButton *m_takeBack;
    ActionButton *m_back;
    ActionButton *m_confirm;
};

} // namespace opsdeck

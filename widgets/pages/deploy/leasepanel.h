// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/lease.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace opsdeck {

class ActionButton;
class KeyValueList;
class Theme;

/// Who has reserved an environment, why and until when, and for whoever may the way to take it away from them. Looks
/// again while it is shown, as others take and give back leases.
class LeasePanel : public QWidget
{
    Q_OBJECT

public:
    explicit LeasePanel(Theme &theme, QWidget *parent = nullptr);

    /// `kept` = the workspace keeps leases at all; `mayBreak` says why this person may not.
    void setRules(bool kept, const Result<void> &mayBreak);
    void setEnvironment(const EnvironmentId &environment); ///< asks for its lease
    /// The answer to leaseWanted; of another environment it is ignored. An error counts as held: nobody knows by whom.
    void setLease(const EnvironmentId &environment, const Result<std::optional<Lease>> &lease);
    void showProblem(const std::optional<Error> &problem); ///< with the breaking; until the next try

Q_SIGNALS:
    void leaseWanted(const opsdeck::EnvironmentId &environment);
    /// `seen` is what is shown; without a holder it is one that cannot be read.
    void breakRequested(const opsdeck::Lease &seen, const QString &reason);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void ask();
    void setAsking(bool asking);
    void confirm();
    void retranslate();
    void showState();
    void showFacts();
    bool isHeld() const;
    bool canBreak() const;
    Lease seen() const;

    EnvironmentId m_environment;
    bool m_isKept = false;
    Result<void> m_mayBreak;
    std::optional<Result<std::optional<Lease>>> m_lease; ///< nothing = being asked for
    std::optional<Lease> m_asked; ///< the one that a reason is being asked about
    std::optional<Error> m_problem;
    QTimer m_tick;
    KeyValueList *m_facts;
    QLabel *m_told;
    QLineEdit *m_reason;
    ActionButton *m_break;
    ActionButton *m_back;
    ActionButton *m_confirm;
};

} // namespace opsdeck

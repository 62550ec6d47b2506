// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployplan.h"
#include "models/domain/error.h"
#include "models/domain/workspace.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;

namespace opsdeck {

class ActionButton;
class Card;
class DiffView;
class EmptyState;
class KeyValueList;
class PlanModel;
class Theme;

/// The frozen plan: what runs now and what will run, the compose files' differences, the resolved hosts, and the
/// button that names the act. Production asks for its name.
class PlanStep : public QWidget
{
    Q_OBJECT

public:
    explicit PlanStep(Theme &theme, QWidget *parent = nullptr);

    void setConfirmProduction(bool confirm);
    void startPlanning(const Environment &environment, const QString &what);
    void setPlan(const Result<DeployPlan> &plan);
    const DeployPlan &plan() const;

Q_SIGNALS:
    void backRequested();
    void retryRequested();
    void confirmed(const opsdeck::DeployPlan &plan);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makePlanView();
    QWidget *makeButtons();
    void showSelected();
    void retranslate();
    void showFacts();
    void showState();
    void showConfirmation();
    int changesToMake() const;
    QString orderText(const DeployPlan &plan) const;

    Theme &m_theme;
    Environment m_environment;
    QString m_what; ///< product and version
    std::optional<Result<DeployPlan>> m_plan; ///< nothing = being made
    bool m_confirmProduction = true;
    PlanModel *m_model;
    QStackedWidget *m_stack;
    EmptyState *m_state;
    Card *m_tableCard;
    Card *m_diffCard;
    Card *m_factCard;
    QTableView *m_table;
    DiffView *m_diff;
    KeyValueList *m_facts;
    QLabel *m_ask;
    QLineEdit *m_typed;
    ActionButton *m_back;
    ActionButton *m_deploy;
};

} // namespace opsdeck

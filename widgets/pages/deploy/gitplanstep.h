// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/gitrelease.h"
#include "models/domain/workspace.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace opsdeck {

class ActionButton;
class Card;
class DiffView;
class EmptyState;
class KeyValueList;
class Theme;

/// The frozen plan of a deployment by way of GitLab: which files of the compose repository change and how, the commit
/// and the tag, and the button that names the act. Production asks for its name.
class GitPlanStep : public QWidget
{
    Q_OBJECT

public:
    explicit GitPlanStep(Theme &theme, QWidget *parent = nullptr);

    void setConfirmProduction(bool confirm);
    void startPlanning(const Environment &environment, const QString &what);
    void setPlan(const Result<GitReleasePlan> &plan);

Q_SIGNALS:
    void backRequested();
    void retryRequested();
    void confirmed(const opsdeck::GitReleasePlan &plan);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makePlanView();
    QWidget *makeButtons();
    void fillFiles();
    void showSelected();
    void retranslate();
    void showFacts();
    void showState();
    void showConfirmation();
    const GitReleasePlan *plan() const { return m_plan && *m_plan ? &**m_plan : nullptr; }
    int changedFiles() const;

    Environment m_environment;
    QString m_what; ///< product and version
    std::optional<Result<GitReleasePlan>> m_plan; ///< nothing = being made
    bool m_confirmProduction = true;
    QStackedWidget *m_stack;
    EmptyState *m_state;
    Card *m_fileCard;
    Card *m_diffCard;
    Card *m_factCard;
    QListWidget *m_files;
    DiffView *m_diff;
    KeyValueList *m_facts;
    QLabel *m_ask;
    QLineEdit *m_typed;
    ActionButton *m_back;
    ActionButton *m_commit;
};

} // namespace opsdeck

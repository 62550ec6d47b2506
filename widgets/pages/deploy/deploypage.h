// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/precheckreport.h"
#include "models/domain/workspace.h"
#include "widgets/pages/deploy/rundecision.h"
#include "widgets/shell/page.h"

class QLabel;
class QStackedWidget;

namespace opsdeck {

class CheckStep;
class ElidedLabel;
class EmptyState;
class GitSteps;
struct GitReleasePlan;
class LeasePanel;
class PlanStep;
class RunStep;
class Stepper;
class WhatStep;
class WhereStep;

/// "Take this version there, safely." A wizard of five steps (what, where, checks, plan, run), and the runs of before.
/// A run can be left and found again: its place is "run/ID". The place "PRODUCT/VERSION" begins a deployment of that
/// version. Its words stand in deploypagewords.cpp.
class DeployPage : public Page
{
    Q_OBJECT

public:
    explicit DeployPage(Theme &theme, QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QString place() const override;
    QList<PagePlace> places() const override;
    void openPlace(const QString &place) override;
    std::optional<PageEnvironment> environment() const override;

    void setProducts(const QList<Product> &products);
    void setEnvironments(const QList<Environment> &environments);
    void setConfirmProduction(bool confirm);
    void setVersions(const ProductId &product, const Result<QStringList> &versions);
    void setPlan(const Result<DeployPlan> &plan); ///< the answer to planWanted, or the failure to start it
    void setReport(const Result<PrecheckReport> &report); ///< the other answer to planWanted, about the same plan
    void setCheckProgress(int done, int total);
    /// Back from `run`, or to it; plan and report, or why there are none, follow as for planWanted.
    void startWayBack(const RunDecision &wish, const DeployRun &run);
    void setReturn(const RunId &run, const Result<void> &may); ///< the answer to returnAsked
    LeasePanel *leases() const; ///< of the step where
    GitSteps *gitSteps() const { return m_git; } ///< plan and run of a deployment by way of GitLab
    void setRunProblem(const std::optional<Error> &problem); ///< with what was decided about the run that is shown
    void setRun(const DeployRun &run); ///< shows it; its events follow by appendEvent
    void appendEvent(const DeployEvent &event); ///< of any run; those of others and known ones are ignored
    void setRuns(const QList<DeployRun> &runs); ///< newest first
    void setRunsError(const std::optional<Error> &error); ///< why runs or a journal cannot be read; nothing = fine

Q_SIGNALS:
    void versionsWanted(const opsdeck::ProductId &product);
    /// A plan and the report about it.
    void planWanted(
        const opsdeck::ProductId &product, const QString &version, const opsdeck::EnvironmentId &environment);
    void planCancelled(); ///< what planWanted began; setReport answers, with an error
    void startRequested(const opsdeck::DeployPlan &plan, const opsdeck::StartConsent &consent);
    void gitStartRequested(const opsdeck::GitReleasePlan &plan, const opsdeck::StartConsent &consent);
    void cancelRequested(const opsdeck::RunId &run);
    void decided(const opsdeck::RunDecision &decision); ///< about a run; that a way back is to be planned, again too
    void returnAsked(const opsdeck::RunId &run); ///< whether one can return to what it left
    void runWanted(const opsdeck::RunId &run); ///< a person wants to see it

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Step
    {
        What,
        Where,
        Checks,
        Plan,
        Run,
        Nothing ///< no product in the workspace
    };
    static constexpr int GitPlace = Nothing + 1; ///< in the stack, in place of Plan and Run

    struct WayBack
    {
        RunDecision wish;
        DeployRun run; ///< that is taken back, or that one returns to
    };

    void layOut(Theme &theme);
    void connectSteps();
    void connectRuns();
    void connectGit();
    bool showsGit() const { return m_isThroughGitLab && (m_step == Plan || m_step == Run); }
    void openGitRun();
    void seePlan();
    void showStep(Step step);
    void chooseWhere();
    void makePlan();
    void planAgain();
    void leaveChecks();
    void showBadge();
    void retranslate();
    QString headline() const;
    QString wayBackHeadline() const;
    QString planNote() const;
    const Environment *environmentOf(const EnvironmentId &id) const;

    QList<Product> m_products;
    QList<Environment> m_environments;
    QList<DeployRun> m_runs;
    Step m_step = Nothing;
    ElidedLabel *m_headline;
    Stepper *m_stepper;
    ElidedLabel *m_note;
    QStackedWidget *m_stack;
    WhatStep *m_what;
    WhereStep *m_where;
    CheckStep *m_checks;
    PlanStep *m_plan;
    RunStep *m_run;
    EmptyState *m_nothing;
    GitSteps *m_git;
    bool m_isThroughGitLab = false; ///< what is planned or shown
    std::optional<WayBack> m_wayBack; ///< what is planned; nothing = a deployment
};

} // namespace opsdeck

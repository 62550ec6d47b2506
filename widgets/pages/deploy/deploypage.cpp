// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/deploypage.h"

#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/gitsteps.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/runstep.h"
#include "widgets/pages/deploy/stepper.h"
#include "widgets/pages/deploy/whatstep.h"
#include "widgets/pages/deploy/wherestep.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"

#include <QEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

namespace {

const QString runPrefix = QStringLiteral("run/");

} // namespace

DeployPage::DeployPage(Theme &theme, QWidget *parent)
    : Page(parent)
    , m_headline(new ElidedLabel(theme, this))
    , m_stepper(new Stepper(theme, this))
    , m_note(new ElidedLabel(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_what(new WhatStep(theme, this))
    , m_where(new WhereStep(theme, this))
    , m_checks(new CheckStep(theme, this))
    , m_plan(new PlanStep(theme, this))
    , m_run(new RunStep(theme, this))
    , m_nothing(new EmptyState(theme, iconName(), this))
    , m_git(new GitSteps(theme, this))
{
    layOut(theme);
    connectSteps();
    retranslate();
    showStep(Nothing);
}

PageCard DeployPage::describe()
{
    return {QStringLiteral("deploy"), QStringLiteral("deploy"), tr("Deploy")};
}

QString DeployPage::place() const
{
    if (m_step != Run)
        return {};
    return runPrefix + (m_isThroughGitLab ? m_git->run().id : m_run->run().id).text();
}

QList<PagePlace> DeployPage::places() const
{
    QList<PagePlace> places;
    for (const Product &product : m_products) {
        //: Entry of the command palette; %1 is a product
        places.append({iconName(), tr("Deploy %1").arg(product.title), {}, product.id.text()});
        for (const ProductVersion &version : product.versions)
            places.append({iconName(), tr("Deploy %1").arg(product.title + u' ' + version.version), {},
                product.id.text() + u'/' + version.version});
    }
    return places;
}

void DeployPage::openPlace(const QString &place)
{
    if (place.startsWith(runPrefix)) {
        const RunId run(place.mid(runPrefix.size()));
        if (!run.isEmpty() && run == m_git->run().id)
            return openGitRun();
        Q_EMIT runWanted(run);
        return;
    }
    if (m_products.isEmpty())
        return;
    showStep(What);
    if (!place.isEmpty())
        m_what->choose(ProductId(place.section(u'/', 0, 0)), place.section(u'/', 1));
}

std::optional<PageEnvironment> DeployPage::environment() const
{
    const Environment *environment = nullptr;
    if (m_step == Run)
        environment = environmentOf(m_isThroughGitLab ? m_git->run().plan.environment : m_run->run().plan.environment);
    else if (m_wayBack && (m_step == Checks || m_step == Plan))
        environment = environmentOf(m_wayBack->run.plan.environment);
    else if (m_step == Where || m_step == Checks || m_step == Plan)
        environment = m_where->environment();
    return environment ? std::optional(PageEnvironment{environment->title, environment->production}) : std::nullopt;
}

void DeployPage::setProducts(const QList<Product> &products)
{
    m_products = products;
    m_what->setProducts(products);
    if (products.isEmpty() && m_step != Run)
        showStep(Nothing);
    else if (m_step == Nothing)
        showStep(What);
}

void DeployPage::setEnvironments(const QList<Environment> &environments)
{
    m_environments = environments;
    m_where->setEnvironments(environments);
}

void DeployPage::setConfirmProduction(bool confirm)
{
    m_plan->setConfirmProduction(confirm);
    m_git->setConfirmProduction(confirm);
}

void DeployPage::setVersions(const ProductId &product, const Result<QStringList> &versions)
{
    m_what->setVersions(product, versions);
}

void DeployPage::setPlan(const Result<DeployPlan> &plan)
{
    m_plan->setPlan(plan);
    if (!plan && m_step == Checks)
        m_checks->setReport(tl::unexpected(plan.error())); // without a plan there is nothing to check
    retranslate();
}

void DeployPage::setReport(const Result<PrecheckReport> &report)
{
    m_checks->setReport(report);
}

void DeployPage::setCheckProgress(int done, int total)
{
    m_checks->setProgress(done, total);
}

void DeployPage::startWayBack(const RunDecision &wish, const DeployRun &run)
{
    const bool isSame = m_wayBack && m_wayBack->wish.kind == wish.kind && m_wayBack->run.id == run.id;
    if (!isSame)
        m_checks->clear(); // nobody's answers about a deployment, or another way back, count for this one
    m_wayBack = WayBack{wish, run};
    m_isThroughGitLab = false;
    const Environment *environment = environmentOf(run.plan.environment);
    const Environment gone{.id = run.plan.environment, .title = run.plan.environment.text(), .production = true};
    const QString version = run.plan.product.text() + u' ' + run.plan.version;
    //: What is planned; %1 is product and version
    const QString what = wish.kind == RunDecision::Kind::Return ? tr("the return to %1").arg(version)
                                                                : tr("the way back from %1").arg(version);
    m_plan->startPlanning(environment ? *environment : gone, what);
    //: What is checked: %1 is product and version, %2 an environment
    m_checks->startChecking(tr("%1 for %2").arg(what, run.plan.environment.text()));
    showStep(Checks);
}

void DeployPage::setReturn(const RunId &run, const Result<void> &may)
{
    m_what->setReturn(run, may);
    m_run->setReturn(run, may);
}

LeasePanel *DeployPage::leases() const
{
    return m_where->leases();
}

void DeployPage::setRunProblem(const std::optional<Error> &problem)
{
    m_run->showProblem(problem);
}

void DeployPage::setRun(const DeployRun &run)
{
    m_run->setRun(run);
    m_isThroughGitLab = false;
    showStep(Run);
}

void DeployPage::appendEvent(const DeployEvent &event)
{
    m_run->append(event);
}

void DeployPage::setRuns(const QList<DeployRun> &runs)
{
    const auto isSame = [](const DeployRun &a, const DeployRun &b) { return a.id == b.id && a.state == b.state; };
    const bool isNews = !std::equal(m_runs.cbegin(), m_runs.cend(), runs.cbegin(), runs.cend(), isSame);
    m_runs = runs;
    m_what->setRuns(runs);
    showBadge();
    if (!isNews)
        return; // else what was the newest may not be it any more
    m_what->lookAgain();
    m_run->lookAgain();
}

void DeployPage::setRunsError(const std::optional<Error> &error)
{
    m_what->setRunsError(error);
}

void DeployPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void DeployPage::layOut(Theme &theme)
{
    m_headline->setFont(theme.titleFont());
    m_note->setFont(theme.metaFont());
    m_note->setToken(Token::TextMuted);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *head = new QHBoxLayout;
    head->setSpacing(6 * Theme::Grid);
    head->addWidget(m_headline);
    head->addWidget(m_stepper);
    head->addWidget(m_note, 1);
    for (QWidget *step : std::initializer_list<QWidget *>{m_what, m_where, m_checks, m_plan, m_run, m_nothing, m_git})
        m_stack->addWidget(step);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    layout->setSpacing(4 * Theme::Grid);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
}

void DeployPage::connectSteps()
{
    connect(m_what, &WhatStep::versionsWanted, this, &DeployPage::versionsWanted);
    connect(m_what, &WhatStep::finished, this, &DeployPage::chooseWhere);
    connect(m_where, &WhereStep::backRequested, this, [this] { showStep(What); });
    connect(m_where, &WhereStep::environmentChanged, this, [this] {
        retranslate();
        Q_EMIT environmentChanged();
    });
    connect(m_where, &WhereStep::finished, this, &DeployPage::makePlan);
    connect(m_checks, &CheckStep::backRequested, this, &DeployPage::leaveChecks);
    connect(m_checks, &CheckStep::checkAgain, this, &DeployPage::planAgain);
    connect(m_checks, &CheckStep::cancelRequested, this, &DeployPage::planCancelled);
    connect(m_checks, &CheckStep::finished, this, &DeployPage::seePlan);
    connect(m_plan, &PlanStep::backRequested, this, [this] { showStep(Checks); });
    connect(m_plan, &PlanStep::retryRequested, this, &DeployPage::planAgain);
    connect(m_plan, &PlanStep::confirmed, this,
        [this](const DeployPlan &plan) { Q_EMIT startRequested(plan, m_checks->consent()); });
    connectRuns();
    connectGit();
}

void DeployPage::connectRuns()
{
    connect(m_what, &WhatStep::runOpened, this, &DeployPage::runWanted);
    connect(m_what, &WhatStep::decided, this, &DeployPage::decided);
    connect(m_what, &WhatStep::returnAsked, this, &DeployPage::returnAsked);
    connect(m_run, &RunStep::cancelRequested, this, &DeployPage::cancelRequested);
    connect(m_run, &RunStep::decided, this, &DeployPage::decided);
    connect(m_run, &RunStep::returnAsked, this, &DeployPage::returnAsked);
    connect(m_run, &RunStep::leaveRequested, this, [this] { showStep(m_products.isEmpty() ? Nothing : What); });
    connect(m_run, &RunStep::changed, this, &DeployPage::retranslate);
}

void DeployPage::connectGit()
{
    connect(m_git, &GitSteps::backRequested, this, [this] { showStep(Checks); });
    connect(m_git, &GitSteps::leaveRequested, this, [this] { showStep(m_products.isEmpty() ? Nothing : What); });
    connect(m_git, &GitSteps::confirmed, this,
        [this](const GitReleasePlan &plan) { Q_EMIT gitStartRequested(plan, m_checks->consent()); });
    connect(m_git, &GitSteps::runBegan, this, [this] {
        if (m_step == Plan && m_isThroughGitLab)
            openGitRun(); // else the person has gone elsewhere meanwhile
    });
    connect(m_git, &GitSteps::runChanged, this, &DeployPage::retranslate);
    connect(m_what, &WhatStep::gitRunOpened, this, &DeployPage::openGitRun);
}

void DeployPage::openGitRun()
{
    m_isThroughGitLab = true;
    m_git->showRun();
    showStep(Run);
}

void DeployPage::seePlan()
{
    const Environment *environment = m_where->environment();
    if (m_isThroughGitLab && environment)
        m_git->startPlanning(*environment, m_what->product(), m_what->version());
    showStep(Plan);
}

void DeployPage::showStep(Step step)
{
    m_step = step;
    m_stack->setCurrentIndex(showsGit() ? GitPlace : step);
    m_stepper->setVisible(step != Nothing);
    m_stepper->setCurrent(step);
    retranslate();
    Q_EMIT placeChanged(place());
    Q_EMIT environmentChanged();
}

void DeployPage::chooseWhere()
{
    const auto product = std::find_if(m_products.begin(), m_products.end(),
        [this](const Product &candidate) { return candidate.id == m_what->product(); });
    if (product == m_products.end())
        return;
    m_where->setTarget(*product, m_what->version());
    showStep(Where);
}

void DeployPage::makePlan()
{
    const Environment *environment = m_where->environment();
    if (!environment)
        return;
    const QString what = QStringLiteral("%1 %2").arg(m_what->product().text(), m_what->version());
    m_wayBack.reset();
    m_isThroughGitLab = m_where->isThroughGitLab();
    m_plan->startPlanning(*environment, what);
    //: What is checked: %1 is product and version, %2 an environment
    m_checks->startChecking(tr("%1 for %2").arg(what, environment->id.text()));
    showStep(Checks);
    Q_EMIT planWanted(m_what->product(), m_what->version(), environment->id);
}

/// A way back stays one, however often it is planned.
void DeployPage::planAgain()
{
    if (!m_wayBack)
        return makePlan();
    const RunDecision wish = m_wayBack->wish;
    Q_EMIT decided(wish);
}

/// To where one came from.
void DeployPage::leaveChecks()
{
    if (!m_wayBack)
        return showStep(Where);
    Q_EMIT planCancelled();
    const RunId run = m_wayBack->run.id;
    m_wayBack.reset();
    m_checks->clear();
    showStep(m_products.isEmpty() ? Nothing : What);
    Q_EMIT runWanted(run);
}

void DeployPage::showBadge()
{
    const auto running = std::count_if(
        m_runs.begin(), m_runs.end(), [](const DeployRun &run) { return run.state == RunState::Running; });
    setBadge(running > 0 ? std::optional(PageBadge{StateShape::Running, static_cast<int>(running)}) : std::nullopt);
}

const Environment *DeployPage::environmentOf(const EnvironmentId &id) const
{
    const auto found = std::find_if(m_environments.begin(), m_environments.end(),
        [&id](const Environment &environment) { return environment.id == id; });
    return found == m_environments.end() ? nullptr : &*found;
}

} // namespace opsdeck

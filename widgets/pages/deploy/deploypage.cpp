// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/deploypage.h"

#include "widgets/pages/deploy/checkstep.h"
#include "widgets/pages/deploy/planstep.h"
#include "widgets/pages/deploy/runstep.h"
#include "widgets/pages/deploy/stepper.h"
#include "widgets/pages/deploy/whatstep.h"
#include "widgets/pages/deploy/wherestep.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/timetext.h"

#include <QEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

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
{
    layOut(theme);
    connectSteps();
    retranslate();
    showStep(Nothing);
}

QString DeployPage::place() const
{
    return m_step == Run ? runPrefix + m_run->run().id.text() : QString();
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
        Q_EMIT runWanted(RunId(place.mid(runPrefix.size())));
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
        environment = environmentOf(m_run->run().plan.environment);
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

void DeployPage::startRollback(const DeployRun &run)
{
    m_isRollback = true;
    m_checks->clear(); // nobody's answers about a deployment count for the way back
    const Environment *environment = environmentOf(run.plan.environment);
    const Environment gone{.id = run.plan.environment, .title = run.plan.environment.text(), .production = true};
    //: What is planned; %1 is product and version
    m_plan->startPlanning(environment ? *environment : gone,
        tr("the way back from %1").arg(run.plan.product.text() + u' ' + run.plan.version));
    showStep(Plan);
}

void DeployPage::setRunProblem(const std::optional<Error> &problem)
{
    m_run->showProblem(problem);
}

void DeployPage::setRun(const DeployRun &run)
{
    m_run->setRun(run);
    showStep(Run);
}

void DeployPage::appendEvent(const DeployEvent &event)
{
    m_run->append(event);
}

void DeployPage::setRuns(const QList<DeployRun> &runs)
{
    m_runs = runs;
    m_what->setRuns(runs);
    showBadge();
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
    for (QWidget *step : std::initializer_list<QWidget *>{m_what, m_where, m_checks, m_plan, m_run, m_nothing})
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
    connect(m_what, &WhatStep::runOpened, this, &DeployPage::runWanted);
    connect(m_what, &WhatStep::finished, this, &DeployPage::chooseWhere);
    connect(m_where, &WhereStep::backRequested, this, [this] { showStep(What); });
    connect(m_where, &WhereStep::environmentChanged, this, [this] {
        retranslate();
        Q_EMIT environmentChanged();
    });
    connect(m_where, &WhereStep::finished, this, &DeployPage::makePlan);
    connect(m_checks, &CheckStep::backRequested, this, [this] { showStep(Where); });
    connect(m_checks, &CheckStep::checkAgain, this, &DeployPage::makePlan);
    connect(m_checks, &CheckStep::cancelRequested, this, &DeployPage::planCancelled);
    connect(m_checks, &CheckStep::finished, this, [this] { showStep(Plan); });
    connect(m_plan, &PlanStep::backRequested, this, &DeployPage::leavePlan);
    connect(m_plan, &PlanStep::retryRequested, this, &DeployPage::makePlan);
    connect(m_plan, &PlanStep::confirmed, this,
        [this](const DeployPlan &plan) { Q_EMIT startRequested(plan, m_checks->consent()); });
    connect(m_run, &RunStep::cancelRequested, this, &DeployPage::cancelRequested);
    connect(m_run, &RunStep::decided, this, &DeployPage::decided);
    connect(m_run, &RunStep::leaveRequested, this, [this] { showStep(m_products.isEmpty() ? Nothing : What); });
    connect(m_run, &RunStep::changed, this, &DeployPage::retranslate);
}

void DeployPage::showStep(Step step)
{
    m_step = step;
    m_stack->setCurrentIndex(step);
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
    m_isRollback = false;
    m_plan->startPlanning(*environment, what);
    //: What is checked: %1 is product and version, %2 an environment
    m_checks->startChecking(tr("%1 for %2").arg(what, environment->id.text()));
    showStep(Checks);
    Q_EMIT planWanted(m_what->product(), m_what->version(), environment->id);
}

void DeployPage::leavePlan()
{
    showStep(m_isRollback ? Where : Checks);
}

void DeployPage::showBadge()
{
    const auto running = std::count_if(
        m_runs.begin(), m_runs.end(), [](const DeployRun &run) { return run.state == RunState::Running; });
    Q_EMIT badgeChanged(
        running > 0 ? std::optional(PageBadge{StateShape::Running, static_cast<int>(running)}) : std::nullopt);
}

void DeployPage::retranslate()
{
    m_headline->setText(headline());
    m_note->setText(planNote());
    m_stepper->setWords({tr("What"), tr("Where"), tr("Checks"), tr("Plan"), tr("Run")});
    m_nothing->setTexts(tr("Nothing to deploy yet"),
        tr("A product of this workspace names its modules, their images and the hosts they run on. Add one under "
           "“products” in opsdeck.yaml."));
}

QString DeployPage::headline() const
{
    const auto describe = [](const QString &product, const QString &version, const QString &environment) {
        //: Title of the page: "Deploy shop 2.4.1 → production"
        return tr("Deploy %1 %2 → %3").arg(product, version, environment);
    };
    if (m_step == Run) {
        const DeployPlan &plan = m_run->run().plan;
        return describe(plan.product.text(), plan.version, plan.environment.text());
    }
    const Environment *environment = m_where->environment();
    if (m_step == Plan && !m_plan->plan().undoes.isEmpty())
        //: Title of the page; %1 is a product, %2 an environment
        return tr("Roll back %1 on %2").arg(m_plan->plan().product.text(), m_plan->plan().environment.text());
    if ((m_step == Checks || m_step == Plan) && environment)
        return describe(m_what->product().text(), m_what->version(), environment->id.text());
    if (m_step == Where)
        return tr("Deploy %1 %2").arg(m_what->product().text(), m_what->version());
    return title();
}

QString DeployPage::planNote() const
{
    const DeployPlan *plan = m_step == Run ? &m_run->run().plan : m_step == Plan ? &m_plan->plan() : nullptr;
    if (!plan || plan->changes.isEmpty())
        return {};
    //: %1 are the first digits of a plan's hash, %2 a time
    return tr("plan %1 frozen %2")
        .arg(planHash(*plan).left(8), momentText(plan->createdAt, QDateTime::currentDateTimeUtc()));
}

const Environment *DeployPage::environmentOf(const EnvironmentId &id) const
{
    const auto found = std::find_if(m_environments.begin(), m_environments.end(),
        [&id](const Environment &environment) { return environment.id == id; });
    return found == m_environments.end() ? nullptr : &*found;
}

} // namespace opsdeck

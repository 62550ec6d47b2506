// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/deployfeature.h"

#include "app/deploy/processowner.h"
#include "app/features/gitdeployments.h"
#include "app/people/permission.h"
#include "models/ports/onresult.h"
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/leasepanel.h"
#include "widgets/pages/deploy/rundecision.h"

namespace opsdeck {

namespace {

constexpr int shownRuns = 100;
constexpr qsizetype mostLive = 20'000; // events of a run that are kept beside its journal

} // namespace

DeployFeature::DeployFeature(
    const FeatureContext &context, DeployService &service, GitDeployService &gitService, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_service(service)
    , m_page(new DeployPage(context.theme)) // the shell becomes its parent
    , m_git(new GitDeployments(gitService, *m_page->gitSteps(), this))
{
    connectPage();
    connectLeases();
    connect(&context.ledger, &Ledger::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Runs))
            readRuns();
    });
    connect(&service, &DeployService::eventHappened, this, &DeployFeature::takeEvent);
    m_page->setConfirmProduction(context.workspace.policies.confirmProduction);
    m_page->setEnvironments(context.workspace.environments);
    m_page->setProducts(context.workspace.products);
    readRuns();
}

PageCard DeployFeature::card()
{
    return DeployPage::describe();
}

Page *DeployFeature::page()
{
    return m_page;
}

void DeployFeature::connectPage()
{
    connect(m_page, &DeployPage::versionsWanted, this, &DeployFeature::readVersions);
    connect(m_page, &DeployPage::planWanted, this, &DeployFeature::makePlan);
    connect(m_page, &DeployPage::planCancelled, this, [this] {
        ++m_planRequest;
        m_page->setReport(failure(Error::Kind::Cancelled, {}));
    });
    connect(m_page, &DeployPage::startRequested, this, &DeployFeature::start);
    connect(m_page, &DeployPage::gitStartRequested, m_git, &GitDeployments::start);
    connect(m_page, &DeployPage::runWanted, this, &DeployFeature::openRun);
    connect(m_page, &DeployPage::decided, this, &DeployFeature::carryOut);
    connect(m_page, &DeployPage::returnAsked, this, &DeployFeature::askReturn);
    connect(m_page, &DeployPage::cancelRequested, this, [this](const RunId &run) { m_service.cancel(run); });
}

void DeployFeature::connectLeases()
{
    LeasePanel *panel = m_page->leases();
    connect(panel, &LeasePanel::leaseWanted, this, &DeployFeature::readLease);
    connect(panel, &LeasePanel::breakRequested, this, &DeployFeature::breakLease);
    const Workspace &workspace = m_context.workspace;
    panel->setRules(!workspace.policies.leases.isEmpty(), permit(workspace.roles, currentUser(), Act::Administer));
}

void DeployFeature::readLease(const EnvironmentId &environment)
{
    onResult(m_service.lease(environment), this, [this, environment](const Result<std::optional<Lease>> &lease) {
        m_page->leases()->setLease(environment, lease);
    });
}

void DeployFeature::breakLease(const Lease &seen, const QString &reason)
{
    const EnvironmentId environment = seen.environment;
    onResult(m_service.breakLease(environment, reason, seen), this, [this, environment](const Result<void> &done) {
        m_page->leases()->showProblem(done ? std::nullopt : std::optional(done.error()));
        readLease(environment);
    });
}

void DeployFeature::readRuns()
{
    onResult(m_context.ledger.runs(shownRuns), this, [this](const Result<QList<DeployRun>> &runs) {
        m_page->setRunsError(runs ? std::nullopt : std::optional(runs.error()));
        if (!runs)
            return;
        m_runs = *runs;
        m_page->setRuns(m_runs);
    });
}

void DeployFeature::readVersions(const ProductId &product)
{
    onResult(m_service.versions(product), this,
        [this, product](const Result<QStringList> &versions) { m_page->setVersions(product, versions); });
}

void DeployFeature::makePlan(const ProductId &product, const QString &version, const EnvironmentId &environment)
{
    const quint64 request = ++m_planRequest;
    onResult(m_service.plan(product, version, environment), this,
        [this, request](const Result<DeployPlan> &plan) { takePlan(request, plan); });
}

void DeployFeature::takePlan(quint64 request, const Result<DeployPlan> &plan)
{
    if (request != m_planRequest)
        return;
    m_page->setPlan(plan);
    if (plan)
        check(*plan);
}

void DeployFeature::check(const DeployPlan &plan)
{
    const quint64 request = ++m_planRequest;
    onResult(m_service.check(plan), this, [this, request](const Result<PrecheckReport> &report) {
        if (request != m_planRequest)
            return;
        m_page->setReport(report);
    });
}

void DeployFeature::start(const DeployPlan &plan, const StartConsent &consent)
{
    onResult(m_service.start(plan, consent), this, [this, plan](const Result<RunId> &run) {
        if (run)
            showRun(startRun(*run, plan, QDateTime::currentDateTimeUtc()));
        else
            m_page->setPlan(tl::unexpected<Error>(run.error()));
    });
}

void DeployFeature::carryOut(const RunDecision &decision)
{
    using Kind = RunDecision::Kind;
    const auto tell = [this](const Result<void> &done) {
        m_page->setRunProblem(done ? std::nullopt : std::optional(done.error()));
    };
    switch (decision.kind) {
    case Kind::Pause:
        return m_service.pause(decision.run);
    case Kind::Resume:
        return onResult(m_service.resume(decision.run), this, tell);
    case Kind::Retry:
        return onResult(m_service.retry(decision.run), this, tell);
    case Kind::Skip:
        return onResult(m_service.skip(decision.run, decision.host, decision.reason), this, tell);
    case Kind::Abort:
        return onResult(m_service.abort(decision.run, decision.reason), this, tell);
    case Kind::RollBack:
    case Kind::Return:
        return goBack(decision);
    }
}

void DeployFeature::goBack(const RunDecision &decision)
{
    const quint64 request = ++m_planRequest;
    onResult(m_context.ledger.run(decision.run), this, [this, request, decision](const Result<DeployRun> &run) {
        if (request != m_planRequest)
            return;
        if (!run) {
            m_page->setRunsError(run.error());
            m_page->setRunProblem(run.error());
            return m_page->setPlan(tl::unexpected<Error>(run.error()));
        }
        m_page->startWayBack(decision, *run);
        onResult(decision.kind == RunDecision::Kind::Return ? m_service.returnPlan(decision.run, decision.reason)
                                                            : m_service.rollbackPlan(decision.run, decision.reason),
            this, [this, request](const Result<DeployPlan> &plan) { takePlan(request, plan); });
    });
}

void DeployFeature::askReturn(const RunId &run)
{
    onResult(m_service.mayReturn(run), this, [this, run](const Result<void> &may) { m_page->setReturn(run, may); });
}

void DeployFeature::openRun(const RunId &run)
{
    const auto known
        = std::find_if(m_runs.begin(), m_runs.end(), [&run](const DeployRun &other) { return other.id == run; });
    if (known != m_runs.end())
        showRun(*known);
}

void DeployFeature::showRun(const DeployRun &run)
{
    m_replaying = run.id;
    m_page->setRun(run);
    onResult(m_context.ledger.events(run.id), this, [this, id = run.id](const Result<QList<DeployEvent>> &journal) {
        if (m_replaying != id)
            return;
        m_page->setRunsError(journal ? std::nullopt : std::optional(journal.error()));
        replay(id, journal.value_or(QList<DeployEvent>{}));
    });
}

void DeployFeature::replay(const RunId &run, const QList<DeployEvent> &journal)
{
    m_replaying = {};
    QMap<qint64, DeployEvent> events = m_live.value(run);
    for (const DeployEvent &event : journal)
        events.insert(event.sequence, event);
    for (const DeployEvent &event : std::as_const(events))
        m_page->appendEvent(event);
    if (!events.isEmpty() && events.last().kind == DeployEvent::Kind::RunEnded)
        m_live.remove(run);
}

void DeployFeature::takeEvent(const DeployEvent &event)
{
    QMap<qint64, DeployEvent> &live = m_live[event.run];
    live.insert(event.sequence, event);
    if (live.size() > mostLive)
        live.erase(live.begin()); // in the journal for long
    if (m_replaying == event.run)
        return;
    m_page->appendEvent(event);
    if (event.kind == DeployEvent::Kind::RunEnded)
        m_live.remove(event.run); // its journal is complete on disk
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desk.h"

#include "app/features/alertsfeature.h"
#include "app/features/deployfeature.h"
#include "app/features/ledgerfeature.h"
#include "app/features/releasesfeature.h"
#include "app/features/settingsfeature.h"
#include "app/features/topologyfeature.h"
#include "models/ports/onresult.h"
#include "widgets/shell/page.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

namespace opsdeck {

namespace {

int finishedHosts(const DeployRun &run)
{
    return static_cast<int>(std::count_if(
        run.lanes.cbegin(), run.lanes.cend(), [](const DeployRun::Lane &lane) { return lane.endedAt.isValid(); }));
}

double progressOf(const DeployRun &run)
{
    int finished = 0;
    for (const DeployRun::Lane &lane : run.lanes) {
        finished += static_cast<int>(std::count_if(lane.steps.cbegin(), lane.steps.cend(),
            [](StepState state) { return state != StepState::Waiting && state != StepState::Running; }));
    }
    return run.lanes.isEmpty()
        ? 0
        : static_cast<double>(finished) / static_cast<double>(run.lanes.size() * DeployStepCount);
}

} // namespace

Desk::Desk(Session &session, Language &language, DeskSettings settings, Diagnostics faults, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_settings(std::move(settings))
    , m_faults(std::move(faults))
    , m_language(language)
    , m_theme(m_settings.theme)
    , m_sources(session.cache())
{
    m_language.use(m_settings.language);
    m_theme.applyTo(*qApp);
    m_shell = std::make_unique<Shell>(m_theme, session.workspace().name);
    if (!session.workspace().title.isEmpty())
        m_shell->setWorkspaceTitle(session.workspace().title);
    addFeatures();
    m_shell->setRailCollapsed(m_settings.railCollapsed);
    m_shell->restoreGeometry(m_settings.geometry);
    m_shell->installEventFilter(this);
    connect(m_shell.get(), &Shell::languageRequested, this, &Desk::setLanguage);
    connect(m_shell.get(), &Shell::themeRequested, this, &Desk::setTheme);
    connect(m_shell.get(), &Shell::railCollapsedChanged, this, &Desk::remember);
    connect(m_shell.get(), &Shell::cancelRequested, this,
        [this](const QString &task) { m_session.deployments().cancel(RunId(task)); });
    connect(&session.deployments(), &DeployService::eventHappened, this, &Desk::take);
    connect(&m_sources, &SourceWatch::recordsChanged, this,
        [this] { m_shell->setSources(m_sources.records(), QDateTime::currentDateTimeUtc()); });
}

Desk::~Desk() = default;

void Desk::addFeatures()
{
    const FeatureContext context{m_session.workspace(), m_session.cache(), m_session.ledger(), m_sources, m_theme};
    m_features.push_back(std::make_unique<AlertsFeature>(context));
    m_features.push_back(std::make_unique<TopologyFeature>(context));
    m_features.push_back(std::make_unique<ReleasesFeature>(context));
    m_features.push_back(std::make_unique<DeployFeature>(context, m_session.deployments()));
    m_features.push_back(std::make_unique<LedgerFeature>(context));
    m_features.push_back(std::make_unique<SettingsFeature>(context, m_session.sources(), m_faults));
    for (const auto &feature : m_features) {
        m_shell->addPage(feature->page());
        m_pageIds.append(feature->page()->id());
    }
}

QStringList Desk::pageIds() const
{
    return m_pageIds;
}

void Desk::openPage(const QString &page, const QString &place)
{
    m_shell->openAddress(Address{m_session.workspace().name, page, place}.text());
}

Page *Desk::frontPage() const
{
    for (const auto &feature : m_features) {
        if (feature->page()->isVisible())
            return feature->page();
    }
    return nullptr;
}

void Desk::setLanguage(const QString &language)
{
    m_language.use(language);
    m_settings.language = m_language.current();
    remember();
}

void Desk::setTheme(ThemeKind kind)
{
    m_settings.theme = kind;
    m_theme.setKind(kind);
    remember();
}

void Desk::take(const DeployEvent &event)
{
    if (event.kind == DeployEvent::Kind::RunEnded) {
        m_runs.remove(event.run);
        return showTasks();
    }
    if (const auto it = m_runs.find(event.run); it != m_runs.end()) {
        apply(*it, event);
        return showTasks();
    }
    // The first event of a run: its plan is in the ledger, where the run page reads it too.
    m_runs.insert(event.run, {});
    onResult(m_session.ledger().runs(10), this, [this](const Result<QList<DeployRun>> &runs) {
        for (const DeployRun &run : runs.value_or(QList<DeployRun>())) {
            if (m_runs.contains(run.id) && run.state == RunState::Running)
                m_runs.insert(run.id, run);
        }
        showTasks();
    });
}

void Desk::showTasks()
{
    QList<TaskStatus> tasks;
    for (auto it = m_runs.cbegin(); it != m_runs.cend(); ++it) {
        const DeployPlan &plan = it->plan;
        //: %1 product and version, %2 environment, %3 of %4 hosts are done
        const QString title = tr("deploy %1 → %2 (%3/%4 hosts)")
                                  .arg(plan.product.text() + u' ' + plan.version, plan.environment.text())
                                  .arg(finishedHosts(*it))
                                  .arg(it->lanes.size());
        if (!it->lanes.isEmpty())
            tasks.append(TaskStatus{it.key().text(), title, progressOf(*it), true});
    }
    m_shell->setTasks(tasks);
}

void Desk::remember()
{
    m_settings.railCollapsed = m_shell->isRailCollapsed();
    m_settings.geometry = m_shell->saveGeometry();
    Q_EMIT settingsChanged(m_settings);
}

bool Desk::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_shell.get() && event->type() == QEvent::Close)
        remember();
    return QObject::eventFilter(watched, event);
}

} // namespace opsdeck

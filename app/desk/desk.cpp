// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desk.h"

#include "app/deploy/processowner.h"
#include "app/features/alertsfeature.h"
#include "app/features/analysisfeature.h"
#include "app/features/billsfeature.h"
#include "app/features/deployfeature.h"
#include "app/features/ledgerfeature.h"
#include "app/features/releasesfeature.h"
#include "app/features/settingsfeature.h"
#include "app/features/storesearch.h"
#include "app/features/topologyfeature.h"
#include "app/features/trafficfeature.h"
#include "app/notify/messageservice.h"
#include "app/people/permission.h"
#include "backends/sound/soundplayer.h"
#include "models/items/errortext.h"
#include "models/items/storetext.h"
#include "models/ports/onresult.h"
#include "widgets/shell/noticebar.h"
#include "widgets/shell/page.h"
#include "widgets/shell/topbar.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

namespace opsdeck {

namespace {

// A window that says for a few milliseconds that it is reading only flickers.
constexpr std::chrono::milliseconds LongestUnseen{100};
constexpr std::chrono::milliseconds LongestUnsettled{1000};
constexpr std::chrono::milliseconds AfterFirstRows{20}; ///< to paint them
const QString hostsNotice = QStringLiteral("hosts-ask");
const QString editedNotice = QStringLiteral("edited");

int finishedHosts(const DeployRun &run)
{
    return static_cast<int>(std::count_if(
        run.lanes.cbegin(), run.lanes.cend(), [](const DeployRun::Lane &lane) { return lane.endedAt.isValid(); }));
}

double shareOf(const RunProgress &progress)
{
    return progress.total == 0 ? 0 : static_cast<double>(progress.finished) / progress.total;
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
    , m_alerts(session.workspace(), session.cache(), session.ledger(), m_sources)
    , m_sounds(makeSoundPlayer())
    , m_telling({session.workspace(), m_alerts, session.ledger(), session.storeCare(), session.messages(), m_notes,
          *m_sounds, currentActor()})
{
    m_alerts.setHistory(session.history());
    m_language.use(m_settings.language);
    m_theme.applyTo(*qApp);
    m_shell = std::make_unique<Shell>(m_theme, session.workspace().name);
    if (!session.workspace().title.isEmpty())
        m_shell->setWorkspaceTitle(session.workspace().title);
    planFeatures();
    m_shell->setRailCollapsed(m_settings.railCollapsed);
    m_shell->restoreGeometry(m_settings.geometry);
    m_shell->installEventFilter(this);
    connect(m_shell.get(), &Shell::languageRequested, this, &Desk::setLanguage);
    connect(m_shell.get(), &Shell::themeRequested, this, &Desk::setTheme);
    connect(m_shell.get(), &Shell::railCollapsedChanged, this, &Desk::remember);
    connect(m_shell.get(), &Shell::cancelRequested, this,
        [this](const QString &task) { m_session.deployments().cancel(RunId(task)); });
    connect(&session.deployments(), &DeployService::eventHappened, this, &Desk::take);
    connect(&session.storeCare(), &StoreCare::changed, this, &Desk::showNotices);
    connect(m_shell.get(), &Shell::noticeActivated, this, &Desk::takeNotice);
    connect(m_shell.get(), &Shell::searchRequested, m_search.get(), &StoreSearch::search);
    connect(m_search.get(), &StoreSearch::found, m_shell.get(), &Shell::showFound);
    showNotices();
    connectTelling();
    connect(&m_sources, &SourceWatch::recordsChanged, this,
        [this] { m_shell->setSources(m_sources.records(), QDateTime::currentDateTimeUtc()); });
}

Desk::~Desk() = default;

void Desk::connectTelling()
{
    TopBar &top = m_shell->topBar();
    connect(&top, &TopBar::voiceRequested, this, &Desk::setVoice);
    connect(&top, &TopBar::muteRequested, this, [this](bool muted) {
        m_telling.muteUntil(muted ? QDateTime::currentDateTimeUtc().addSecs(3600) : QDateTime());
    });
    connect(&m_telling, &NotifyService::openRequested, this, [this](const QString &place) {
        openPage(QStringLiteral("alerts"), place);
        m_shell->setWindowState(m_shell->windowState() & ~Qt::WindowMinimized);
        m_shell->raise();
        m_shell->activateWindow();
    });
    const auto showVoice = [this, &top] {
        const TellingReport report = m_telling.report();
        top.setVoice(report.voice, report.mutedUntil.isValid());
    };
    connect(&m_telling, &NotifyService::changed, this, showVoice);
    m_telling.setVoice(m_settings.voice);
    showVoice();
}

AlertService *Desk::alertService() const
{
    const bool may = m_session.workspace().roles.allow(currentUser(), Act::HandleAlerts);
    return may && !m_session.storeCare().report().isReadOnly() ? &m_session.alerts() : nullptr;
}

template <typename Made> void Desk::plan(const std::function<std::unique_ptr<Feature>()> &make)
{
    m_shell->addPage(&Made::card, [this, make] {
        m_features.push_back(make());
        return m_features.back()->page();
    });
}

/// In the order of the rail. Only the page in front is made at once. Those that tell something though nobody looks (a
/// run that waits, a host that asks) are made once its rows are shown; the others when somebody goes there.
void Desk::planFeatures()
{
    const FeatureContext context{
        m_session.workspace(), m_session.cache(), m_session.ledger(), m_sources, m_theme, m_session.redaction()};
    m_search = std::make_unique<StoreSearch>(context);
    plan<AlertsFeature>([this, context] { return makeAlerts(context); });
    watchSettling();
    plan<AnalysisFeature>(
        [this, context] { return std::make_unique<AnalysisFeature>(context, m_session.history(), m_alerts); });
    plan<TopologyFeature>([this, context] { return std::make_unique<TopologyFeature>(context, m_alerts); });
    plan<ReleasesFeature>([context] { return std::make_unique<ReleasesFeature>(context); });
    plan<BillsFeature>([this, context] {
        const auto permitted = permit(m_session.workspace().roles, currentUser(), Act::Deploy);
        const QString store = storeTexts(m_session.storeCare().report()).writing;
        return std::make_unique<BillsFeature>(
            context, m_session.bills(), permitted ? store : errorText(permitted.error()));
    });
    plan<DeployFeature>([this, context] {
        return std::make_unique<DeployFeature>(context, m_session.deployments(), m_session.gitDeployments());
    });
    plan<TrafficFeature>([this, context] {
        return std::make_unique<TrafficFeature>(context, m_session.traffic(), m_session.workspace().traffic);
    });
    plan<LedgerFeature>([context] { return std::make_unique<LedgerFeature>(context); });
    plan<SettingsFeature>([this, context] { return makeSettings(context); });
    m_soon = {DeployFeature::card().id, SettingsFeature::card().id};
    if (!m_session.workspace().traffic.isEmpty())
        m_soon.push_back(TrafficFeature::card().id);
}

void Desk::watchSettling()
{
    m_settling.setSingleShot(true);
    connect(&m_settling, &QTimer::timeout, this, [this] {
        Q_EMIT settled();
        m_making.start();
    });
    connect(&m_making, &QTimer::timeout, this, [this] {
        if (m_soon.empty())
            return m_making.stop();
        m_shell->makePage(m_soon.front());
        m_soon.pop_front();
    });
    connect(
        m_features.front().get(), &Feature::shown, this,
        [this] {
            m_hasRows = true;
            if (m_settling.isActive())
                m_settling.start(AfterFirstRows);
            Q_EMIT firstRowsCame();
        },
        Qt::SingleShotConnection);
}

std::unique_ptr<Feature> Desk::makeAlerts(const FeatureContext &context)
{
    const AlertServices services{alertService(), &m_session.metrics(), &m_session.history()};
    auto alerts = std::make_unique<AlertsFeature>(context, m_alerts, services);
    alerts->setOwnViews(m_settings.views);
    m_telling.setView([page = QPointer(alerts.get())] { return page ? page->filterText() : QString(); });
    connect(alerts.get(), &AlertsFeature::ownViewsChanged, this, [this](const QList<SavedView> &views) {
        m_settings.views = views;
        remember();
    });
    return alerts;
}

std::unique_ptr<Feature> Desk::makeSettings(const FeatureContext &context)
{
    auto settings
        = std::make_unique<SettingsFeature>(context, m_session.sources(), m_session.connecting(), m_telling, m_faults);
    connect(settings.get(), &SettingsFeature::voiceRequested, this, &Desk::setVoice);
    connect(settings.get(), &SettingsFeature::hostsAsk, this, [this](const QList<SourceId> &hosts) {
        m_asking = hosts;
        showNotices();
    });
    connect(settings.get(), &SettingsFeature::workspaceEdited, this, &Desk::takeEditedWorkspace);
    return settings;
}

QStringList Desk::pageIds() const
{
    return m_shell->pageIds();
}

void Desk::openPage(const QString &page, const QString &place)
{
    m_shell->openAddress(Address{m_session.workspace().name, page, place}.text());
}

void Desk::showWithRows()
{
    const auto show = [this] {
        if (!m_wasShown)
            m_shell->show();
    };
    connect(this, &Desk::firstRowsCame, this, show);
    QTimer::singleShot(LongestUnseen, this, show);
}

Page *Desk::frontPage() const
{
    return m_shell->frontPage();
}

void Desk::setLanguage(const QString &language)
{
    m_language.use(language);
    m_settings.language = m_language.current();
    showNotices();
    remember();
}

void Desk::setTheme(ThemeKind kind)
{
    m_settings.theme = kind;
    m_theme.setKind(kind);
    remember();
}

void Desk::setVoice(const DeskVoice &voice)
{
    m_settings.voice = voice;
    m_telling.setVoice(voice);
    remember();
}

void Desk::take(const DeployEvent &event)
{
    const bool isNobodys = event.kind == DeployEvent::Kind::RunEnded || event.runState == RunState::Paused;
    if (isNobodys) {
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
            tasks.append(TaskStatus{it.key().text(), title, shareOf(progressOf(*it)), true});
    }
    m_shell->setTasks(tasks);
}

void Desk::showNotices()
{
    QList<Notice> notices;
    const StoreTexts store = storeTexts(m_session.storeCare().report());
    if (!store.writing.isEmpty())
        notices.append({QStringLiteral("store"), StateShape::Critical, store.writing, {}, false});
    if (!store.mended.isEmpty())
        notices.append({QStringLiteral("mended"), StateShape::Warning, store.mended, {}, true});
    if (!m_asking.isEmpty())
        notices.append({hostsNotice, StateShape::Warning,
            tr("%n host(s) wait for an answer of yours before they can be reached.", nullptr,
                static_cast<int>(m_asking.size())),
            tr("Look at it"), false});
    if (m_wasEdited)
        notices.append({editedNotice, StateShape::Info,
            tr("The workspace was edited. It is opened anew when nothing runs."), tr("Open anew"), false});
    m_shell->setNotices(notices);
}

void Desk::takeNotice(const QString &id)
{
    if (id == hostsNotice && !m_asking.isEmpty())
        openPage(QStringLiteral("settings"), QStringLiteral("sources/") + m_asking.first().text());
    else if (id == editedNotice)
        takeEditedWorkspace();
}

void Desk::takeEditedWorkspace()
{
    if (m_runs.isEmpty())
        return Q_EMIT reopenRequested();
    m_wasEdited = true;
    showNotices();
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
    if (watched == m_shell.get() && event->type() == QEvent::Show && !std::exchange(m_wasShown, true))
        m_settling.start(LongestUnsettled);
    const bool paintsRows = watched == m_shell.get() && event->type() == QEvent::Paint && m_hasRows;
    if (paintsRows && m_settling.remainingTimeAsDuration() > AfterFirstRows)
        m_settling.start(AfterFirstRows);
    return QObject::eventFilter(watched, event);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/democommand.h"

#include "app/cli/commandline.h"
#include "app/cli/runreport.h"
#include "app/cli/synccommand.h"
#include "app/cli/words.h"
#include "app/desk/console.h"
#include "models/items/errortext.h"
#include "models/ports/onresult.h"

#include <QApplication>

#include <algorithm>

namespace opsdeck {

namespace {

// What the demo deploys: the version that its story has ready and nowhere deployed.
const ProductId demoProduct(QStringLiteral("shop"));
const QString demoVersion = QStringLiteral("2.4.2");
const EnvironmentId demoEnvironment(QStringLiteral("staging"));

} // namespace

DemoCommand::DemoCommand(DemoOptions options, const Redaction &redaction, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_redaction(redaction)
    , m_out(stdout)
    , m_err(stderr)
    , m_settings(m_options.screens.isEmpty() ? loadDeskSettings() : DeskSettings{.language = QStringLiteral("en")})
{
    m_language.use(m_settings.language);
    connect(&m_world, &DemoWorld::ready, this, &DemoCommand::open);
    connect(&m_world, &DemoWorld::failed, this, &DemoCommand::fail);
}

DemoCommand::~DemoCommand() = default;

void DemoCommand::start()
{
    m_err.line(CommandLine::tr("Starting the demo's company…"));
    m_world.start();
}

void DemoCommand::open()
{
    const auto workspace = loadOrExplain(m_world.workspaceFolder());
    if (!workspace)
        return Q_EMIT finished(ExitCode::Failed);
    const SessionFolders folders{m_world.dataFolder(), m_world.dataFolder()};
    if (m_options.screens.isEmpty())
        return openWindow(folders);
    auto session = Session::open(workspace->workspace, folders, m_redaction);
    if (!session)
        return fail(session.error());
    m_session = std::move(*session);
    connect(&m_session->deployments(), &DeployService::eventHappened, this, &DemoCommand::take);
    m_err.line(CommandLine::tr("Syncing…"));
    onResult(m_session->syncOnce(), this, [this](const Result<int> &) { report(); });
}

void DemoCommand::openWindow(const SessionFolders &folders)
{
    m_console = std::make_unique<Console>(folders, m_settings, m_redaction);
    connect(m_console.get(), &Console::settingsChanged, this, [this](DeskSettings settings) {
        settings.workspace = m_settings.workspace; // the demo's is gone when it ends
        saveDeskSettings(settings);
    });
    m_console->open(m_world.workspaceFolder());
}

void DemoCommand::report()
{
    onResult(m_session->cache().sources(), this, [this](const Result<QList<SourceRecord>> &sources) {
        if (!sources)
            return fail(sources.error());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const SourceRecord &source : *sources) {
            m_out.line(sourceLine(source, now));
            m_ok &= freshnessOf(source, now) == Freshness::Live;
        }
        onResult(m_session->cache().alerts(), this, [this](const Result<QList<Alert>> &alerts) {
            if (!alerts)
                return fail(alerts.error());
            const auto critical = std::count_if(alerts->cbegin(), alerts->cend(),
                [](const Alert &alert) { return alert.severity == Severity::Critical; });
            m_out.line(CommandLine::tr("%1 alerts, %2 of them critical").arg(alerts->size()).arg(critical));
            m_out.line(CommandLine::tr("%1 services in the catalog")
                           .arg(m_session->workspace().catalog.ofKind(EntityKind::Component).size()));
            m_options.deploy ? deploy() : render();
        });
    });
}

void DemoCommand::deploy()
{
    onResult(m_session->deployments().plan(demoProduct, demoVersion, demoEnvironment), this,
        [this](const Result<DeployPlan> &plan) {
            if (!plan)
                return fail(plan.error());
            onResult(m_session->deployments().check(*plan), this,
                [this, plan = *plan](const Result<PrecheckReport> &report) {
                    if (!report)
                        return fail(report.error());
                    begin(plan, *report);
                });
        });
}

/// The company is made up, and so is who answers for what its checks forbid.
void DemoCommand::begin(const DeployPlan &plan, const PrecheckReport &report)
{
    StartConsent consent;
    for (const Precheck &check : report.checks) {
        if (isBlocking(check) && mayOverride(check.kind, report.policy, report.role))
            consent.overrides.append(
                {check.kind, report.actor, QStringLiteral("demo"), QDateTime::currentDateTimeUtc()});
    }
    if (report.risk.needsSecondPerson)
        consent.confirmedBy = QStringLiteral("wang.lei");
    onResult(m_session->deployments().start(plan, consent), this, [this](const Result<RunId> &run) {
        if (!run)
            return fail(run.error());
        m_run = *run;
    });
}

void DemoCommand::take(const DeployEvent &event)
{
    if (!isLast(event))
        return;
    m_ok &= event.runState == RunState::Done;
    m_out.line(
        QStringLiteral("%1 %2 → %3: %4 %5")
            .arg(demoProduct.text(), demoVersion, demoEnvironment.text(), nameOf(event.runState), event.text.plain()));
    // The hosts tell what runs on them now; then the pictures.
    onResult(m_session->syncOnce(), this, [this](const Result<int> &) { render(); });
}

void DemoCommand::render()
{
    m_session->startSync();
    m_desk = std::make_unique<Desk>(*m_session, m_language, m_settings);
    m_screenshots = std::make_unique<Screenshots>(*m_desk, scenes(), m_options.screens, m_options.size);
    connect(m_screenshots.get(), &Screenshots::taken, this, [this](const QString &file) { m_out.line(file); });
    connect(m_screenshots.get(), &Screenshots::finished, this, [this](bool ok) {
        m_ok &= ok;
        renderWall();
    });
    m_screenshots->start();
}

void DemoCommand::renderWall()
{
    m_desk->shell().hide();
    m_wallShots = std::make_unique<WallShots>(m_session->workspace(), m_session->cache(), m_session->ledger(),
        m_session->history(), m_language, m_options.screens, m_options.size);
    connect(m_wallShots.get(), &WallShots::taken, this, [this](const QString &file) { m_out.line(file); });
    connect(m_wallShots.get(), &WallShots::finished, this,
        [this](bool ok) { Q_EMIT finished(ok && m_ok ? ExitCode::Done : ExitCode::Failed); });
    m_wallShots->start();
}

/// Every page as it opens, and those places that a page shows only when somebody goes there.
QList<Screenshots::Scene> DemoCommand::scenes() const
{
    QList<Screenshots::Scene> scenes;
    for (const QString &page : m_desk->pageIds())
        scenes.append({page, page, {}});
    const auto &connections = m_session->workspace().connections;
    scenes.append({QStringLiteral("bills-version"), QStringLiteral("bills"),
        demoProduct.text() + u'/' + demoVersion}); // the list alone says little
    if (!connections.isEmpty())
        scenes.append({QStringLiteral("settings-source"), QStringLiteral("settings"),
            QStringLiteral("sources/") + connections.first().id.text()});
    if (!m_run.isEmpty())
        scenes.append({QStringLiteral("deploy-run"), QStringLiteral("deploy"), QStringLiteral("run/") + m_run.text()});
    return scenes;
}

void DemoCommand::fail(const Error &error)
{
    m_err.line(errorText(error) + u' ' + rawText(error));
    Q_EMIT finished(ExitCode::Failed);
}

ExitCode runDemo(const QStringList &arguments, const Redaction &redaction)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        CommandLine::tr("Opens Opsdeck on a simulated company: no account and no network needed."));
    parser.addPositionalArgument(QStringLiteral("demo"), QString(), QStringLiteral("demo"));
    const QCommandLineOption screens(QStringLiteral("screens"),
        CommandLine::tr("render every page into this folder instead of opening a window"), QStringLiteral("folder"));
    const QCommandLineOption size(
        QStringLiteral("size"), CommandLine::tr("of the pictures, e.g. 1280x720"), QStringLiteral("WxH"));
    const QCommandLineOption deploy(
        QStringLiteral("deploy"), CommandLine::tr("with --screens: deploy something first"));
    parser.addOptions({screens, size, deploy});
    if (const auto exit = parseOrExplain(parser, arguments, 0))
        return *exit;
    DemoOptions options{parser.value(screens), {1920, 1080}, parser.isSet(deploy)};
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(u'x');
        options.size = QSize(sides.first().toInt(), sides.last().toInt());
        if (sides.size() != 2 || options.size.width() < 640 || options.size.height() < 400)
            return Terminal(stderr).line(CommandLine::tr("--size wants WIDTHxHEIGHT, at least 640x400.")),
                   ExitCode::Usage;
    }
    DemoCommand command(options, redaction);
    ExitCode code = ExitCode::Done;
    QObject::connect(&command, &DemoCommand::finished, &command, [&code](ExitCode ended) {
        code = ended;
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(&command, &DemoCommand::start, Qt::QueuedConnection);
    QApplication::exec();
    return code;
}

} // namespace opsdeck

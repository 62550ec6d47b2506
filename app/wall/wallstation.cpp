// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/wallstation.h"

#include "app/wall/wallfeed.h"
#include "app/wall/wallscreens.h"
#include "backends/store/storelock.h"
#include "models/items/errortext.h"
#include "models/ports/handover.h"
#include "models/ports/onresult.h"
#include "widgets/wall/wallwindow.h"

#include <QApplication>
#include <QDir>
#include <QLoggingCategory>

#include <algorithm>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcWall, "opsdeck.wall")

constexpr std::chrono::milliseconds BlinkEvery{500};
constexpr qint64 ShiftEverySeconds = 60;
const QString AlertsKind = QStringLiteral("alerts");

Result<LoadedWorkspace> loaded(const QString &folder)
{
    return loadWorkspace(folder);
}

Result<LayoutResult> layoutOf(const LayoutRequest &request)
{
    return layeredLayout(request.nodes, request.edges, WallSceneContext::Tight);
}

/// Changes whenever a file that describes the workspace does.
QString stampOf(const QString &folder)
{
    QStringList parts;
    const QDir root(folder);
    for (const QString &place : {folder, root.filePath(QStringLiteral("catalog"))}) {
        for (const QFileInfo &file :
            QDir(place).entryInfoList({QStringLiteral("*.yaml"), QStringLiteral("*.yml")}, QDir::Files, QDir::Name))
            parts.append(QStringLiteral("%1 %2 %3")
                             .arg(file.fileName())
                             .arg(file.size())
                             .arg(file.lastModified().toMSecsSinceEpoch()));
    }
    return parts.join(u'\n');
}

} // namespace

WallStation::WallStation(WallOptions options, SessionFolders folders, const DeskSettings &settings,
    WallScreens &screens, const Redaction &redaction, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_folders(std::move(folders))
    , m_redaction(redaction)
    , m_screens(screens)
    , m_theme(settings.theme)
    , m_resumed(m_options.scene)
{
    m_language.use(settings.language);
    m_theme.applyTo(*qApp);
    m_window
        = std::make_unique<WallWindow>(m_theme, [](const LayoutRequest &request) { return onPool(layoutOf, request); });
    m_running.start();
    connect(m_window.get(), &WallWindow::closed, this, &WallStation::closed);
    connect(m_window.get(), &WallWindow::sceneWanted, this, &WallStation::turn);
    connect(&m_screens, &WallScreens::changed, this, &WallStation::placeWindow);
    connect(&m_second, &QTimer::timeout, this, &WallStation::tick);
    connect(&m_again, &QTimer::timeout, this, &WallStation::lookAgain);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_lit = !m_lit;
        updateMoment();
    });
    m_blink.setInterval(BlinkEvery);
    m_second.setTimerType(Qt::PreciseTimer); // a heartbeat that limps looks ill
}

WallStation::~WallStation()
{
    close();
}

void WallStation::start()
{
    placeWindow();
    m_second.start(std::chrono::seconds(1));
    m_again.start(LookAgain);
    tick();
    load();
}

bool WallStation::isFollowing() const
{
    return m_session && m_session->storeCare().report().writing == StoreReport::Writing::HeldByOther;
}

void WallStation::load()
{
    if (std::exchange(m_loading, true))
        return;
    m_stamp = stampOf(m_options.folder);
    onResult(onPool(loaded, m_options.folder), this, [this](const Result<LoadedWorkspace> &workspace) {
        m_loading = false;
        if (workspace)
            take(*workspace);
        else
            showProblem(errorText(workspace.error()), workspace.error().detail);
    });
}

void WallStation::take(const LoadedWorkspace &workspace)
{
    if (!workspace.isUsable()) {
        QStringList lines;
        for (const Diagnostic &fault : workspace.diagnostics)
            lines.append(fault.text());
        //: %1 is a folder
        return showProblem(tr("%1 is not a usable workspace.").arg(m_options.folder), lines.join(u'\n'));
    }
    for (const Diagnostic &fault : workspace.diagnostics)
        qCWarning(lcWall).noquote() << fault.text();
    if (chooseSet(workspace.workspace))
        open(workspace.workspace);
}

bool WallStation::chooseSet(const Workspace &workspace)
{
    const auto named = std::find_if(workspace.walls.cbegin(), workspace.walls.cend(),
        [&](const WallSet &set) { return m_options.set.isEmpty() || set.name == m_options.set; });
    if (named == workspace.walls.cend() && !m_options.set.isEmpty()) {
        QStringList names;
        for (const WallSet &set : workspace.walls)
            names.append(set.name);
        //: %1 is the name of a set of scenes
        showProblem(tr("The workspace has no wall called \"%1\".").arg(m_options.set),
            //: %1 are names
            tr("Known: %1").arg(names.isEmpty() ? QStringLiteral("–") : names.join(QStringLiteral(", "))));
        return false;
    }
    m_set = named == workspace.walls.cend() ? defaultWallSet() : *named;
    const auto showsAlerts = [](const WallSceneSpec &scene) { return scene.kind == AlertsKind; };
    if (std::none_of(m_set.scenes.cbegin(), m_set.scenes.cend(), showsAlerts))
        m_set.scenes.append({AlertsKind, std::chrono::milliseconds(0), {}}); // for criticals alone
    m_rules = {.hold = m_set.hold};
    for (const WallSceneSpec &scene : std::as_const(m_set.scenes))
        m_rules.dwells.append(scene.dwell);
    m_rules.alerts = static_cast<int>(
        std::find_if(m_set.scenes.cbegin(), m_set.scenes.cend(), showsAlerts) - m_set.scenes.cbegin());
    return true;
}

void WallStation::open(const Workspace &workspace)
{
    close(); // two sessions cannot have the same store open for writing
    auto session = ReadingSession::open(workspace, m_folders, m_redaction);
    if (!session)
        return showProblem(errorText(session.error()), rawText(session.error()));
    m_session = std::move(*session);
    m_feed = std::make_unique<WallFeed>(
        m_session->workspace(), m_session->cache(), m_session->ledger(), m_session->history());
    m_window->setProblem({}, {});
    m_window->setNotice({});
    m_told.clear();
    m_window->setScenes(m_session->workspace(), m_set);
    connect(m_feed.get(), &WallFeed::contentChanged, this, [this] { m_window->setContent(m_feed->content()); });
    connect(m_feed.get(), &WallFeed::criticalsKnown, this, [this] { rotate(m_feed->criticals()); });
    for (int i = 0; i < m_window->sceneCount() && !m_resumed.isEmpty(); ++i) {
        if (sceneId(i) == m_resumed)
            m_rotation.scene = i;
    }
    m_resumed.clear();
    placeWindow(); // the set may name another screen
    rotate(std::nullopt);
    m_session->startSync();
}

/// What hangs on the old workspace goes first.
void WallStation::close()
{
    m_window->clearScenes();
    m_feed.reset();
    m_session.reset();
}

/// Where a workspace is open it stays: what it shows is true, only older than its files.
void WallStation::showProblem(const QString &title, const QString &detail)
{
    if (std::exchange(m_told, title + u'\n' + detail) != title + u'\n' + detail)
        qCWarning(lcWall).noquote() << title << detail;
    if (m_session)
        m_window->setNotice(title);
    else
        m_window->setProblem(title, detail);
}

/// A wall has nobody who presses "again": files that changed are read, and what another instance gave back is taken.
void WallStation::lookAgain()
{
    const bool heldByNobody = isFollowing() && !store::StoreLock::holderOf(m_session->storeCare().report().folder);
    if (!m_session || heldByNobody || stampOf(m_options.folder) != m_stamp)
        load();
}

void WallStation::tick()
{
    if (m_feed)
        m_feed->tick(QDateTime::currentDateTimeUtc());
    rotate(std::nullopt);
    if (m_set.pixelShift)
        m_window->setShift(static_cast<int>(m_running.elapsed() / 1000 / ShiftEverySeconds));
    const QString scene = sceneId(m_window->scene());
    Q_EMIT sceneShown(scene);
    if (std::exchange(m_lastScene, scene) != scene)
        qCDebug(lcWall).noquote() << "scene" << scene;
}

void WallStation::rotate(const std::optional<QList<OpenCritical>> &criticals)
{
    if (m_rules.dwells.isEmpty() || !m_session)
        return updateMoment();
    m_rotation = nextRotation(std::move(m_rotation), elapsed(), criticals, m_rules);
    m_window->showScene(m_rotation.scene);
    updateMoment();
}

/// By hand; what holds the alerts holds them here too.
void WallStation::turn(int step)
{
    const int count = static_cast<int>(m_rules.dwells.size());
    if (count == 0 || m_rotation.isHolding())
        return;
    m_rotation.scene = (m_rotation.scene + step + count) % count;
    m_rotation.since = elapsed();
    rotate(std::nullopt);
}

void WallStation::updateMoment()
{
    WallMoment moment{QDateTime::currentDateTimeUtc(), blinking(m_rotation, elapsed()), m_lit};
    if (moment.blinking.isEmpty()) {
        m_blink.stop();
        m_lit = moment.lit = true;
    } else if (!m_blink.isActive()) {
        m_blink.start();
    }
    m_window->setMoment(moment);
}

/// On the screen that is named; on another one while that is not there; nowhere while there is none.
void WallStation::placeWindow()
{
    const QStringList names = m_screens.names();
    const QString wanted = m_options.screen.isEmpty() ? m_set.screen : m_options.screen;
    if (names.isEmpty())
        return m_window->hide();
    if (!wanted.isEmpty() && !names.contains(wanted))
        qCWarning(lcWall) << "There is no screen called" << wanted << "but" << names;
    m_screens.show(*m_window, names.contains(wanted) ? wanted : names.first());
}

QString WallStation::sceneId(int index) const
{
    return index >= 0 && index < m_set.scenes.size()
        ? QStringLiteral("%1-%2").arg(index + 1).arg(m_set.scenes.at(index).kind)
        : QString();
}

} // namespace opsdeck

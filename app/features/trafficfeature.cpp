// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/trafficfeature.h"

#include "app/deploy/processowner.h"
#include "app/features/onresults.h"
#include "app/features/sourcewatch.h"
#include "app/people/permission.h"
#include "models/ports/onresult.h"
#include "widgets/pages/traffic/trafficpage.h"

#include <algorithm>

namespace opsdeck {

namespace {

using Kind = TrafficDecision::Kind;

constexpr int historyDays = 400; // as the service's own history
constexpr int readEvery = 60; // seconds
constexpr std::chrono::seconds drainLimit{60};

Result<VersionMatrix> matrixFor(const VersionMatrixInput &input)
{
    return versionMatrix(input);
}

} // namespace

TrafficFeature::TrafficFeature(
    const FeatureContext &context, TrafficService &service, QList<TrafficRoute> routes, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_service(service)
    , m_routes(std::move(routes))
    , m_page(new TrafficPage(context.theme)) // the shell becomes its parent
    , m_ledgerReading([this] { readLedger(); })
    , m_versionReading([this] { readVersions(); })
{
    connectPage();
    connect(&service, &TrafficService::eventHappened, this, &TrafficFeature::takeEvent);
    connect(&context.ledger, &Ledger::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Ledger))
            m_ledgerReading.request();
    });
    connect(&context.cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{RowKind::Hosts, RowKind::Registry};
        if (notice.kinds.intersects(concerning))
            m_versionReading.request();
    });
    connect(&context.sources, &SourceWatch::standingChanged, this, [this] { m_versionReading.request(); });
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &TrafficFeature::tick);
    m_ledgerReading.request();
    m_versionReading.request();
}

PageCard TrafficFeature::card()
{
    return TrafficPage::describe();
}

Page *TrafficFeature::page()
{
    return m_page;
}

void TrafficFeature::connectPage()
{
    const auto may = permit(m_context.workspace.roles, currentUser(), Act::Deploy);
    m_page->setForbidden(may ? std::nullopt : std::optional(may.error()));
    connect(m_page, &TrafficPage::decided, this, &TrafficFeature::decide);
    connect(m_page, &TrafficPage::readRequested, this, &TrafficFeature::readAgain);
    connect(m_page, &TrafficPage::looking, this, [this](bool isLooking) {
        if (!isLooking)
            return m_clock.stop();
        m_clock.start();
        tick();
    });
}

void TrafficFeature::readLedger()
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-historyDays);
    using Rows = std::tuple<ShiftHistory, QList<LedgerEntry>>;
    onResults(
        this,
        [this](const Result<Rows> &rows) {
            m_ledgerReading.finished();
            if (!m_page)
                return;
            m_page->setProblem(rows ? std::nullopt : std::optional(rows.error()));
            if (rows)
                takeLedger(std::get<0>(*rows), std::get<1>(*rows));
            Q_EMIT shown();
        },
        m_service.history(), m_context.ledger.entriesAbout(QStringLiteral("traffic"), since));
}

/// An answer may be older than an event that came meanwhile.
void TrafficFeature::takeLedger(const ShiftHistory &history, const QList<LedgerEntry> &entries)
{
    const ShiftHistory before = std::exchange(m_history, history);
    for (const TrafficShift &known : before.shifts) {
        const auto read = std::find_if(m_history.shifts.begin(), m_history.shifts.end(),
            [&](const TrafficShift &shift) { return shift.id == known.id; });
        if (read == m_history.shifts.end())
            m_history.shifts.append(known);
        else if (read->lastSequence < known.lastSequence)
            *read = known;
    }
    m_drained = drainedServers(entries);
    m_isRead = true;
    m_page->setUnread(static_cast<int>(m_history.unread.size()));
    m_page->setMoves(movesOf(entries));
    show();
}

void TrafficFeature::readVersions()
{
    Cache &cache = m_context.cache;
    using Rows = std::tuple<QList<SourceRecord>, QList<Container>, QList<Artifact>>;
    onResults(
        this,
        [this](const Result<Rows> &rows) {
            // Without an answer everything is unknown, which is what the board then says.
            const auto &[sources, containers, artifacts] = rows.value_or(Rows());
            const VersionMatrixInput input{
                m_context.workspace, containers, artifacts, sources, QDateTime::currentDateTimeUtc()};
            onResult(onPool(matrixFor, input), this, [this](const Result<VersionMatrix> &matrix) {
                m_versionReading.finished();
                takeVersions(matrix.value_or(VersionMatrix()));
            });
        },
        cache.sources(), cache.containers(), cache.runningArtifacts());
}

void TrafficFeature::takeVersions(const VersionMatrix &matrix)
{
    m_running.clear();
    for (const TrafficRoute &route : m_routes) {
        for (const MatrixRow &row : matrix.rows) {
            if (row.product != route.product)
                continue;
            for (qsizetype i = 0; i < row.cells.size() && i < matrix.environments.size(); ++i) {
                if (matrix.environments.at(i).id != route.environment)
                    continue;
                for (const HostVersion &version : row.cells.at(i).hosts)
                    m_running[route.name][version.host].append({row.part.text(), version});
            }
        }
    }
    show();
}

void TrafficFeature::takeEvent(const ShiftEvent &event)
{
    auto known = std::find_if(m_history.shifts.begin(), m_history.shifts.end(),
        [&](const TrafficShift &shift) { return shift.id == event.shift; });
    if (known != m_history.shifts.end()) {
        apply(*known, event);
    } else if (const auto begun = beginShift(event)) {
        m_history.shifts.append(*begun);
        known = std::prev(m_history.shifts.end());
    } else {
        return; // a server's: the ledger tells
    }
    const TrafficShift &shift = *known;
    if (!event.share.percents.isEmpty() && event.kind != ShiftEvent::Kind::Step
        && event.kind != ShiftEvent::Kind::Back) {
        Standing &standing = m_standing[shift.route.name];
        standing.share = event.share; // as it was read back
        standing.readAt = event.at;
        standing.shareError.reset();
    }
    show();
}

void TrafficFeature::readShare(const TrafficRoute &route)
{
    const TrafficShift *shift = m_history.newest(route.name);
    Standing &standing = m_standing[route.name];
    if (!m_isRead || standing.isReading || standing.isBusy || (shift && isUnderWay(*shift)))
        return;
    standing.isReading = true;
    standing.triedAt = QDateTime::currentDateTimeUtc();
    onResult(m_service.shares(route), this, [this, name = route.name](const Result<TrafficShare> &share) {
        Standing &now = m_standing[name];
        now.isReading = false;
        now.readAt = share ? QDateTime::currentDateTimeUtc() : now.readAt;
        now.shareError = share ? std::nullopt : std::optional(share.error());
        if (share)
            now.share = *share;
        if (const auto waiting = std::exchange(now.waiting, {}))
            waiting();
        show();
    });
}

void TrafficFeature::readAgain(const QString &route)
{
    m_ledgerReading.request();
    for (const TrafficRoute &each : m_routes) {
        if (route.isEmpty() || each.name == route)
            readShare(each);
    }
}

void TrafficFeature::decide(const TrafficDecision &decision)
{
    if (decision.kind == Kind::Pause)
        return m_service.stop(decision.route);
    const auto route = std::find_if(
        m_routes.cbegin(), m_routes.cend(), [&](const TrafficRoute &each) { return each.name == decision.route; });
    Standing &standing = m_standing[decision.route];
    if (route == m_routes.cend() || standing.isBusy)
        return;
    // The way back is the frozen one: the workspace may have changed since.
    const TrafficShift *shift = m_history.newest(decision.route);
    const bool isFrozen = shift && (decision.kind == Kind::Abort || decision.kind == Kind::TakeBack);
    const TrafficRoute meant = isFrozen ? shift->route : *route;
    standing.isBusy = true;
    standing.problem.reset();
    if (standing.isReading)
        standing.waiting = [this, decision, meant] { carryOut(decision, meant); };
    else
        carryOut(decision, meant);
    show();
}

void TrafficFeature::carryOut(const TrafficDecision &decision, const TrafficRoute &route)
{
    switch (decision.kind) {
    case Kind::Start:
        return follow(route.name, m_service.start(route, decision.lastStep));
    case Kind::Next:
        return follow(route.name, m_service.next(route, decision.lastStep));
    case Kind::Abort:
        return follow(route.name, m_service.abort(route, decision.reason));
    case Kind::TakeBack:
        return follow(route.name, m_service.takeBack(route, decision.reason));
    case Kind::Drain:
        return follow(route.name, m_service.drain(route, decision.server, drainLimit));
    case Kind::Undrain:
        return follow(route.name, m_service.undrain(route, decision.server));
    case Kind::Pause:
        return m_service.stop(route.name);
    }
}

template <typename T> void TrafficFeature::follow(const QString &route, const QFuture<Result<T>> &answer)
{
    onResult(answer, this, [this, route](const Result<T> &done) {
        Standing &standing = m_standing[route];
        standing.isBusy = false;
        standing.problem = done ? std::nullopt : std::optional(done.error());
        m_ledgerReading.request();
        show();
        for (const TrafficRoute &each : m_routes) {
            if (each.name == route)
                readShare(each); // whatever came of it, the balancer knows
        }
    });
}

BoardRoute TrafficFeature::boardOf(const TrafficRoute &route) const
{
    const Workspace &workspace = m_context.workspace;
    const Product *product = workspace.product(route.product);
    const Environment *environment = workspace.environment(route.environment);
    const TrafficShift *shift = m_history.newest(route.name);
    const Standing standing = m_standing.value(route.name);
    BoardRoute board;
    board.route = route;
    board.product = product && !product->title.isEmpty() ? product->title : route.product.text();
    // An environment that the workspace does not know is treated as the dangerous kind.
    board.environment = environment ? PageEnvironment{environment->title, environment->production}
                                    : PageEnvironment{route.environment.text(), true};
    board.asksForName = board.environment.production && workspace.policies.confirmProduction;
    if (shift)
        board.shift = *shift;
    board.share = standing.share ? standing.share : shift ? std::optional(shift->share) : std::nullopt;
    board.shareReadAt = standing.readAt;
    board.shareError = standing.shareError;
    board.running = m_running.value(route.name);
    board.drained = m_drained.value(route.name);
    board.isElsewhere = shift && isUnderWay(*shift) && shift->owner != processOwner();
    board.isBusy = standing.isBusy;
    board.problem = standing.problem;
    return board;
}

void TrafficFeature::show()
{
    if (!m_page || !m_isRead)
        return;
    QList<BoardRoute> boards;
    for (const TrafficRoute &route : m_routes)
        boards.append(boardOf(route));
    m_page->setRoutes(boards, QDateTime::currentDateTimeUtc());
}

void TrafficFeature::tick()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!m_page)
        return;
    m_page->tick(now);
    for (const TrafficRoute &route : m_routes) {
        const Standing standing = m_standing.value(route.name);
        // A balancer that does not answer is not asked each second either.
        const bool isDue = !standing.triedAt.isValid() || standing.triedAt.secsTo(now) >= readEvery;
        if (isDue)
            readShare(route);
    }
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trafficcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/words.h"
#include "app/deploy/processowner.h"
#include "app/sync/outside.h"
#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck {

namespace {

/// `traffic list` works without any of them.
bool changesTheBalancer(const QString &action)
{
    static const QStringList all{QStringLiteral("shift"), QStringLiteral("next"), QStringLiteral("back"),
        QStringLiteral("drain"), QStringLiteral("undrain")};
    return all.contains(action);
}

bool isOfServer(const QString &action)
{
    return action == u"drain" || action == u"undrain";
}

QJsonObject toJson(const TrafficShare &share)
{
    QJsonObject json;
    for (auto part = share.percents.cbegin(); part != share.percents.cend(); ++part)
        json.insert(part.key(), *part);
    return json;
}

ExitCode exitCodeOf(const TrafficShift &shift)
{
    const bool isWell = !shift.isBlocked && shift.state == ShiftState::Waiting;
    return isWell || isOver(shift) ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

TrafficCommand::TrafficCommand(TrafficOptions options, const Workspace &workspace, QList<TrafficRoute> routes,
    LocalTrafficService &service, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_workspace(workspace)
    , m_routes(std::move(routes))
    , m_service(service)
    , m_out(stdout)
    , m_err(stderr)
{
    connect(&m_interrupt, &Interrupt::happened, this, &TrafficCommand::cancel);
    connect(&service, &LocalTrafficService::eventHappened, this, &TrafficCommand::tell);
}

void TrafficCommand::start()
{
    onResult(m_service.history(), this, [this](const Result<ShiftHistory> &history) {
        if (!history)
            return fail(history.error());
        if (!history->unread.isEmpty())
            //: %n is a number of entries in the ledger
            m_err.line(CommandLine::tr("%n ledger entries about traffic cannot be understood.", nullptr,
                static_cast<int>(history->unread.size())));
        act(*history);
    });
}

void TrafficCommand::act(const ShiftHistory &history)
{
    if (m_options.action == u"list")
        return list(history);
    const auto route = routeMeant(history);
    if (!route)
        return fail(route.error());
    if (m_options.action == u"show")
        return show(*route, history);
    if (const auto confirmed = confirm(*route); !confirmed)
        return fail(confirmed.error());
    m_isActing = true;
    decide(*route);
}

void TrafficCommand::decide(const TrafficRoute &route)
{
    if (m_options.action == u"shift")
        follow(m_service.start(route, m_options.lastStep));
    else if (m_options.action == u"next")
        follow(m_service.next(route, m_options.lastStep));
    else if (m_options.action == u"back")
        follow(m_service.takeBack(route, m_options.reason));
    else if (m_options.action == u"abort")
        follow(m_service.abort(route, m_options.reason));
    else if (m_options.action == u"drain")
        followServer(m_service.drain(route, m_options.name, m_options.limit));
    else
        followServer(m_service.undrain(route, m_options.name));
}

/// By its name; else the one whose server is meant, or of which a shift is open. For a way back the frozen route of
/// the shift counts: the workspace may have changed since.
Result<TrafficRoute> TrafficCommand::routeMeant(const ShiftHistory &history) const
{
    const bool isNamed = m_options.action == u"show" || m_options.action == u"shift";
    const QString wanted = isNamed ? m_options.name : m_options.route;
    QList<TrafficRoute> fitting;
    for (const TrafficRoute &route : m_routes) {
        const TrafficShift *shift = history.newest(route.name);
        const bool isMeant = !wanted.isEmpty() ? route.name == wanted
            : isOfServer(m_options.action)     ? !poolOf(route.target.pools, m_options.name).isEmpty()
                                               : shift && !isOver(*shift);
        const bool isFrozen = shift && (m_options.action == u"back" || m_options.action == u"abort");
        if (isMeant)
            fitting.append(isFrozen ? shift->route : route);
    }
    if (fitting.size() == 1)
        return fitting.first();
    QStringList names;
    for (const TrafficRoute &route : fitting.isEmpty() ? m_routes : fitting)
        names.append(route.name);
    if (fitting.isEmpty())
        return failure(Error::Kind::NotFound, wanted,
            CommandLine::tr("No such route. Known: %1").arg(names.join(QStringLiteral(", "))));
    return failure(Error::Kind::Usage, wanted,
        CommandLine::tr("More than one route is possible: say --route %1").arg(names.join(QStringLiteral(" | "))));
}

Result<void> TrafficCommand::confirm(const TrafficRoute &route) const
{
    const Environment *environment = m_workspace.environment(route.environment);
    const bool isGuarded = environment && environment->production && m_workspace.policies.confirmProduction;
    if (!isGuarded || !changesTheBalancer(m_options.action) || m_options.confirmed == route.environment.text())
        return {};
    return failure(Error::Kind::Refused, route.environment.text(),
        //: %1 is an environment's name
        CommandLine::tr("%1 is production: repeat its name with --confirm %1").arg(route.environment.text()));
}

void TrafficCommand::list(const ShiftHistory &history)
{
    for (const TrafficRoute &route : m_routes)
        tellShift(route, history.newest(route.name), nullptr);
    Q_EMIT finished(ExitCode::Done);
}

void TrafficCommand::show(const TrafficRoute &route, const ShiftHistory &history)
{
    const TrafficShift *newest = history.newest(route.name);
    const std::optional<TrafficShift> shift = newest ? std::optional(*newest) : std::nullopt;
    onResult(m_service.shares(route), this, [this, route, shift](const Result<TrafficShare> &now) {
        tellShift(route, shift ? &*shift : nullptr, &now);
        if (!now)
            return fail(now.error());
        Q_EMIT finished(ExitCode::Done);
    });
}

void TrafficCommand::tellShift(const TrafficRoute &route, const TrafficShift *shift, const Result<TrafficShare> *now)
{
    const QString state = shift ? nameOf(shift->state) : QStringLiteral("none");
    const TrafficShare share = now && *now ? **now : shift ? shift->share : TrafficShare();
    const QString reason = shift ? shift->reason.plain() : QString();
    if (m_options.json) {
        QJsonObject json{{QStringLiteral("type"), QStringLiteral("traffic")}, {QStringLiteral("route"), route.name},
            {QStringLiteral("strategy"), nameOf(route.strategy)},
            {QStringLiteral("environment"), route.environment.text()}, {QStringLiteral("state"), state},
            {QStringLiteral("share"), toJson(share)}, {QStringLiteral("isRead"), now && *now},
            {QStringLiteral("steps"), static_cast<qint64>(route.steps.size())}, {QStringLiteral("reason"), reason}};
        if (shift) {
            json.insert(QStringLiteral("shift"), shift->id.text());
            json.insert(QStringLiteral("step"), shift->step);
            json.insert(QStringLiteral("blocked"), shift->isBlocked);
            json.insert(QStringLiteral("shareSince"), shift->shareSince.toUTC().toString(Qt::ISODateWithMs));
        }
        return object(json);
    }
    m_out.line(QStringLiteral("%1  %2  %3  %4/%5  %6  %7")
                   .arg(route.name.leftJustified(16), nameOf(route.strategy).leftJustified(10), state.leftJustified(11),
                       QString::number(shift ? shift->step : 0), QString::number(route.steps.size()), share.text(),
                       shift ? phraseText(shift->reason) : QString()));
}

void TrafficCommand::follow(const QFuture<Result<TrafficShift>> &decision)
{
    onResult(decision, this, [this](const Result<TrafficShift> &shift) {
        if (!shift)
            return fail(shift.error());
        tellShift(shift->route, &*shift, nullptr);
        if (shift->isBlocked && !isOver(*shift))
            m_err.line(CommandLine::tr("Decide with opsdeck traffic back or abort, and --reason."));
        Q_EMIT finished(exitCodeOf(*shift));
    });
}

void TrafficCommand::followServer(const QFuture<Result<Phrase>> &decision)
{
    onResult(decision, this, [this](const Result<Phrase> &said) {
        if (!said)
            return fail(said.error());
        if (!m_options.json)
            m_out.line(phraseText(*said));
        Q_EMIT finished(ExitCode::Done);
    });
}

void TrafficCommand::tell(const ShiftEvent &event)
{
    if (m_options.json) {
        QJsonObject json = QJsonDocument::fromJson(opsdeck::toJson(event)).object();
        json.remove(QStringLiteral("route"));
        json.insert(QStringLiteral("type"), QStringLiteral("event"));
        return object(json);
    }
    const QString about = !event.gate.isEmpty() ? event.gate
        : !event.tenant.isEmpty()               ? QStringLiteral("%1 → %2").arg(event.tenant, event.pool)
        : !event.server.isEmpty()               ? event.server
                                                : event.share.text();
    m_err.line(QStringLiteral("%1 %2  %3  %4")
                   .arg(nameOf(event.kind).leftJustified(10), event.step > 0 ? QString::number(event.step) : QString(),
                       about, phraseText(event.text)));
}

void TrafficCommand::cancel()
{
    m_err.line(CommandLine::tr("Cancelling…"));
    if (!m_isActing)
        return Q_EMIT finished(ExitCode::Cancelled);
    m_service.stop({});
}

void TrafficCommand::fail(const Error &error)
{
    if (m_options.json)
        object({{QStringLiteral("type"), QStringLiteral("error")}, {QStringLiteral("origin"), error.origin},
            {QStringLiteral("message"), errorText(error)}, {QStringLiteral("detail"), error.detail}});
    m_err.line(errorText(error));
    Q_EMIT finished(opsdeck::exitCodeOf(error));
}

void TrafficCommand::object(const QJsonObject &json)
{
    m_out.line(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

namespace {

/// The command line of `opsdeck traffic`.
class TrafficParser
{
public:
    tl::expected<TrafficOptions, ExitCode> parse(const QStringList &arguments)
    {
        m_parser.setApplicationDescription(
            CommandLine::tr("Moves traffic between pools of servers, step by step, and holds each step while its gates "
                            "are asked. Actions: list, show ROUTE, shift ROUTE, next, back, abort, drain SERVER, "
                            "undrain SERVER. Exit status: 0 done or waiting, 1 failed or a gate broke, 2 usage, "
                            "3 refused, 4 unreachable, 5 cancelled."));
        m_parser.addPositionalArgument(QStringLiteral("traffic"), QString(), QStringLiteral("traffic"));
        m_parser.addPositionalArgument(
            QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
        m_parser.addPositionalArgument(QStringLiteral("action"), CommandLine::tr("what to do"));
        m_parser.addPositionalArgument(
            QStringLiteral("name"), CommandLine::tr("a route or a server"), QStringLiteral("[name]"));
        m_parser.addOptions({m_step, m_limit, m_reason, m_route, m_confirm, m_json});
        m_parser.parse(QStringList{QStringLiteral("opsdeck")} + arguments); // first to see the action
        const QString action = m_parser.positionalArguments().value(2);
        const bool isNamed = action == u"show" || action == u"shift" || isOfServer(action);
        if (const auto exit = parseOrExplain(m_parser, arguments, isNamed ? 3 : 2))
            return tl::unexpected(*exit);
        return options(action);
    }

private:
    tl::expected<TrafficOptions, ExitCode> options(const QString &action)
    {
        static const QStringList actions{QStringLiteral("list"), QStringLiteral("show"), QStringLiteral("shift"),
            QStringLiteral("next"), QStringLiteral("back"), QStringLiteral("abort"), QStringLiteral("drain"),
            QStringLiteral("undrain")};
        if (!actions.contains(action))
            return wrong(
                CommandLine::tr("Unknown action: %1. Known: %2").arg(action, actions.join(QStringLiteral(", "))));
        TrafficOptions options{m_parser.positionalArguments().at(1), action, m_parser.positionalArguments().value(3),
            m_parser.value(m_route)};
        options.reason = m_parser.value(m_reason);
        options.confirmed = m_parser.value(m_confirm);
        options.json = m_parser.isSet(m_json);
        if ((action == u"back" || action == u"abort") && options.reason.trimmed().isEmpty())
            return wrong(CommandLine::tr("%1 is missing.").arg(QStringLiteral("--reason")));
        const auto step = number(m_step, 0);
        const auto limit = number(m_limit, 60);
        if (!step || !limit)
            return wrong(CommandLine::tr("--to-step and --timeout are whole numbers from 1 on."));
        options.lastStep = *step;
        options.limit = std::chrono::seconds(*limit);
        return options;
    }

    std::optional<int> number(const QCommandLineOption &option, int fallback) const
    {
        if (!m_parser.isSet(option))
            return fallback;
        bool isNumber = false;
        const int value = m_parser.value(option).toInt(&isNumber);
        return isNumber && value > 0 ? std::optional(value) : std::nullopt;
    }

    static tl::unexpected<ExitCode> wrong(const QString &text)
    {
        Terminal(stderr).line(text);
        return tl::unexpected(ExitCode::Usage);
    }

    QCommandLineParser m_parser;
    const QCommandLineOption m_step{
        QStringLiteral("to-step"), CommandLine::tr("wait after that step"), QStringLiteral("number")};
    const QCommandLineOption m_limit{QStringLiteral("timeout"),
        CommandLine::tr("how many seconds a drained server may still work"), QStringLiteral("seconds")};
    const QCommandLineOption m_reason{
        QStringLiteral("reason"), CommandLine::tr("why; it stays in the ledger"), QStringLiteral("text")};
    const QCommandLineOption m_route{QStringLiteral("route"),
        CommandLine::tr("which route, where more than one is possible"), QStringLiteral("name")};
    const QCommandLineOption m_confirm{QStringLiteral("confirm"),
        CommandLine::tr("the production environment's name, again"), QStringLiteral("environment")};
    const QCommandLineOption m_json{
        QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output")};
};

ExitCode runOn(const TrafficOptions &options, Session &session)
{
    ExitCode code = ExitCode::Failed;
    TrafficCommand command(options, session.workspace(), session.workspace().traffic, session.traffic());
    QObject::connect(&command, &TrafficCommand::finished, &command, [&code](ExitCode ended) {
        code = ended;
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(&command, &TrafficCommand::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return code;
}

} // namespace

ExitCode runTraffic(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = TrafficParser().parse(arguments);
    if (!options)
        return options.error();
    const auto workspace = loadOrExplain(options->workspace);
    if (!workspace)
        return ExitCode::Usage;
    const bool writes = options->action != u"list" && options->action != u"show";
    const auto session = openOrExplain(workspace->workspace, writes, redaction);
    if (!session)
        return session.error();
    return runOn(*options, **session);
}

} // namespace opsdeck

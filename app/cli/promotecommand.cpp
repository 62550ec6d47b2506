// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/promotecommand.h"

#include "app/cli/commandline.h"
#include "app/cli/words.h"
#include "app/deploy/localpromotionservice.h"
#include "app/deploy/processowner.h"
#include "app/sync/outside.h"
#include "app/workspace/billfile.h"
#include "models/items/phrasetext.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace opsdeck {

namespace {

bool isImageWithTag(const QString &text)
{
    const auto image = ImageRef::parse(text);
    return image && !image->tag.isEmpty();
}

tl::unexpected<Error> usage(const char *pattern, const QStringList &values = {})
{
    return failure(Error::Kind::Usage, values.value(0), Phrase(pattern, values));
}

/// The bill of that version; Usage where its file cannot be read, because half a bill is none.
Result<std::optional<Bill>> billOf(const Workspace &workspace, const ProductId &product, const QString &version)
{
    Diagnostics diagnostics;
    for (const Bill &bill : loadBills(workspace.folder, diagnostics)) {
        if (bill.product == product && bill.version == version)
            return bill;
    }
    const auto path = billPath(product, version);
    for (const Diagnostic &diagnostic : std::as_const(diagnostics)) {
        if (path && diagnostic.text().contains(*path))
            return failure(Error::Kind::Usage, *path, diagnostic.text());
    }
    return std::nullopt;
}

Result<QList<PromotionItem>> itemsOfVersion(
    const Workspace &workspace, const QStringList &what, const QString &from, const QString &to)
{
    const Product *product = workspace.product(ProductId(what.at(0)));
    if (!product)
        return usage(QT_TRANSLATE_NOOP("Phrase", "%1 is no product of this workspace"), {what.at(0)});
    const auto bill = billOf(workspace, product->id, what.at(1));
    if (!bill)
        return tl::unexpected(bill.error());
    return promotionItems(*product, what.at(1), *bill ? &**bill : nullptr, from, to);
}

} // namespace

QString registryNamed(const QString &name, const QList<Connection> &connections)
{
    for (const Connection &connection : connections) {
        if (connection.id.text() != name || (connection.kind != u"harbor" && connection.kind != u"registry"))
            continue;
        const QUrl url(connection.url);
        return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
    }
    // A name like the ones in images: "registry.example", "localhost:5000".
    const auto image = ImageRef::parse(name + QStringLiteral("/x"));
    return image && image->registry == name ? name : QString();
}

Result<QList<SourceId>> harborsOf(const PromoteOptions &options, const Workspace &workspace)
{
    QList<SourceId> all;
    for (const Connection &connection : workspace.connections) {
        const QString host = registryNamed(connection.id.text(), workspace.connections);
        const bool isNamed = options.from.isEmpty() || options.from == connection.id.text() || options.from == host;
        if (connection.kind == u"harbor" && isNamed)
            all.append(connection.id);
    }
    if (all.isEmpty())
        return usage(QT_TRANSLATE_NOOP("Phrase", "%1 is no Harbor of this workspace"), {options.from});
    return all;
}

Result<PromotionOrder> promotionOrder(const PromoteOptions &options, const Workspace &workspace)
{
    PromotionOrder order;
    order.from = options.from;
    order.to = registryNamed(options.to, workspace.connections);
    const bool areImages = std::all_of(options.what.cbegin(), options.what.cend(), isImageWithTag);
    if (order.from.isEmpty() && areImages)
        order.from = ImageRef::parse(options.what.value(0)).value_or(ImageRef()).registry;
    order.from = registryNamed(order.from, workspace.connections);
    if (order.from.isEmpty() || order.to.isEmpty())
        return usage(
            QT_TRANSLATE_NOOP("Phrase", "“%1” names no registry"), {order.from.isEmpty() ? options.from : options.to});
    if (!areImages && options.what.size() != 2)
        return usage(QT_TRANSLATE_NOOP("Phrase", "“%1” is neither a product with its version nor images with tags"),
            {options.what.join(u' ')});
    const auto items = areImages ? promotionItems(options.what, order.from, order.to)
                                 : itemsOfVersion(workspace, options.what, order.from, order.to);
    if (!items)
        return tl::unexpected(items.error());
    order.items = *items;
    order.subject = options.what.join(u' ');
    order.policy = options.policy;
    if (order.policy.isEmpty())
        return order;
    // The policy stands at either end: a Harbor pushes or pulls.
    for (const QString &end : {order.from, order.to}) {
        for (const Connection &connection : workspace.connections) {
            const bool isThere = registryNamed(connection.id.text(), workspace.connections) == end;
            if (order.harbor.isEmpty() && isThere && connection.kind == u"harbor")
                order.harbor = connection.id;
        }
    }
    if (order.harbor.isEmpty())
        return usage(QT_TRANSLATE_NOOP("Phrase",
                         "neither %1 nor %2 is a Harbor of this workspace that could have a "
                         "policy; without --policy the images are copied"),
            {order.from, order.to});
    return order;
}

PromoteCommand::PromoteCommand(
    PromoteOptions options, const Workspace &workspace, PromotionService &service, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_workspace(workspace)
    , m_service(service)
    , m_report(m_options.json)
{
    connect(&m_interrupt, &Interrupt::happened, this, &PromoteCommand::cancel);
    connect(
        &service, &PromotionService::newsHappened, this, [this](const PromotionNews &news) { m_report.news(news); });
}

void PromoteCommand::start()
{
    if (!m_options.list && m_options.log == 0)
        return promote();
    const auto harbors = harborsOf(m_options, m_workspace);
    if (!harbors)
        return fail(harbors.error());
    if (m_options.list)
        return listPolicies(*harbors);
    if (harbors->size() > 1) // each counts for itself
        return fail(
            {Error::Kind::Usage, {}, CommandLine::tr("There are several Harbors: say which with --from."), 0, {}});
    showLogs(harbors->first());
}

void PromoteCommand::listPolicies(QList<SourceId> harbors)
{
    if (harbors.isEmpty())
        return Q_EMIT finished(ExitCode::Done);
    const SourceId harbor = harbors.takeFirst();
    onResult(m_service.policies(harbor), this, [this, harbors](const Result<QList<PolicyState>> &policies) {
        if (!policies)
            return fail(policies.error());
        m_report.policies(*policies);
        listPolicies(harbors);
    });
}

void PromoteCommand::showLogs(const SourceId &harbor)
{
    onResult(m_service.logs(harbor, m_options.log), this, [this](const Result<QList<ReplicationLog>> &logs) {
        if (!logs)
            return fail(logs.error());
        m_report.logs(*logs);
        const bool isWhole
            = std::all_of(logs->cbegin(), logs->cend(), [](const ReplicationLog &log) { return log.fault.isEmpty(); });
        Q_EMIT finished(isWhole ? ExitCode::Done : ExitCode::Failed);
    });
}

void PromoteCommand::promote()
{
    const auto order = promotionOrder(m_options, m_workspace);
    if (!order)
        return fail(order.error());
    onResult(m_service.prepare(*order), this, [this](const Result<PromotionOrder> &prepared) {
        if (m_cancelled)
            return;
        if (!prepared)
            return fail(prepared.error());
        run(*prepared);
    });
}

void PromoteCommand::run(const PromotionOrder &order)
{
    m_report.order(order);
    m_isRunning = true;
    onResult(m_service.promote(order), this, [this](const Result<PromotionReport> &report) {
        if (!report)
            return fail(report.error());
        Q_EMIT finished(m_report.end(*report));
    });
}

void PromoteCommand::cancel()
{
    m_report.err().line(CommandLine::tr("Cancelling…"));
    if (m_isRunning)
        return m_service.cancel(); // the report then says how far it came
    m_cancelled = true;
    Q_EMIT finished(ExitCode::Cancelled);
}

void PromoteCommand::fail(const Error &error)
{
    if (!m_cancelled)
        Q_EMIT finished(m_report.fail(error));
}

namespace {

class PromoteParser
{
public:
    tl::expected<PromoteOptions, ExitCode> parse(const QStringList &arguments)
    {
        m_parser.setApplicationDescription(words());
        m_parser.addPositionalArgument(QStringLiteral("promote"), QString(), QStringLiteral("promote"));
        m_parser.addPositionalArgument(QStringLiteral("what"),
            CommandLine::tr("a product and its version, or images with tags"), QStringLiteral("what…"));
        m_parser.addOptions({m_workspace, m_from, m_to, m_policy, m_list, m_log, m_json});
        // Not parseOrExplain: how many there may be depends on the options.
        m_parser.addHelpOption();
        Terminal err(stderr);
        if (!m_parser.parse(QStringList{QStringLiteral("opsdeck")} + arguments)) {
            err.line(m_parser.errorText());
            return tl::unexpected(ExitCode::Usage);
        }
        if (m_parser.isSet(QStringLiteral("help"))) {
            Terminal(stdout).line(m_parser.helpText());
            return tl::unexpected(ExitCode::Done);
        }
        return checked(err);
    }

private:
    static QString words()
    {
        return CommandLine::tr(
            "Brings images from one registry to another, by a replication policy of a Harbor or by copying them, and "
            "proves each tag by its digest. Exit status: 0 every tag is proved, 1 one is not, 2 usage, 3 refused, "
            "4 unreachable, 5 cancelled.");
    }

    tl::expected<PromoteOptions, ExitCode> checked(Terminal &err) const
    {
        const QStringList what = m_parser.positionalArguments().mid(1);
        const bool isLook = m_parser.isSet(m_list) || m_parser.isSet(m_log);
        bool isNumber = true;
        const qint64 log = m_parser.isSet(m_log) ? m_parser.value(m_log).toLongLong(&isNumber) : 0;
        QString fault;
        if (!isNumber || log < 0 || (m_parser.isSet(m_log) && log == 0))
            fault = CommandLine::tr("--log needs the number of an execution.");
        else if (isLook != what.isEmpty())
            fault = CommandLine::tr("Wrong number of arguments.");
        else if (!isLook && m_parser.value(m_to).isEmpty())
            fault = CommandLine::tr("%1 is missing.").arg(QStringLiteral("--to"));
        if (!fault.isEmpty()) {
            err.line(fault);
            return tl::unexpected(ExitCode::Usage);
        }
        return PromoteOptions{m_parser.value(m_workspace), what, m_parser.value(m_from), m_parser.value(m_to),
            m_parser.value(m_policy), m_parser.isSet(m_list), log, m_parser.isSet(m_json)};
    }

    QCommandLineParser m_parser;
    const QCommandLineOption m_workspace{QStringLiteral("workspace"),
        CommandLine::tr("the folder that holds opsdeck.yaml; by default this one"), QStringLiteral("folder"),
        QStringLiteral(".")};
    const QCommandLineOption m_from{QStringLiteral("from"),
        CommandLine::tr("where the images are: a connection's name, or host and port"), QStringLiteral("registry")};
    const QCommandLineOption m_to{
        QStringLiteral("to"), CommandLine::tr("where they are to be"), QStringLiteral("registry")};
    const QCommandLineOption m_policy{QStringLiteral("policy"),
        CommandLine::tr("the Harbor's replication policy that is run; without it the images are copied from here"),
        QStringLiteral("name")};
    const QCommandLineOption m_list{
        QStringLiteral("list"), CommandLine::tr("list policies with their schedule and last execution")};
    const QCommandLineOption m_log{QStringLiteral("log"),
        CommandLine::tr("show the tasks of an execution and their logs"), QStringLiteral("execution")};
    const QCommandLineOption m_json{
        QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output")};
};

} // namespace

ExitCode runPromote(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = PromoteParser().parse(arguments);
    if (!options)
        return options.error();
    const auto loaded = loadOrExplain(options->workspace);
    if (!loaded)
        return ExitCode::Usage;
    const Workspace &workspace = loaded->workspace;
    const bool isLook = options->list || options->log > 0;
    const auto session = openOrExplain(workspace, !isLook, redaction);
    if (!session)
        return session.error();
    IoThread io(redaction);
    std::unique_ptr<Outside> outside; // lives on that thread
    io.call([&] { outside = std::make_unique<Outside>(workspace, standardFolders().config, redaction); });
    ExitCode code = ExitCode::Failed;
    {
        LocalPromotionService service(workspace, io, *outside, (*session)->ledger(), currentActor());
        PromoteCommand command(*options, workspace, service);
        QObject::connect(&command, &PromoteCommand::finished, &command, [&code](ExitCode ended) {
            code = ended;
            QCoreApplication::quit();
        });
        QMetaObject::invokeMethod(&command, &PromoteCommand::start, Qt::QueuedConnection);
        QCoreApplication::exec();
    }
    io.call([&] { outside.reset(); });
    return code;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/billcommand.h"

#include "app/bills/localbillservice.h"
#include "app/cli/billreport.h"
#include "app/cli/commandline.h"
#include "app/cli/words.h"
#include "app/deploy/processowner.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

/// How many words follow the workspace, at least and at most.
struct Verb
{
    const char *name;
    int fewest;
    int most;
};

constexpr int AnyNumber = 1000;
constexpr Verb verbs[] = {{"list", 0, 0}, {"show", 2, 2}, {"new", 2, AnyNumber}, {"check", 2, 2}, {"compare", 3, 3},
    {"find", 1, 1}, {"sites", 0, 0}};

} // namespace

BillCommand::BillCommand(BillOptions options, BillService &service, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_service(service)
{ }

void BillCommand::start()
{
    const QString &verb = m_options.verb;
    if (verb == u"list")
        return list();
    if (verb == u"show")
        return show();
    if (verb == u"new")
        return make();
    if (verb == u"check")
        return check();
    if (verb == u"compare")
        return compare();
    if (verb == u"find")
        return find();
    listSites();
}

void BillCommand::list()
{
    onResult(m_service.bills(), this, [this](const Result<BillList> &bills) {
        if (!bills)
            return fail(bills.error());
        Q_EMIT finished(BillReport(m_options.json).bills(*bills));
    });
}

void BillCommand::show()
{
    onResult(m_service.bill(m_options.product, m_options.version), this, [this](const Result<Bill> &bill) {
        if (!bill)
            return fail(bill.error());
        onResult(m_service.use(m_options.product, m_options.version), this,
            [this, known = *bill](const Result<BillUse> &use) {
                if (!use)
                    return fail(use.error());
                BillReport report(m_options.json);
                report.bill(known);
                report.use(*use);
                Q_EMIT finished(ExitCode::Done);
            });
    });
}

void BillCommand::make()
{
    onResult(m_service.propose(m_options.order), this, [this](const Result<BillProposal> &proposal) {
        if (!proposal)
            return fail(proposal.error());
        const ExitCode code = BillReport(m_options.json).proposal(*proposal);
        if (m_options.dryRun)
            return Q_EMIT finished(code);
        onResult(m_service.create(*proposal), this, [this](const Result<BillWritten> &written) {
            if (!written)
                return fail(written.error());
            Q_EMIT finished(BillReport(m_options.json).written(*written));
        });
    });
}

void BillCommand::check()
{
    onResult(m_service.bill(m_options.product, m_options.version), this, [this](const Result<Bill> &bill) {
        if (!bill)
            return fail(bill.error());
        onResult(m_service.check(m_options.product, m_options.version), this,
            [this, known = *bill](const Result<BillCheck> &check) {
                if (!check)
                    return fail(check.error());
                Q_EMIT finished(BillReport(m_options.json).check(known, *check));
            });
    });
}

void BillCommand::compare()
{
    onResult(m_service.compare(m_options.product, m_options.version, m_options.other), this,
        [this](const Result<BillComparison> &comparison) {
            if (!comparison)
                return fail(comparison.error());
            Q_EMIT finished(BillReport(m_options.json).comparison(*comparison));
        });
}

void BillCommand::find()
{
    onResult(m_service.find(m_options.text), this, [this](const Result<BillSearch> &search) {
        if (!search)
            return fail(search.error());
        Q_EMIT finished(BillReport(m_options.json).search(*search));
    });
}

void BillCommand::listSites()
{
    onResult(m_service.sites(), this, [this](const Result<SiteList> &sites) {
        if (!sites)
            return fail(sites.error());
        Q_EMIT finished(BillReport(m_options.json).sites(*sites));
    });
}

void BillCommand::fail(const Error &error)
{
    Q_EMIT finished(BillReport(m_options.json).fail(error));
}

namespace {

ExitCode wrong(const QString &what)
{
    Terminal(stderr).line(what);
    return ExitCode::Usage;
}

/// MODULE=TAG …, or one of the two options.
tl::expected<BillOrder, ExitCode> orderFrom(const QCommandLineParser &parser, const QStringList &pairs)
{
    BillOrder order{.note = parser.value(u"note"_s), .anyway = parser.isSet(u"anyway"_s)};
    const int sources = int(parser.isSet(u"from-branch"_s)) + int(parser.isSet(u"from-tag"_s)) + int(!pairs.isEmpty());
    if (sources != 1)
        return tl::unexpected(wrong(CommandLine::tr("One of --from-branch, --from-tag or MODULE=TAG … is needed.")));
    if (pairs.isEmpty()) {
        const bool isBranch = parser.isSet(u"from-branch"_s);
        order.from = isBranch ? BillOrder::From::Branch : BillOrder::From::Tag;
        order.name = parser.value(isBranch ? u"from-branch"_s : u"from-tag"_s);
        return order;
    }
    for (const QString &pair : pairs) {
        const qsizetype sign = pair.indexOf(u'=');
        const ModuleId part(pair.left(qMax<qsizetype>(sign, 0)));
        if (part.isEmpty() || sign == pair.size() - 1)
            //: %1 is what was written on the command line
            return tl::unexpected(wrong(CommandLine::tr("%1 is not MODULE=TAG.").arg(pair)));
        if (order.tags.contains(part))
            return tl::unexpected(wrong(CommandLine::tr("%1 is given twice.").arg(part.text())));
        order.tags.insert(part, pair.mid(sign + 1));
    }
    return order;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(CommandLine::tr(
        "Product versions: which module in which state, kept in versions/ of the workspace. Asks no source; run "
        "\"opsdeck sync\" before where no window is open.\n\n"
        "  list WORKSPACE                         all versions\n"
        "  show WORKSPACE PRODUCT VERSION         its modules and where it runs\n"
        "  new WORKSPACE PRODUCT VERSION …        makes one: --from-branch, --from-tag or MODULE=TAG …\n"
        "  check WORKSPACE PRODUCT VERSION        tags, pipelines, images and commits\n"
        "  compare WORKSPACE PRODUCT A B          what changed from A to B, with merge requests\n"
        "  find WORKSPACE DIGEST|IMAGE            every version, host and site that contains it\n"
        "  sites WORKSPACE                        who runs which version\n\n"
        "Exit status: 0 done, 1 failed or the check does not pass, 2 usage, 3 refused."));
    parser.addPositionalArgument(u"bill"_s, QString(), u"bill"_s);
    parser.addPositionalArgument(u"verb"_s, CommandLine::tr("what to do, see above"));
    parser.addPositionalArgument(
        u"workspace"_s, CommandLine::tr("the folder that holds opsdeck.yaml"), u"workspace …"_s);
    parser.addOptions({
        {u"from-branch"_s, CommandLine::tr("new: every module by the newest tag on this branch"), u"branch"_s},
        {u"from-tag"_s, CommandLine::tr("new: every module by this tag"), u"tag"_s},
        {u"note"_s, CommandLine::tr("new: what it is for; stays in its file"), u"text"_s},
        {u"anyway"_s, CommandLine::tr("new: although something is left open or does not hold")},
        {u"dry-run"_s, CommandLine::tr("new: show what would be written, and write nothing")},
        {u"json"_s, CommandLine::tr("one JSON object a line on standard output")},
    });
}

tl::expected<BillOptions, ExitCode> optionsFrom(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments().mid(1);
    const QStringList rest = words.mid(2);
    BillOptions options{.verb = words.value(0), .workspace = words.value(1)};
    const auto verb = std::find_if(std::begin(verbs), std::end(verbs),
        [&options](const Verb &known) { return options.verb == QLatin1String(known.name); });
    if (verb == std::end(verbs))
        return tl::unexpected(
            wrong(CommandLine::tr("%1 is none of list, show, new, check, compare, find, sites.").arg(options.verb)));
    if (words.size() < 2 || rest.size() < verb->fewest || rest.size() > verb->most)
        return tl::unexpected(wrong(CommandLine::tr("Wrong number of arguments.") + u'\n' + parser.helpText()));
    for (const QString &option : {u"from-branch"_s, u"from-tag"_s, u"note"_s, u"anyway"_s, u"dry-run"_s}) {
        if (parser.isSet(option) && options.verb != u"new")
            //: %1 is an option, %2 a word like "list"
            return tl::unexpected(
                wrong(CommandLine::tr("%1 does not go with %2.").arg(u"--"_s + option, options.verb)));
    }
    options.json = parser.isSet(u"json"_s);
    options.dryRun = parser.isSet(u"dry-run"_s);
    if (options.verb == u"find") {
        options.text = rest.first();
        return options;
    }
    options.product = ProductId(rest.value(0));
    options.version = rest.value(1);
    options.other = options.verb == u"compare" ? rest.value(2) : QString();
    if (options.verb == u"new") {
        const auto order = orderFrom(parser, rest.mid(2));
        if (!order)
            return tl::unexpected(order.error());
        options.order = *order;
        options.order.product = options.product;
        options.order.version = options.version;
    }
    return options;
}

ExitCode runOn(const BillOptions &options, BillService &service)
{
    BillCommand command(options, service);
    ExitCode code = ExitCode::Failed;
    QObject::connect(&command, &BillCommand::finished, &command, [&code](ExitCode ended) {
        code = ended;
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(&command, &BillCommand::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return code;
}

} // namespace

ExitCode runBill(const QStringList &arguments, const Redaction &redaction)
{
    QCommandLineParser parser;
    describe(parser);
    parser.addHelpOption();
    if (!parser.parse(QStringList{u"opsdeck"_s} + arguments))
        return wrong(parser.errorText());
    if (parser.isSet(u"help"_s)) {
        Terminal(stdout).line(parser.helpText());
        return ExitCode::Done;
    }
    const auto options = optionsFrom(parser);
    if (!options)
        return options.error();
    const auto workspace = loadOrExplain(options->workspace);
    if (!workspace)
        return ExitCode::Usage;
    const bool toWrite = options->verb == u"new" && !options->dryRun;
    const auto session = openOrExplain(workspace->workspace, toWrite, redaction);
    if (!session)
        return session.error();
    IoThread io((*session)->redaction());
    LocalBillService service((*session)->workspace(), io, (*session)->cache(), (*session)->ledger(), currentActor());
    return runOn(*options, service);
}

} // namespace opsdeck

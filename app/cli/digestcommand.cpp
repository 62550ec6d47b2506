// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/digestcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "app/desk/language.h"
#include "app/features/alertwatch.h"
#include "app/features/onresults.h"
#include "app/features/sourcewatch.h"
#include "models/domain/shiftdigest.h"
#include "models/items/digesttext.h"
#include "models/items/errortext.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace opsdeck {

namespace {

constexpr int MostRuns = 200;

struct Options
{
    std::chrono::minutes since{0};
    bool html = false;
    bool json = false;
    QString output; ///< empty = standard output
};

QByteArray rendered(const ShiftDigest &digest, const Options &options)
{
    if (options.json)
        return digestJson(digest);
    return (options.html ? digestHtml(digest) : digestText(digest)).toUtf8();
}

Result<void> write(const QByteArray &content, const QString &output)
{
    if (output.isEmpty()) {
        // Not line by line through Terminal: HTML and JSON stay as they are. A digest holds no control characters.
        std::fwrite(content.constData(), 1, size_t(content.size()), stdout);
        return {};
    }
    QSaveFile file(output);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return failure(Error::Kind::Storage, output, file.errorString());
    return {};
}

ExitCode explain(const Error &error)
{
    Terminal(stderr).line(errorText(error) + u' ' + error.detail);
    return exitCodeOf(error);
}

/// Puts the wall together as the window would, once.
class DigestJob : public QObject
{
public:
    DigestJob(Session &session, Options options)
        : m_session(session)
        , m_options(std::move(options))
        , m_sources(session.cache())
        , m_alerts(session.workspace(), session.cache(), session.ledger(), m_sources)
    {
        connect(&m_alerts, &AlertWatch::wallChanged, this, &DigestJob::read, Qt::SingleShotConnection);
        connect(&m_alerts, &AlertWatch::failed, this, [this](const Error &error) { finish(explain(error)); });
    }

    ExitCode code() const { return m_code; }

private:
    void read()
    {
        using Answers = std::tuple<QList<Silence>, QList<DeployRun>>;
        onResults(
            this,
            [this](Result<Answers> answers) {
                finish(answers ? tell(std::get<0>(*answers), std::get<1>(*answers)) : explain(answers.error()));
            },
            m_session.cache().silences(), m_session.ledger().runs(MostRuns));
    }

    ExitCode tell(const QList<Silence> &silences, const QList<DeployRun> &runs)
    {
        const Workspace &workspace = m_session.workspace();
        ShiftDigestInput input;
        input.workspace = workspace.title.isEmpty() ? workspace.name : workspace.title;
        input.to = QDateTime::currentDateTimeUtc();
        input.from = input.to.addDuration(-m_options.since);
        input.wall = m_alerts.wall();
        input.silences = silences;
        input.runs = runs;
        const QByteArray content = rendered(shiftDigest(input), m_options);
        const auto written = write(m_session.redaction().cleanKnown(content), m_options.output);
        return written ? ExitCode::Done : explain(written.error());
    }

    void finish(ExitCode code)
    {
        m_code = code;
        QCoreApplication::quit();
    }

    Session &m_session;
    const Options m_options;
    SourceWatch m_sources;
    AlertWatch m_alerts;
    ExitCode m_code = ExitCode::Failed;
};

std::optional<Options> optionsFrom(const QCommandLineParser &parser)
{
    Terminal err(stderr);
    Options options{.html = parser.isSet(QStringLiteral("html")), .json = parser.isSet(QStringLiteral("json"))};
    options.output = parser.value(QStringLiteral("output"));
    const auto since = spanFrom(parser.value(QStringLiteral("since")));
    if (!since) {
        //: %1 is what was written on the command line
        err.line(CommandLine::tr("%1 is no time; write 8h, 90m or 2d.").arg(parser.value(QStringLiteral("since"))));
        return std::nullopt;
    }
    options.since = *since;
    if (options.html && options.json) {
        err.line(CommandLine::tr("Either --html or --json."));
        return std::nullopt;
    }
    return options;
}

/// "zh" will do for "zh_CN".
std::optional<QString> languageFrom(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("lang")))
        return Language::ofSystem();
    const QString wanted = parser.value(QStringLiteral("lang"));
    for (const QString &known : Language::known()) {
        if (wanted == known || wanted == known.section(u'_', 0, 0))
            return known;
    }
    //: %1 is what was written on the command line
    Terminal(stderr).line(CommandLine::tr("%1 is no language of this program; there are en and zh.").arg(wanted));
    return std::nullopt;
}

} // namespace

std::optional<std::chrono::minutes> spanFrom(const QString &text)
{
    constexpr int longest = 366 * 24;
    bool isNumber = false;
    const int count = text.chopped(text.isEmpty() ? 0 : 1).toInt(&isNumber);
    if (!isNumber || count <= 0 || count > longest)
        return std::nullopt;
    switch (text.back().unicode()) {
    case u'm':
        return std::chrono::minutes(count);
    case u'h':
        return std::chrono::hours(count);
    case u'd':
        return std::chrono::hours(24 * count);
    default:
        return std::nullopt;
    }
}

ExitCode runDigest(const QStringList &arguments, const Redaction &redaction)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLine::tr(
        "Writes what the next shift has to know, of what was synced last: open and unacknowledged alerts, who has "
        "which, "
        "silences that end soon, deployments and rollbacks of the shift, sources that cannot be observed. Asks no "
        "source; run \"opsdeck sync\" before where no window is open. Exit status: 0 written, 1 failed, 2 usage."));
    parser.addPositionalArgument(QStringLiteral("digest"), QString(), QStringLiteral("digest"));
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    parser.addOptions({
        {QStringLiteral("since"), CommandLine::tr("how long the shift was: 8h (the default), 90m, 2d"),
            QStringLiteral("time"), QStringLiteral("8h")},
        {QStringLiteral("html"), CommandLine::tr("an HTML document instead of plain text")},
        {QStringLiteral("json"), CommandLine::tr("JSON with stable words instead of plain text")},
        {QStringLiteral("output"), CommandLine::tr("write to this file instead of standard output"),
            QStringLiteral("file")},
        {QStringLiteral("lang"), CommandLine::tr("the language of the digest: en or zh; else the system's"),
            QStringLiteral("language")},
    });
    if (const auto exit = parseOrExplain(parser, arguments, 1))
        return *exit;
    const auto language = languageFrom(parser);
    const auto options = optionsFrom(parser);
    if (!options || !language)
        return ExitCode::Usage;
    const auto workspace = loadOrExplain(parser.positionalArguments().at(1));
    if (!workspace)
        return ExitCode::Usage;
    Language chosen;
    chosen.use(*language);
    const auto session = openOrExplain(workspace->workspace, false, redaction);
    if (!session)
        return session.error();
    DigestJob job(**session, *options);
    QCoreApplication::exec();
    return job.code();
}

} // namespace opsdeck

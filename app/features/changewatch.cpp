// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/changewatch.h"

#include "app/features/onresults.h"

#include <QLoggingCategory>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcChanges, "opsdeck.changes")

// Beside an alert that fires longer than this nobody looks for what began it.
constexpr int DaysBack = 30;
constexpr int MostRuns = 50;
constexpr int MostOfProject = 50; ///< pipelines, and deployments

Result<ChangeIndex> indexOf(const ChangeIndexInput &input)
{
    return ChangeIndex(input);
}

} // namespace

/// Answers that come one by one, for as many projects as there are.
struct ChangeWatch::Gathering
{
    ChangeIndexInput input;
    std::optional<Error> error;
    int open = 0;
};

ChangeWatch::ChangeWatch(const Workspace &workspace, Cache &cache, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_cache(cache)
    , m_ledger(ledger)
    , m_reading([this] { read(); })
{
    const auto follow = [this](const QSet<RowKind> &concerning) {
        return [this, concerning](const ChangeNotice &notice) {
            if (m_isStarted && notice.kinds.intersects(concerning))
                m_reading.request();
        };
    };
    connect(&cache, &Cache::changed, this, follow({RowKind::Git, RowKind::Silences, RowKind::Annotations}));
    connect(&ledger, &Ledger::changed, this, follow({RowKind::Ledger, RowKind::Runs}));
}

void ChangeWatch::start()
{
    if (!std::exchange(m_isStarted, true))
        m_reading.request();
}

QList<Change> ChangeWatch::changesFor(const AlertRow &row, const QDateTime &now) const
{
    return m_index.changesFor(row, m_workspace.policies.changeWindow, now);
}

void ChangeWatch::read()
{
    using Entries = QList<LedgerEntry>;
    using Rows = std::tuple<QList<Project>, QList<Silence>, QList<Annotation>, QList<DeployRun>, Entries, Entries,
        Entries, Entries>;
    const auto about = [this, since = QDateTime::currentDateTimeUtc().addDays(-DaysBack)](
                           const char *topic) { return m_ledger.entriesAbout(QString::fromLatin1(topic), since); };
    onResults(
        this,
        [this](const Result<Rows> &rows) {
            if (!rows)
                return fail(rows.error());
            const auto &[projects, silences, annotations, runs, alerts, muted, configured, ran] = *rows;
            auto gathering = std::make_shared<Gathering>();
            gathering->input
                = {m_workspace, runs, projects, {}, {}, silences, annotations, alerts + muted + configured + ran};
            readGit(gathering);
        },
        m_cache.projects(), m_cache.silences(), m_cache.annotations(), m_ledger.runs(MostRuns), about("alert"),
        about("silence"), about("config"), about("runbook"));
}

/// Of the projects that modules are built from; a GitLab has many more.
void ChangeWatch::readGit(const std::shared_ptr<Gathering> &gathering)
{
    QSet<QString> paths;
    for (const Product &product : m_workspace.products) {
        for (const ProductModule &part : product.modules)
            paths.insert(part.project);
    }
    gathering->open = 1; // until all are asked
    const auto finish = [this, gathering] {
        if (--gathering->open > 0)
            return;
        if (gathering->error)
            fail(*gathering->error);
        else
            makeIndex(gathering->input);
    };
    const auto take = [this, gathering, finish](const auto &future, auto list) {
        ++gathering->open;
        onResult(future, this, [gathering, finish, list](const auto &rows) {
            if (rows)
                (gathering->input.*list).append(*rows);
            else
                gathering->error = rows.error();
            finish();
        });
    };
    for (const Project &project : std::as_const(gathering->input.projects)) {
        if (!paths.contains(project.path))
            continue;
        take(m_cache.pipelines(project.source, project.id, MostOfProject), &ChangeIndexInput::pipelines);
        take(m_cache.deployments(project.source, project.id, MostOfProject), &ChangeIndexInput::deployments);
    }
    finish();
}

void ChangeWatch::makeIndex(const ChangeIndexInput &input)
{
    onResult(onPool(indexOf, input), this, [this](const Result<ChangeIndex> &index) {
        if (!index)
            return fail(index.error());
        m_index = *index;
        m_reading.finished();
        Q_EMIT changed();
    });
}

/// What is known stays.
void ChangeWatch::fail(const Error &error)
{
    qCWarning(lcChanges).noquote() << error.origin << error.detail;
    m_reading.finished();
}

} // namespace opsdeck

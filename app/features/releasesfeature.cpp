// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/releasesfeature.h"

#include "app/features/onresults.h"
#include "app/features/savefile.h"
#include "app/features/sourcewatch.h"
#include "widgets/pages/releases/releasespage.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int historyLimit = 50;

Result<VersionMatrix> matrixOf(const VersionMatrixInput &input)
{
    return versionMatrix(input);
}

} // namespace

ReleasesFeature::ReleasesFeature(const FeatureContext &context, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_page(new ReleasesPage(context.theme, context.workspace.environments)) // the shell becomes its parent
    , m_reading([this] { read(); })
{
    connect(&m_context.cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{RowKind::Hosts, RowKind::Registry};
        if (notice.kinds.intersects(concerning))
            m_reading.request();
        if (notice.kinds.contains(RowKind::Git))
            readHistory(m_historyPart, m_historyEnvironment);
    });
    connect(&m_context.sources, &SourceWatch::standingChanged, this, [this] { m_reading.request(); });
    connect(&m_context.ledger, &Ledger::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Runs))
            readHistory(m_historyPart, m_historyEnvironment);
    });
    connect(m_page, &ReleasesPage::historyWanted, this, &ReleasesFeature::readHistory);
    connect(m_page, &ReleasesPage::saveRequested, this, &ReleasesFeature::save);
    connect(&m_clock, &QTimer::timeout, this, &ReleasesFeature::tick);
    m_clock.start(std::chrono::seconds(1));
    m_reading.request();
}

PageCard ReleasesFeature::card()
{
    return ReleasesPage::describe();
}

Page *ReleasesFeature::page()
{
    return m_page;
}

void ReleasesFeature::read()
{
    Cache &cache = m_context.cache;
    using Rows = std::tuple<QList<SourceRecord>, QList<Container>, QList<Artifact>>;
    onResults(
        this,
        [this](const Result<Rows> &rows) {
            if (!rows) {
                fail(rows.error());
                return;
            }
            const auto &[sources, containers, artifacts] = *rows;
            compare({m_context.workspace, containers, artifacts, sources, QDateTime::currentDateTimeUtc()});
        },
        cache.sources(), cache.containers(), cache.artifacts());
}

void ReleasesFeature::compare(const VersionMatrixInput &input)
{
    onResult(onPool(matrixOf, input), this, [this](const Result<VersionMatrix> &matrix) {
        if (!matrix) {
            fail(matrix.error());
            return;
        }
        if (m_page) {
            m_page->setError({});
            m_page->setMatrix(*matrix, QDateTime::currentDateTimeUtc());
        }
        m_reading.finished();
    });
}

void ReleasesFeature::fail(const Error &error)
{
    show(error);
    m_reading.finished();
}

void ReleasesFeature::show(const Error &error)
{
    if (m_page)
        m_page->setError(error);
}

void ReleasesFeature::tick()
{
    if (m_page)
        m_page->setNow(QDateTime::currentDateTimeUtc());
}

const ProductModule *ReleasesFeature::moduleOf(const ModuleId &part) const
{
    for (const Product &product : m_context.workspace.products) {
        for (const ProductModule &candidate : product.modules) {
            if (candidate.id == part)
                return &candidate;
        }
    }
    return nullptr;
}

void ReleasesFeature::readHistory(const ModuleId &part, const EnvironmentId &environment)
{
    m_historyPart = part;
    m_historyEnvironment = environment;
    const ProductModule *module = moduleOf(part);
    if (!module)
        return;
    onResult(m_context.cache.projects(), this,
        [this, path = module->project, part, environment](const Result<QList<Project>> &projects) {
            if (!projects) {
                show(projects.error());
                return;
            }
            const auto project = std::find_if(
                projects->cbegin(), projects->cend(), [&](const Project &candidate) { return candidate.path == path; });
            readHistoryOf(project == projects->cend() ? Project{} : *project, part, environment);
        });
}

void ReleasesFeature::readHistoryOf(const Project &project, const ModuleId &part, const EnvironmentId &environment)
{
    using Rows = std::tuple<QList<DeployRun>, QList<GitDeployment>, QList<Pipeline>>;
    onResults(
        this,
        [this, part, environment](const Result<Rows> &rows) {
            if (!rows) {
                show(rows.error());
                return;
            }
            const auto &[runs, deployments, pipelines] = *rows;
            if (m_page)
                m_page->setHistory(part, environment, changeHistory({part, environment, runs, deployments, pipelines}));
        },
        m_context.ledger.runs(historyLimit), m_context.cache.deployments(project.source, project.id, historyLimit),
        m_context.cache.pipelines(project.source, project.id, historyLimit));
}

void ReleasesFeature::save(const QString &path, const QByteArray &content)
{
    onResult(
        onPool(saveFile, path, m_context.redaction.cleanKnown(content)), this, [this](const Result<void> &written) {
            if (!written)
                show(written.error());
        });
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
// Thirty days of a repository.
#include "tests/sim/stablehash.h"
#include "tests/sim/story/storyparts.h"

#include <QCryptographicHash>

#include <algorithm>

namespace opsdeck::sim::story {

using namespace Qt::StringLiterals;
using namespace gitlab;

namespace {

constexpr int days = 30;

const QStringList people{u"wang.lei"_s, u"li.na"_s, u"zhang.wei"_s, u"sun.yue"_s, u"liu.yang"_s, u"chen.yu"_s,
    u"zhao.kai"_s, u"xu.jing"_s, u"zhou.min"_s, u"he.tao"_s};

const QStringList workTitles{u"Retry once when the database says busy"_s, u"优化：批量读取，减少一次往返"_s,
    u"Bound the size of the request queue"_s, u"修复：空列表时返回 500"_s, u"Log the order id with every error"_s,
    u"升级依赖，修复两个高危漏洞"_s, u"Drop the old price format"_s, u"增加健康检查的超时"_s,
    u"Cache lookups for ten seconds"_s, u"修复：时区错误导致的日期偏移"_s, u"Split the slow report into pages"_s,
    u"Use the new client for message queues"_s};

struct Step
{
    const char *stage;
    const char *name;
    int seconds;
};
constexpr Step steps[] = {{"build", "compile", 140}, {"test", "unit", 210}, {"test", "integration", 320},
    {"scan", "image-scan", 45}, {"publish", "push-image", 30}};

/// Writes one repository's history; ids grow with time, as a real GitLab's do.
class Historian
{
public:
    Historian(const Company &company, const ServiceRow &service, qint64 id, quint32 seed, const QDateTime &now)
        : m_company(company)
        , m_service(service)
        , m_now(now)
        , m_random(quint32(stableHash(service.repository().toUtf8())) ^ seed)
    {
        m_project.id = id;
        m_project.path = service.repository();
        m_project.description = u"%1 of %2"_s.arg(service.name, service.product);
        m_project.createdAt = now.addDays(-700);
    }

    ProjectRow write()
    {
        dailyWork();
        releases();
        deployments();
        std::sort(m_project.pipelines.begin(), m_project.pipelines.end(),
            [](const auto &a, const auto &b) { return a.createdAt < b.createdAt; });
        numberPipelines();
        m_project.branches.prepend({m_project.defaultBranch, commit(u"main"_s), u"Merge branch 'work'"_s, person(),
            m_now.addSecs(-3600), true});
        m_project.lastActivityAt = m_project.pipelines.last().updatedAt;
        return m_project;
    }

private:
    QString person() { return people.at(m_random.bounded(int(people.size()))); }
    QString commit(const QString &what) const { return commitOf(m_project.path, what); }

    void addPipeline(
        const QString &ref, const QString &sha, const QString &status, const QString &source, const QDateTime &at)
    {
        PipelineRow row{0, ref, sha, status, source, person(), at, at, {}};
        double total = 0;
        bool over = false;
        for (const Step &step : steps) {
            const bool last = &step == &steps[status == u"failed" ? 2 : status == u"running" ? 1 : 4];
            JobRow job{
                0, QString::fromLatin1(step.stage), QString::fromLatin1(step.name), over ? u"created"_s : u"success"_s};
            if (!over) {
                job.duration = step.seconds * (0.7 + m_random.generateDouble());
                job.queued = m_random.bounded(40);
                total += job.duration + job.queued;
            }
            if (last && !over && status != u"success")
                job.status = status;
            over = over || last;
            if (over && status == u"failed" && job.status == u"created")
                job.status = u"skipped"_s;
            row.jobs.append(job);
        }
        row.updatedAt = std::min(at.addMSecs(qint64(total * 1000)), m_now);
        m_project.pipelines.append(row);
    }

    void dailyWork()
    {
        for (int day = days; day > 0; --day) {
            if (m_random.bounded(100) < 45)
                continue;
            const QDateTime opened = m_now.addDays(-day).addSecs(m_random.bounded(20'000));
            const qint64 iid = 1100 + m_project.mergeRequests.size();
            const QString branch = u"work/%1"_s.arg(iid);
            MergeRequestRow row;
            row.iid = iid;
            row.title = workTitles.at(m_random.bounded(int(workTitles.size())));
            row.author = person();
            row.sourceBranch = branch;
            row.sha = commit(branch);
            row.createdAt = opened;
            const bool failed = m_random.bounded(100) < 18;
            addPipeline(branch, row.sha, failed ? u"failed"_s : u"success"_s, u"merge_request_event"_s, opened);
            settle(row, day, opened);
            m_project.mergeRequests.append(row);
        }
    }

    void settle(MergeRequestRow &row, int day, const QDateTime &opened)
    {
        const bool open = day <= 2 || m_random.bounded(100) < 6;
        row.updatedAt = open ? opened : opened.addSecs(3600 + m_random.bounded(60'000));
        if (open) {
            m_project.branches.append({row.sourceBranch, row.sha, row.title, row.author, opened, false, false});
            return;
        }
        row.state = m_random.bounded(100) < 8 ? u"closed"_s : u"merged"_s;
        if (row.state != u"merged")
            return;
        row.mergedAt = row.updatedAt;
        row.mergeCommit = commit(u"merge %1"_s.arg(row.iid));
        addPipeline(m_project.defaultBranch, row.mergeCommit, u"success"_s, u"push"_s, row.updatedAt.addSecs(20));
    }

    void releases()
    {
        for (const TrainRow &train : m_company.product(m_service.product).trains) {
            if (!train.services.contains(m_service.name))
                continue;
            const QDateTime at = m_now.addSecs(-qint64(train.daysAgo * 86'400));
            const QString sha = commit(train.version);
            const QString name = m_company.product(m_service.product).title + u' ' + train.version;
            m_project.tags.append({train.version, sha, name, at.addSecs(-1200)});
            m_project.releases.append({train.version, name, u"Built by the pipeline of the tag."_s, sha, person(), at});
            addPipeline(train.version, sha, u"success"_s, u"push"_s, at.addSecs(-1100));
        }
        if (m_service.name == u"checkout")
            addPipeline(m_project.defaultBranch, commit(u"main"_s), u"running"_s, u"push"_s, m_now.addSecs(-240));
    }

    void deployments()
    {
        qint64 id = m_project.id * 1000;
        for (const QString &environment : {u"dev"_s, u"staging"_s, u"production"_s}) {
            m_project.environments.append({m_project.id * 10 + m_project.environments.size(), environment});
            const QString current = Company::running(m_service.product, environment);
            for (const TrainRow &train : m_company.product(m_service.product).trains) {
                if (train.services.contains(m_service.name)) {
                    const QDateTime at = deployedAt(train, environment);
                    m_project.deployments.append({++id, environment, train.version, commit(train.version), u"success"_s,
                        person(), at, at.addSecs(90)});
                }
                if (train.version == current)
                    break;
            }
        }
    }

    QDateTime deployedAt(const TrainRow &train, const QString &environment) const
    {
        // The bad release reached production a quarter of an hour ago; others take a day from stage to stage.
        if (environment == u"production" && train.version == u"2.4.1")
            return m_now.addSecs(-15 * 60);
        const double wait = environment == u"dev" ? 0.02 : environment == u"staging" ? 0.3 : 0.9;
        return m_now.addSecs(-qint64(std::max(0.01, train.daysAgo - wait) * 86'400));
    }

    void numberPipelines()
    {
        qint64 pipeline = 40'000 + m_project.id * 100;
        qint64 job = m_project.id * 100'000;
        for (PipelineRow &row : m_project.pipelines) {
            row.id = ++pipeline;
            for (JobRow &step : row.jobs)
                step.id = ++job;
        }
    }

    const Company &m_company;
    const ServiceRow &m_service;
    QDateTime m_now;
    QRandomGenerator m_random;
    ProjectRow m_project;
};

} // namespace

QString commitOf(const QString &repository, const QString &what)
{
    const QByteArray text = repository.toUtf8() + ' ' + what.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex());
}

ProjectRow projectOf(const Company &company, const ServiceRow &service, qint64 id, quint32 seed, const QDateTime &now)
{
    return Historian(company, service, id, seed, now).write();
}

} // namespace opsdeck::sim::story

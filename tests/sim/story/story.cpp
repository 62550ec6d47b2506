// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/story/story.h"

#include "tests/sim/http/message.h"
#include "tests/sim/story/storyparts.h"

#include <QJsonArray>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

// What is odd tonight, apart from the incident.
const QString driftingImage = u"trading/trading-gateway"_s; ///< one host runs its first push
const QString movedImage = u"monitor/collector"_s; ///< its tag was pushed again after staging had taken it
const QString sickImage = u"shop/search"_s;
const QString driftingTag = u"5.12.0"_s;
const QString movedTag = u"1.9.0"_s;
const QString sickTag = u"2.5.0-rc.1"_s;

harbor::ScanRow scanOf(const QString &repository, QRandomGenerator &random)
{
    harbor::ScanRow scan{u"Success"_s, {}, 0};
    scan.findings.insert(u"Low"_s, random.bounded(14));
    scan.findings.insert(u"Medium"_s, random.bounded(7));
    scan.findings.insert(u"High"_s, random.bounded(3));
    if (repository == u"shop/payment")
        scan.findings.insert(u"Critical"_s, 1);
    scan.fixable = random.bounded(6);
    return scan;
}

} // namespace

Story::Story(quint32 seed, const QDateTime &now, int hosts)
    : m_seed(seed)
    , m_now(QDateTime::fromSecsSinceEpoch(now.toSecsSinceEpoch(), Qt::UTC))
    , m_company(Company::load())
{
    makeHosts(hosts);
    makeImages();
    makeRunning();
    for (const ServiceRow &service : std::as_const(m_company.services))
        m_projects.append(story::projectOf(m_company, service, 101 + m_projects.size(), seed, m_now));
    makeMonitoring();
}

QStringList Story::environments() const
{
    return {u"dev"_s, u"staging"_s, u"production"_s};
}

void Story::makeHosts(int count)
{
    const int all = std::max(3, count);
    const int staging = all >= 5 ? 2 : 1;
    QMap<QString, int> numbers;
    for (int i = 0; i < all; ++i) {
        const QString environment = i == 0 ? u"dev"_s : i <= staging ? u"staging"_s : u"production"_s;
        const QString prefix = i == 0 ? u"dev"_s : i <= staging ? u"stg"_s : u"app"_s;
        const QString name = u"%1-%2"_s.arg(prefix).arg(++numbers[prefix], 2, 10, QLatin1Char('0'));
        m_hosts.append({name, u"127.0.%1.%2"_s.arg(1 + i / 250).arg(1 + i % 250), environment});
    }
}

QStringList Story::hostsOf(const ServiceRow &service, const QString &environment) const
{
    QStringList all;
    for (const HostRow &host : m_hosts) {
        if (host.environment == environment)
            all << host.name;
    }
    const auto index = std::find_if(m_company.services.cbegin(), m_company.services.cend(), [&](const auto &row) {
        return row.name == service.name;
    }) - m_company.services.cbegin();
    const qsizetype count
        = service.vital ? std::max<qsizetype>(3, all.size() / 2) : std::max<qsizetype>(2, all.size() / 4);
    QStringList chosen;
    for (qsizetype i = 0; i < std::min(count, all.size()); ++i)
        chosen << all.at((index + i) % all.size());
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

void Story::makeImages()
{
    QRandomGenerator random(m_seed);
    const auto add = [&](const QString &repository, const QString &tag, const QByteArray &push, const QDateTime &at) {
        ImageRow image{repository, harbor::makeArtifact(repository, {tag}, tag.toUtf8() + push), true};
        image.artifact.pushedAt = at;
        image.artifact.scan = scanOf(repository, random);
        image.healthy = repository != sickImage || tag != sickTag;
        m_images.append(image);
    };
    const QByteArray seed = QByteArray::number(m_seed);
    for (const ServiceRow &service : std::as_const(m_company.services)) {
        const QString repository = service.repository();
        for (const TrainRow &train : m_company.product(service.product).trains) {
            if (!train.services.contains(service.name))
                continue;
            const QDateTime at = m_now.addSecs(-qint64(train.daysAgo * 86'400));
            const bool twice = (repository == driftingImage && train.version == driftingTag)
                || (repository == movedImage && train.version == movedTag);
            if (twice)
                add(repository, train.version, " first push " + seed, at.addSecs(-5 * 3600));
            add(repository, train.version, ' ' + seed, at);
        }
    }
    add(u"library/redis"_s, u"7.2.5"_s, {}, m_now.addDays(-200));
}

/// The n-th push of a tag, by default the last.
QString Story::digestOf(const QString &repository, const QString &tag, qsizetype push) const
{
    QStringList digests;
    for (const ImageRow &image : m_images) {
        if (image.repository == repository && image.artifact.tags.contains(tag))
            digests << image.artifact.digest();
    }
    return push < 0 ? digests.value(digests.size() - 1) : digests.value(push);
}

void Story::makeRunning()
{
    for (const QString &environment : environments()) {
        for (const ServiceRow &service : std::as_const(m_company.services)) {
            const QString version = Company::running(service.product, environment);
            const QString tag = m_company.product(service.product).tagOf(service.name, version);
            const QString repository = service.repository();
            const QStringList hosts = hostsOf(service, environment);
            for (const QString &host : hosts) {
                const bool drifts = repository == driftingImage && tag == driftingTag && environment == u"production"
                    && host == hosts.value(1, hosts.first());
                const bool missedTheMove = repository == movedImage && tag == movedTag && environment == u"staging";
                const QString digest = digestOf(repository, tag, drifts || missedTheMove ? 0 : -1);
                m_running.append({host, service.name, environment, tag, digest});
            }
        }
    }
}

void Story::makeMonitoring()
{
    QMap<QString, QStringList> hosts;
    for (const HostRow &host : std::as_const(m_hosts))
        hosts[host.environment] << host.name;
    m_alerts = story::alertsOf(hosts, m_now);
    m_rules = story::rulesFor(m_alerts);
    m_loads = story::loadsOf(m_company, environments(), m_seed, incidentAt());
}

QByteArray Story::toJson() const
{
    QJsonArray all;
    for (const HostRow &host : m_hosts)
        all.append(QJsonArray{host.name, host.address, host.environment});
    for (const ImageRow &image : m_images)
        all.append(QJsonArray{image.repository, harbor::toJson(image.artifact, 1, true, true), image.healthy});
    for (const RunningRow &row : m_running)
        all.append(QJsonArray{row.host, row.service, row.environment, row.tag, row.digest});
    for (const gitlab::ProjectRow &project : m_projects) {
        all.append(gitlab::toJson(project, {}));
        for (const auto &row : project.pipelines)
            all.append(gitlab::toDetailJson(row, project.id, {}));
        for (const auto &row : project.mergeRequests)
            all.append(gitlab::toJson(row, project.id, {}));
        for (const auto &row : project.deployments)
            all.append(gitlab::toJson(row, 1));
        for (const auto &row : project.branches)
            all.append(gitlab::toJson(row, project.defaultBranch, {}));
    }
    for (const AlertRow &alert : m_alerts)
        all.append(
            QJsonArray{alertFingerprint(alert.labels), alert.annotations.value(u"summary"_s), isoTime(alert.startsAt)});
    for (const LoadRow &load : m_loads)
        all.append(QJsonArray{load.service, load.environment, load.rate, load.errorRatio, load.latency});
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

} // namespace opsdeck::sim

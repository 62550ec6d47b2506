// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of servers, hosts and programs.
#include "tests/fuzz/targets.h"

#include "app/deploy/hostfactsparse.h"
#include "app/deploy/imagepresence.h"
#include "app/workspace/feedmappingreader.h"
#include "backends/alertmanager/parse.h"
#include "backends/alertmanager/silencing.h"
#include "backends/docker/parse.h"
#include "backends/falcon/parse.h"
#include "backends/feed/parse.h"
#include "backends/gitlab/parse.h"
#include "backends/gitlab/releaseparse.h"
#include "backends/grafana/parse.h"
#include "backends/harbor/parse.h"
#include "backends/harbor/replicationparse.h"
#include "backends/harbor/retentionparse.h"
#include "backends/http/client.h"
#include "backends/http/errorbody.h"
#include "backends/http/httpdate.h"
#include "backends/http/pacer.h"
#include "backends/json/json.h"
#include "backends/prometheus/parse.h"
#include "backends/registry/manifest.h"
#include "backends/registry/parse.h"
#include "backends/ssh/agent.h"
#include "backends/traffic/envoyfile.h"
#include "backends/traffic/haproxylines.h"
#include "backends/traffic/nginxfile.h"
#include "backends/webhook/answer.h"
#include "backends/zabbix/alerts.h"
#include "backends/zabbix/maintenances.h"
#include "models/domain/alertmetric.h"
#include "models/domain/image.h"

namespace opsdeck::testing {

namespace {

const SourceId source(QStringLiteral("fuzz"));
const HostId host(QStringLiteral("fuzz"));

void alertmanager(const QByteArray &bytes)
{
    (void)alertmanager::parseStatus(bytes, source);
    (void)alertmanager::parseCluster(bytes, source);
    (void)alertmanager::parseAlerts(bytes, source);
    (void)alertmanager::parseSilences(bytes, source);
    (void)alertmanager::parseSilenceId(bytes, source);
}

void falcon(const QByteArray &bytes)
{
    (void)falcon::parseLogin(bytes, source);
    (void)falcon::parseCases(bytes, source);
    (void)falcon::parseNotes(bytes, source);
}

void robot(const QByteArray &bytes)
{
    http::Answer answer;
    answer.status = 200;
    answer.body = bytes;
    for (const QString &kind :
        {QStringLiteral("wecom"), QStringLiteral("dingtalk"), QStringLiteral("feishu"), QStringLiteral("webhook")})
        (void)webhook::judge(kind, answer, source.text());
}

void grafana(const QByteArray &bytes)
{
    (void)grafana::parseHealth(bytes, source);
    (void)grafana::parseAnnotations(bytes, source);
    Alert alert;
    alert.annotations.insert(QStringLiteral("__values__"), QString::fromUtf8(bytes));
    grafana::describeValue(alert);
}

/// A mapping, a blank line, and what it is about.
void feed(const QByteArray &bytes)
{
    const auto blank = bytes.indexOf("\n\n");
    Diagnostics diagnostics;
    const auto mapping = parseFeedMapping(bytes.left(blank), QStringLiteral("mapping.yaml"), diagnostics);
    if (mapping)
        (void)feed::parse(blank < 0 ? QByteArray() : bytes.mid(blank + 2), *mapping, source);
    (void)FeedTemplate::parse(QString::fromUtf8(bytes));
}

void prometheus(const QByteArray &bytes)
{
    (void)prometheus::parseBuildInfo(bytes, source);
    (void)prometheus::parseAlerts(bytes, source, QStringLiteral("http://prometheus"));
    (void)prometheus::parseRules(bytes, source);
    (void)prometheus::parseMetric(bytes, source);
}

void gitlab(const QByteArray &bytes)
{
    const gitlab::Scope scope{source, 1};
    (void)gitlab::parseVersion(bytes, scope);
    (void)gitlab::parseToken(bytes, scope);
    (void)gitlab::parseProject(bytes, scope);
    (void)gitlab::parseProjects(bytes, scope);
    (void)gitlab::parseBranches(bytes, scope);
    (void)gitlab::parseTags(bytes, scope);
    (void)gitlab::parseReleases(bytes, scope);
    (void)gitlab::parsePipelines(bytes, scope);
    if (const auto jobs = gitlab::parseJobs(bytes, scope))
        (void)gitlab::inStageOrder(*jobs);
    (void)gitlab::parseMergeRequests(bytes, scope);
    (void)gitlab::parseEnvironments(bytes, scope);
    (void)gitlab::parseDeployments(bytes, scope);
    (void)gitlab::parseBranch(bytes, scope);
    (void)gitlab::parseTag(bytes, scope);
    (void)gitlab::parseFile(bytes, scope);
    (void)gitlab::parseCommit(bytes, scope);
    (void)gitlab::parseCommits(bytes, scope);
    (void)gitlab::parsePipelineDetail(bytes, scope);
    (void)gitlab::parseFailedJobs(bytes, scope);
    (void)gitlab::parseFreezePeriods(bytes, scope);
    (void)gitlab::jobLogTail(bytes, 20);
}

void harbor(const QByteArray &bytes)
{
    (void)harbor::parseSystemInfo(bytes, source);
    (void)harbor::parseCurrentUser(bytes, source);
    (void)harbor::parseProjects(bytes, source);
    (void)harbor::parseRepositories(bytes, source);
    (void)harbor::parseArtifacts(bytes, source, QStringLiteral("shop/cart"));
    (void)harbor::parseRetentionId(bytes, source);
    (void)harbor::parseImmutableRules(bytes, source);
    KeepingRules rules{.project = QStringLiteral("shop"), .repository = QStringLiteral("cart")};
    rules.images = harbor::parseKeptImages(bytes, source).value_or(QList<KeptImage>());
    if (const auto policy = harbor::parseRetention(bytes, source)) {
        rules.policy = *policy;
        rules.images = {KeptImage{.tags = {QStringLiteral("v1")}}};
        (void)outlookOf(rules, Digest(), QDateTime());
    }
}

/// What a Harbor says of the copying that it does.
void replication(const QByteArray &bytes)
{
    const auto policies = harbor::parseReplicationPolicies(bytes, source);
    for (const ReplicationPolicy &policy : policies.value_or(QList<ReplicationPolicy>()))
        (void)replicatedName(policy, QStringLiteral("shop/team/cart"));
    (void)harbor::parseReplicationExecutions(bytes, source);
    (void)harbor::parseReplicationExecution(bytes, source);
    (void)harbor::parseReplicationTasks(bytes, source);
    (void)harbor::executionIn(bytes);
}

void zabbix(const QByteArray &bytes)
{
    (void)zabbix::refusalIn(bytes, source);
    if (const auto version = zabbix::parseVersion(bytes, source))
        (void)zabbix::Dialect::of(*version);
    (void)zabbix::parseLogin(bytes, source);
    (void)zabbix::parseAccount(bytes, source);
    (void)zabbix::parseToken(bytes, source);
    (void)zabbix::parseDeniedActs(bytes, source);
    (void)zabbix::parseDeniesMaintenance(bytes, source);
    if (const auto planned = zabbix::parsePlanned(bytes, source))
        (void)zabbix::silencesOf(*planned, source, QDateTime::fromSecsSinceEpoch(1'700'000'000));
    (void)zabbix::parseMaintenanceId(bytes, source);
    (void)zabbix::parseHosts(bytes, source);
    const auto problems = zabbix::parseProblems(bytes, source);
    const auto triggers = zabbix::parseTriggers(bytes, source);
    const auto users = zabbix::parseUsers(bytes, source);
    (void)zabbix::parseMaintenances(bytes, source);
    // One answer cannot be all of them, so that an empty trigger stands in for the one that a problem names.
    zabbix::Surroundings around{source, QStringLiteral("http://zabbix"), {}, {}};
    around.triggers = triggers.value_or(QHash<qint64, zabbix::Trigger>());
    around.users = users.value_or(QHash<qint64, QString>());
    for (const zabbix::Problem &problem : problems.value_or(QList<zabbix::Problem>()))
        around.triggers.insert(problem.trigger, zabbix::Trigger());
    (void)zabbix::alertsOf(problems.value_or(QList<zabbix::Problem>()), around);
    for (const zabbix::Trigger &trigger : std::as_const(around.triggers))
        (void)zabbix::thresholdOf(trigger.expression);
}

void docker(const QByteArray &bytes)
{
    auto containers = docker::parseContainers(bytes, host);
    const auto images = docker::parseImages(bytes, host);
    if (containers && images)
        docker::fillDigests(*containers, *images);
    (void)docker::parseEngine(bytes, bytes, host);
    (void)docker::parseIdentity(bytes, host);
    const QString text = QString::fromUtf8(bytes);
    (void)docker::healthFromStatus(text);
    (void)docker::lowerApiVersion(text, QStringLiteral("1.41"));
}

/// What `docker image inspect` printed: what it found, and what it complains of.
void images(const QByteArray &bytes)
{
    QList<ImageRef> wanted;
    for (const char *name : {"reg.example:5000/shop/cart:1", "shop/cart:1"}) {
        const auto image = ImageRef::parse(QString::fromLatin1(name));
        wanted += {*image, image->pinned(Digest::parse(QStringLiteral("sha256:") + QString(64, u'a')))};
    }
    (void)imagesInspected({1, {}, bytes, bytes}, wanted);
}

void registry(const QByteArray &bytes)
{
    (void)registry::parseToken(bytes, QStringLiteral("fuzz"));
    (void)registry::parseTags(bytes, QStringLiteral("fuzz"));
    for (const char *told : {"", "application/vnd.oci.image.index.v1+json; charset=utf-8"})
        (void)registry::parseManifest(bytes, QString::fromLatin1(told), QStringLiteral("fuzz"));
    (void)ImageRef::parse(QString::fromUtf8(bytes));
    (void)Digest::parse(QString::fromUtf8(bytes));
}

/// Header values of an answer, and an address that leads on.
void headers(const QByteArray &bytes)
{
    http::Answer answer;
    answer.status = 200;
    answer.headers = {{"link", bytes}, {"www-authenticate", bytes}, {"ratelimit-limit", "100"},
        {"ratelimit-remaining", bytes}, {"ratelimit-reset", bytes}};
    const http::Url current(QByteArray("http://127.0.0.1/api?page=1"));
    (void)answer.link("next");
    (void)http::nextPage(current, answer, QStringLiteral("fuzz"), {current});
    (void)current.resolved(bytes).origin();
    (void)http::parseHttpDate(bytes);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    (void)http::retryAfter(bytes, now);
    (void)http::headroomOf(answer, now);
    if (const auto challenge = registry::parseChallenge(answer))
        (void)registry::mayTrustRealm(current, current.resolved(challenge->realm));
    (void)registry::bytesHeld(bytes);
}

void errorBody(const QByteArray &bytes)
{
    http::Answer answer;
    answer.status = 502;
    answer.body = bytes;
    (void)http::errorWords(answer);
    (void)http::expectSuccess(answer, QStringLiteral("fuzz"));
}

void times(const QByteArray &bytes)
{
    (void)json::toTime(QString::fromUtf8(bytes));
}

/// What a rule measures, and what a link to its page says, as a server wrote them.
void alertMetric(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    AlertRow row{.name = QStringLiteral("fuzz"), .threshold = text};
    const QList<Connection> connections{
        {.id = source, .kind = QStringLiteral("prometheus"), .url = QStringLiteral("http://prometheus:9090")}};
    (void)metricOf(row, {{.source = source, .name = row.name, .query = text}}, connections);
    row.link = safeLink(text);
    (void)metricOf(row, {}, connections);
}

void hostFacts(const QByteArray &bytes)
{
    const HostQuestions questions{{QStringLiteral("/srv/shop")}, {QStringLiteral("/srv/shop/docker-compose.yml")},
        {{QStringLiteral("/srv/shop/.env"), {QStringLiteral("PORT")}}},
        {QStringLiteral("reg.example:5000/shop/cart:1")}};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    (void)parseHostFacts(bytes, "MARK", questions, {now, now});
}

/// The keys that an SSH agent holds, as it tells them.
void agent(const QByteArray &bytes)
{
    (void)parseAgentKeys(bytes);
}

/// A balancer's answers and files.
void balancer(const QByteArray &bytes)
{
    (void)haproxy::parseServersState(bytes, QStringLiteral("shop"));
    (void)haproxy::parseStat(bytes, QStringLiteral("shop"));
    (void)haproxy::parseSet(bytes);
    (void)nginx::parseUpstream(bytes, QStringLiteral("shop"));
    (void)envoy::parseClusters(bytes, {QStringLiteral("blue"), QStringLiteral("green")});
    (void)envoy::rewriteClusters(bytes, {{QStringLiteral("blue"), 20}, {QStringLiteral("green"), 80}});
}

} // namespace

const std::map<std::string, FuzzTarget> &fuzzTargets()
{
    static const auto targets = [] {
        std::map<std::string, FuzzTarget> all = fileTargets();
        all.insert({{"alertmanager", alertmanager}, {"prometheus", prometheus}, {"zabbix", zabbix}, {"gitlab", gitlab},
            {"harbor", harbor}, {"replication", replication}, {"docker", docker}, {"images", images},
            {"registry", registry}, {"headers", headers}, {"errorbody", errorBody}, {"times", times},
            {"falcon", falcon}, {"grafana", grafana}, {"feed", feed}, {"robot", robot}, {"alertmetric", alertMetric},
            {"hostfacts", hostFacts}, {"agent", agent}, {"balancer", balancer}});
        return all;
    }();
    return targets;
}

} // namespace opsdeck::testing

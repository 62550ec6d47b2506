// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include "app/deploy/composeneeds.h"
#include "app/deploy/hostfactsparse.h"
#include "app/workspace/billfile.h"
#include "app/workspace/catalogfiles.h"
#include "app/workspace/composefile.h"
#include "app/workspace/feedmappingreader.h"
#include "app/workspace/sitesfile.h"
#include "app/workspace/workspaceeditor.h"
#include "app/workspace/workspacereader.h"
#include "backends/alertmanager/parse.h"
#include "backends/alertmanager/silencing.h"
#include "backends/docker/parse.h"
#include "backends/falcon/parse.h"
#include "backends/feed/firstseen.h"
#include "backends/feed/parse.h"
#include "backends/gitlab/cursor.h"
#include "backends/gitlab/parse.h"
#include "backends/gitlab/releaseparse.h"
#include "backends/grafana/parse.h"
#include "backends/harbor/cursor.h"
#include "backends/harbor/parse.h"
#include "backends/harbor/retentionparse.h"
#include "backends/http/client.h"
#include "backends/http/errorbody.h"
#include "backends/http/httpdate.h"
#include "backends/http/memory.h"
#include "backends/json/json.h"
#include "backends/prometheus/parse.h"
#include "backends/registry/parse.h"
#include "backends/ssh/knownhosts.h"
#include "backends/ssh/sshconfig.h"
#include "backends/traffic/envoyfile.h"
#include "backends/traffic/haproxylines.h"
#include "backends/traffic/nginxfile.h"
#include "backends/webhook/answer.h"
#include "backends/zabbix/alerts.h"
#include "models/domain/alertmetric.h"
#include "models/domain/cron.h"
#include "models/domain/deployplan.h"
#include "models/domain/gitrelease.h"
#include "models/domain/image.h"
#include "models/domain/lease.h"
#include "models/domain/precheckjson.h"

namespace opsdeck::testing {

namespace {

const SourceId source(QStringLiteral("fuzz"));
const HostId host(QStringLiteral("fuzz"));

void alertmanager(const QByteArray &bytes)
{
    (void)alertmanager::parseStatus(bytes, source);
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
    for (const QString &kind : {QStringLiteral("wecom"), QStringLiteral("dingtalk"), QStringLiteral("feishu")})
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
    (void)gitlab::parseFile(bytes, scope);
    (void)gitlab::parseCommit(bytes, scope);
    (void)gitlab::parseCommits(bytes, scope);
    (void)gitlab::parsePipelineDetail(bytes, scope);
    (void)gitlab::parseFailedJobs(bytes, scope);
    (void)gitlab::parseFreezePeriods(bytes, scope);
    (void)gitlab::jobLogTail(bytes, 20);
    (void)gitPlanFromJson(bytes);
}

void harbor(const QByteArray &bytes)
{
    (void)harbor::parseSystemInfo(bytes, source);
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

void zabbix(const QByteArray &bytes)
{
    (void)zabbix::refusalIn(bytes, source);
    if (const auto version = zabbix::parseVersion(bytes, source))
        (void)zabbix::Dialect::of(*version);
    (void)zabbix::parseLogin(bytes, source);
    (void)zabbix::parseAccount(bytes, source);
    (void)zabbix::parseToken(bytes, source);
    (void)zabbix::parseDeniedActs(bytes, source);
    const auto problems = zabbix::parseProblems(bytes, source);
    const auto triggers = zabbix::parseTriggers(bytes, source);
    const auto users = zabbix::parseUsers(bytes, source);
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
}

void registry(const QByteArray &bytes)
{
    (void)registry::parseToken(bytes, QStringLiteral("fuzz"));
    (void)registry::parseTags(bytes, QStringLiteral("fuzz"));
    (void)ImageRef::parse(QString::fromUtf8(bytes));
    (void)Digest::parse(QString::fromUtf8(bytes));
}

/// Header values of an answer, and an address that leads on.
void headers(const QByteArray &bytes)
{
    http::Answer answer;
    answer.status = 200;
    answer.headers = {{"link", bytes}};
    const http::Url current(QByteArray("http://127.0.0.1/api?page=1"));
    (void)answer.link("next");
    (void)http::nextPage(current, answer, QStringLiteral("fuzz"), {current});
    (void)current.resolved(bytes).origin();
    (void)http::parseHttpDate(bytes);
    (void)http::retryAfter(bytes, QDateTime::currentDateTimeUtc());
}

void errorBody(const QByteArray &bytes)
{
    http::Answer answer;
    answer.status = 502;
    answer.body = bytes;
    (void)http::errorWords(answer);
    (void)http::expectSuccess(answer, QStringLiteral("fuzz"));
}

void compose(const QByteArray &bytes)
{
    const QString origin = QStringLiteral("docker-compose.yml");
    const auto services = parseCompose(bytes, origin);
    if (!services || services->isEmpty())
        return;
    const auto image = ImageRef::parse(QStringLiteral("127.0.0.1:5000/shop/cart:1"));
    (void)withImages(bytes, {{services->first().name, *image}}, origin);
}

void workspaceEdit(const QByteArray &bytes)
{
    Connection connection;
    connection.id = SourceId(QStringLiteral("gitlab"));
    connection.kind = QStringLiteral("gitlab");
    connection.url = QStringLiteral("https://git.example");
    (void)withConnection(bytes, connection);
}

/// A catalog, and a workspace on it: the same bytes as both, which costs nothing and finds more.
void workspace(const QByteArray &bytes)
{
    Diagnostics diagnostics;
    const Catalog catalog = parseCatalog({{QStringLiteral("catalog/all.yaml"), bytes}}, diagnostics);
    const QString file = QStringLiteral("opsdeck.yaml");
    for (const YAML::Node &document : parseYaml(bytes, file, diagnostics))
        (void)WorkspaceReader(QStringLiteral("/ws"), catalog).read(YamlMap(document, file, diagnostics));
}

/// What we wrote ourselves and read again from a file that may be damaged.
void cursors(const QByteArray &bytes)
{
    (void)gitlab::Cursor::parse(bytes);
    (void)harbor::Cursor::parse(bytes);
    (void)feed::FirstSeen::fromText(bytes).toText();
    (void)http::Memory::fromText(bytes, http::Url(QByteArray("http://127.0.0.1/api")));
}

void times(const QByteArray &bytes)
{
    (void)json::toTime(QString::fromUtf8(bytes));
}

void knownHosts(const QByteArray &bytes)
{
    const KnownHosts hosts = KnownHosts::parse(bytes, QStringLiteral("known_hosts"));
    const auto keys = hosts.keysOf(knownHostsName(QStringLiteral("app-01"), 2222));
    (void)judgeHostKey(keys, bytes);
    (void)preferredHostKeyAlgorithms(keys);
}

void sshConfig(const QByteArray &bytes)
{
    const auto config = parseSshConfig(bytes, QStringLiteral("config"));
    if (!config)
        return;
    const SshQuery query{"app-01", "deploy", "li"};
    if (const auto settings = sshSettings(*config, query))
        (void)settings->number("port", 22, 1, 65535);
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

void plan(const QByteArray &bytes)
{
    (void)planFromJson(bytes);
    (void)precheckRecordFromJson(bytes);
}

void lease(const QByteArray &bytes)
{
    (void)leaseFromJson(bytes, QStringLiteral("fuzz"));
}

void cron(const QByteArray &bytes)
{
    const QDateTime now(QDate(2026, 2, 27), QTime(23, 59), Qt::UTC);
    if (const auto rule = CronRule::parse(QString::fromUtf8(bytes))) {
        (void)rule->next(now);
        (void)rule->last(now);
    }
}

void composeFile(const QByteArray &bytes)
{
    (void)composeNeeds(bytes, QStringLiteral("/srv/fuzz"), QStringLiteral("fuzz"));
}

void hostFacts(const QByteArray &bytes)
{
    HostQuestions questions;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    (void)parseHostFacts(bytes, "MARK", questions, {now, now});
}

void bills(const QByteArray &bytes)
{
    Diagnostics faults;
    (void)parseBill(bytes, ProductId(QStringLiteral("shop")), QStringLiteral("1.0"), QStringLiteral("fuzz"), faults);
    (void)parseSites(bytes, QStringLiteral("fuzz"), faults);
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
    static const std::map<std::string, FuzzTarget> targets{{"alertmanager", alertmanager}, {"prometheus", prometheus},
        {"zabbix", zabbix}, {"gitlab", gitlab}, {"harbor", harbor}, {"docker", docker}, {"registry", registry},
        {"headers", headers}, {"errorbody", errorBody}, {"compose", compose}, {"workspace", workspace},
        {"workspaceedit", workspaceEdit}, {"cursors", cursors}, {"times", times}, {"plan", plan}, {"falcon", falcon},
        {"grafana", grafana}, {"feed", feed}, {"knownhosts", knownHosts}, {"sshconfig", sshConfig}, {"robot", robot},
        {"alertmetric", alertMetric}, {"lease", lease}, {"cron", cron}, {"composeneeds", composeFile},
        {"hostfacts", hostFacts}, {"bills", bills}, {"balancer", balancer}};
    return targets;
}

} // namespace opsdeck::testing

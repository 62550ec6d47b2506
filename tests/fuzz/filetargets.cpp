// SPDX-License-Identifier: GPL-3.0-or-later
// Files that people wrote, and what we wrote ourselves and read again from where others can write, too.
#include "app/deploy/composeneeds.h"
#include "app/deploy/composevariables.h"
#include "app/workspace/billfile.h"
#include "app/workspace/catalogfiles.h"
#include "app/workspace/checkpolicyreader.h"
#include "app/workspace/composefile.h"
#include "app/workspace/maintenancereader.h"
#include "app/workspace/sitesfile.h"
#include "app/workspace/trafficreader.h"
#include "app/workspace/workspaceeditor.h"
#include "app/workspace/workspacereader.h"
#include "backends/feed/firstseen.h"
#include "backends/gitlab/cursor.h"
#include "backends/harbor/cursor.h"
#include "backends/http/fingerprint.h"
#include "backends/http/memory.h"
#include "backends/ssh/knownhosts.h"
#include "backends/ssh/sshconfig.h"
#include "backends/store/columns.h"
#include "backends/webhook/address.h"
#include "models/domain/alertcare.h"
#include "models/domain/alertfilter.h"
#include "models/domain/alertgrouping.h"
#include "models/domain/alertphrase.h"
#include "models/domain/cron.h"
#include "models/domain/delivery.h"
#include "models/domain/deployrun.h"
#include "models/domain/gitrelease.h"
#include "models/domain/lease.h"
#include "models/domain/precheckjson.h"
#include "models/domain/silencematch.h"
#include "models/domain/trafficshift.h"
#include "models/domain/versionorder.h"
#include "models/domain/whatchanged.h"
#include "models/items/ledgertext.h"
#include "tests/fuzz/targets.h"

#include <QJsonDocument>

#include <SQLiteCpp/Database.h>

namespace opsdeck::testing {

namespace {

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
    for (const YAML::Node &document : parseYaml(bytes, file, diagnostics)) {
        const YamlMap root(document, file, diagnostics);
        const Workspace read = WorkspaceReader(QStringLiteral("/ws"), catalog).read(root);
        (void)readTraffic(document, file, read, diagnostics);
    }
}

/// `traffic:` in a workspace that has what a route speaks of, which fuzzing would not find by itself.
void trafficFile(const QByteArray &bytes)
{
    Workspace around;
    Environment environment;
    environment.id = EnvironmentId(QStringLiteral("production"));
    around.environments = {environment};
    Product product;
    product.id = ProductId(QStringLiteral("shop"));
    around.products = {product};
    for (const char *name : {"lb-01", "app-01", "app-02"}) {
        HostSpec spec;
        spec.id = HostId(QString::fromLatin1(name));
        around.hosts.append(spec);
    }
    Diagnostics diagnostics;
    const QString file = QStringLiteral("opsdeck.yaml");
    for (const YAML::Node &document : parseYaml(bytes, file, diagnostics)) {
        for (const TrafficRoute &route : readTraffic(document, file, around, diagnostics)) {
            (void)routeFromJson(toJson(route));
            (void)gateChecks(route);
            (void)tenantsAt(route, 50);
        }
    }
}

/// `policies: checks:`.
void checkPolicy(const QByteArray &bytes)
{
    Diagnostics diagnostics;
    const QString file = QStringLiteral("opsdeck.yaml");
    for (const YAML::Node &document : parseYaml(bytes, file, diagnostics))
        (void)readCheckPolicy(YamlMap(document, file, diagnostics), {QStringLiteral("cart")});
}

/// What we wrote ourselves and read again from a file that may be damaged.
void cursors(const QByteArray &bytes)
{
    (void)gitlab::Cursor::parse(bytes);
    (void)harbor::Cursor::parse(bytes);
    (void)feed::FirstSeen::fromText(bytes).toText();
    (void)http::Memory::fromText(bytes, http::Url(QByteArray("http://127.0.0.1/api")));
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

void plan(const QByteArray &bytes)
{
    if (const auto read = planFromJson(bytes)) {
        (void)planHash(*read);
        (void)batchesOf(read->hosts(), read->rollout);
        DeployRun run = startRun(RunId(QStringLiteral("fuzz")), *read, read->createdAt);
        markInterrupted(run);
        (void)progressOf(run);
    }
    if (const auto read = gitPlanFromJson(bytes)) {
        (void)commitMessage(*read, RunId(QStringLiteral("fuzz")));
        for (const GitFileEdit &edit : read->files)
            (void)diffOf(edit);
    }
    if (const auto read = precheckRecordFromJson(bytes))
        (void)toJson(*read);
}

/// A route, and lines of a ledger about shifts, one entry a line.
void shifts(const QByteArray &bytes)
{
    (void)routeFromJson(QJsonDocument::fromJson(bytes).object());
    QList<LedgerEntry> entries;
    for (const QByteArray &line : bytes.split('\n')) {
        LedgerEntry entry;
        entry.number = entries.size() + 1;
        entry.action = QStringLiteral("traffic.") + QJsonDocument::fromJson(line)[u"kind"].toString();
        entry.detail = line;
        entries.append(entry);
    }
    for (TrafficShift shift : shiftsOf(entries).shifts) {
        (void)mayGoOn(shift);
        (void)mayTakeBack(shift);
        (void)isAtEnd(shift.route, shift.share);
        markInterrupted(shift);
    }
}

/// The detail of a ledger's entry, whatever the entry says it is of.
void ledger(const QByteArray &bytes)
{
    ChangeIndexInput input;
    for (const char *action :
        {"alert.acknowledged", "alert.commented", "notify.sent", "config.changed", "runbook.run"}) {
        LedgerEntry entry;
        entry.action = QString::fromLatin1(action);
        entry.outcome = QStringLiteral("done");
        entry.reference = QStringLiteral("fuzz");
        entry.detail = bytes;
        (void)deedOf(entry);
        (void)deliveryOf(entry);
        entry.hash = chainHash(entry, QString(64, u'0'));
        input.entries.append(entry);
    }
    (void)deedsByAlert(input.entries);
    (void)firstBrokenLink(input.entries);
    (void)ChangeIndex(input).isEmpty();
    (void)prettyDetail(bytes);
    Redaction redaction;
    redaction.learn(QStringLiteral("hunter22"));
    (void)redaction.cleanJson(bytes);
    (void)phraseOf({{QStringLiteral("opsdeck/phrase"), QString::fromUtf8(bytes)}});
}

/// A column of a store that somebody has altered.
void columns(const QByteArray &bytes)
{
    SQLite::Database memory(":memory:");
    SQLite::Statement statement(memory, "SELECT ?");
    statement.bind(1, bytes.toStdString());
    if (!statement.executeStep())
        return;
    const SQLite::Column column = statement.getColumn(0);
    const auto readAs = [&column](auto value) { store::get(column, value); };
    readAs(Labels());
    readAs(QStringList());
    readAs(QList<Digest>());
    readAs(QList<Job>());
    readAs(QList<Silence::Matcher>());
    readAs(QList<AlertNote>());
    readAs(Digest());
    readAs(QDateTime());
    readAs(Severity::Info);
}

/// What people type or put into a line of a file, and words of servers that are compared.
void texts(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    AlertRow row;
    row.name = text.left(100);
    row.labels = {{QStringLiteral("service"), text}};
    (void)AlertFilter::parse(text).matches(row, text);
    (void)groupingValue(row, AlertGrouping::parse(text));
    if (const auto matcher = matcherFromText(text))
        (void)SilenceMatch({*matcher}).matches(row.labels);
    (void)compareVersions(text.section(u'\n', 0, 0), text.section(u'\n', 1, 1));
    (void)fillFromDefaults(text);
    (void)BatchSize::parse(text);
    (void)http::parseFingerprint(text);
    (void)oneLine(text, 80);
    if (const auto address = webhook::addressOf(text, QStringLiteral("fuzz")))
        webhook::learnKeys(Redaction(), *address);
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

void bills(const QByteArray &bytes)
{
    Diagnostics faults;
    (void)parseBill(bytes, ProductId(QStringLiteral("shop")), QStringLiteral("1.0"), QStringLiteral("fuzz"), faults);
    (void)parseSites(bytes, QStringLiteral("fuzz"), faults);
}

} // namespace

std::map<std::string, FuzzTarget> fileTargets()
{
    return {{"compose", compose}, {"workspace", workspace}, {"workspaceedit", workspaceEdit}, {"traffic", trafficFile},
        {"checkpolicy", checkPolicy}, {"cursors", cursors}, {"knownhosts", knownHosts}, {"sshconfig", sshConfig},
        {"plan", plan}, {"shifts", shifts}, {"ledger", ledger}, {"columns", columns}, {"lease", lease}, {"cron", cron},
        {"composeneeds", composeFile}, {"bills", bills}, {"texts", texts}};
}

} // namespace opsdeck::testing

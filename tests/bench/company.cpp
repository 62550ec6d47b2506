// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/company.h"

#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"
#include "tests/support/run.h"

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int services = 60;
constexpr int systems = 6;
constexpr int projects = 300;

const SourceId gitlab(u"gitlab"_s);
const SourceId harbor(u"harbor"_s);
const SourceId alertmanager(u"alertmanager"_s);

QDateTime ago(qint64 seconds)
{
    return QDateTime::currentDateTimeUtc().addSecs(-seconds);
}

QString nameOf(int service)
{
    return u"service-%1"_s.arg(service % services);
}

QByteArray catalog()
{
    QString text = u"---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: sre}\n"
                   "spec: {type: team, children: []}\n"_s;
    for (int i = 0; i < systems; ++i)
        text += u"---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: system-%1}\n"
                "spec: {owner: sre}\n"_s.arg(i);
    for (int i = 0; i < services; ++i)
        text += u"---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: %1}\n"
                "spec: {type: service, owner: sre, system: system-%2, dependsOn: [%3]}\n"_s.arg(nameOf(i))
                    .arg(i % systems)
                    .arg(i < 2 ? QString() : u"component:"_s + nameOf(i / 2));
    return text.toUtf8();
}

/// `count` rows made by `make(i)`.
template <typename Fn> auto rowsOf(int count, Fn make)
{
    QList<decltype(make(0))> rows;
    rows.reserve(count);
    for (int i = 0; i < count; ++i)
        rows.append(make(i));
    return rows;
}

Alert alert(int i)
{
    Alert alert{.key = {alertmanager, QString::number(i, 16)}, .name = u"HighErrorRate"_s};
    alert.severity = i % 10 == 0 ? Severity::Critical : Severity::Warning;
    alert.summary = u"More than 5 % of the requests to %1 fail"_s.arg(nameOf(i));
    alert.labels = {{u"alertname"_s, alert.name}, {u"service"_s, nameOf(i)}, {u"environment"_s, u"production"_s},
        {u"instance"_s, u"10.0.0.%1:9100"_s.arg(i % 250)}};
    alert.startsAt = alert.updatedAt = ago(60 + i * 7);
    return alert;
}

Pipeline pipeline(int i)
{
    return {.source = gitlab,
        .project = i % projects,
        .id = i,
        .ref = u"main"_s,
        .sha = QString(40, u'a'),
        .status = u"success"_s,
        .origin = u"push"_s,
        .webUrl = u"https://gitlab.example/shop/%1/-/pipelines/%2"_s.arg(nameOf(i)).arg(i),
        .createdAt = ago(i),
        .updatedAt = ago(i)};
}

MergeRequest mergeRequest(int i)
{
    return {.source = gitlab,
        .project = i % projects,
        .iid = i / projects,
        .title = u"Retry payments that the bank turned away, part %1"_s.arg(i),
        .state = u"merged"_s,
        .author = u"li.na"_s,
        .sourceBranch = u"retry-%1"_s.arg(i),
        .targetBranch = u"main"_s,
        .createdAt = ago(i),
        .updatedAt = ago(i),
        .mergedAt = ago(i)};
}

GitDeployment deployment(int i)
{
    return {.source = gitlab,
        .project = i % projects,
        .id = i,
        .environment = u"production"_s,
        .ref = u"v2.4.%1"_s.arg(i % 40),
        .sha = QString(40, u'b'),
        .status = u"success"_s,
        .by = u"li.na"_s,
        .createdAt = ago(i),
        .updatedAt = ago(i)};
}

Artifact artifact(int i)
{
    const QString digest = u"sha256:"_s + QString::number(i, 16).rightJustified(64, u'0');
    return {.source = harbor,
        .repository = u"shop/"_s + nameOf(i),
        .digest = Digest::parse(digest),
        .tags = {u"2.4.%1"_s.arg(i / services)},
        .size = 80'000'000,
        .pushedAt = ago(i)};
}

/// The store indexes while nobody asks for anything: until its files grow no more.
void waitUntilIndexed(const QString &folder)
{
    const auto size = [&folder] {
        qint64 sum = 0;
        for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files))
            sum += file.size();
        return sum;
    };
    for (qint64 last = -1; last != size();) {
        last = size();
        testing::spinUntil([] { return false; }, 1'000);
    }
}

SyncBatch gitHistory()
{
    SyncBatch batch;
    batch.rows.append(Upsert<Project>{rowsOf(projects, [](int i) {
        return Project{gitlab, i, u"shop/"_s + nameOf(i) + (i < services ? QString() : QString::number(i)), nameOf(i)};
    })});
    batch.rows.append(Upsert<Pipeline>{rowsOf(60'000, pipeline)});
    batch.rows.append(Upsert<MergeRequest>{rowsOf(20'000, mergeRequest)});
    batch.rows.append(Upsert<GitDeployment>{rowsOf(16'000, deployment)});
    return batch;
}

} // namespace

void useHome(const QString &folder)
{
    qputenv("OPSDECK_DATA_HOME", (folder + u"/data"_s).toUtf8());
    qputenv("OPSDECK_CONFIG_HOME", (folder + u"/config"_s).toUtf8());
    qputenv("XDG_CONFIG_HOME", (folder + u"/settings"_s).toUtf8());
}

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("Cannot write %s", qPrintable(path));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

BenchWorkspace::BenchWorkspace(const QString &connections, const QString &hosts)
{
    const QString text = u"name: bench\ntitle: Bench\nconnections:\n%1environments:\n  - name: production\n"
                         "    title: Production\n    production: true\n%2"_s.arg(
                             connections, hosts.isEmpty() ? QString() : u"hosts:\n"_s + hosts);
    writeFile(folder() + u"/catalog/all.yaml"_s, catalog());
    writeFile(folder() + u"/opsdeck.yaml"_s, text.toUtf8());
    useHome(m_dir.path());
}

Workspace BenchWorkspace::load() const
{
    const LoadedWorkspace loaded = loadWorkspace(folder());
    for (const Diagnostic &fault : loaded.diagnostics)
        qFatal("The benchmark's workspace has a fault: %s", qPrintable(fault.message));
    return loaded.workspace;
}

void fillCache(const Workspace &workspace)
{
    const QString folder = storeFolder(workspace, standardFolders());
    const auto stores = openStores(folder);
    if (!stores)
        qFatal("%s", qPrintable(stores.error().detail));
    const auto commit = [&](const SourceId &source, const QString &kind, const SyncBatch &batch) {
        SourceRecord record{.id = source, .kind = kind, .identity = {kind, u"1.0"_s}};
        record.lastAttempt = record.lastSuccess = ago(0);
        if (const auto stored = testing::wait((*stores)->cache().commit(record, batch)); !stored)
            qFatal("%s", qPrintable(stored.error().detail));
    };
    commit(alertmanager, u"alertmanager"_s, {.rows = {Snapshot<Alert>{rowsOf(200, alert)}}});
    commit(harbor, u"harbor"_s, {.rows = {Upsert<Artifact>{rowsOf(3'500, artifact)}}});
    commit(gitlab, u"gitlab"_s, gitHistory());
    waitUntilIndexed(folder);
}

} // namespace opsdeck::bench

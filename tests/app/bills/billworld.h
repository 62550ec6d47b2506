// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/localbillservice.h"
#include "app/deploy/processowner.h"
#include "app/workspace/billfile.h"
#include "tests/backends/store/samples.h"

#include <QDir>
#include <QFile>

namespace opsdeck::testing {

inline const SourceId harbor(u"harbor"_s);
inline const ProductId shop(u"shop"_s);

inline QString commitOf(char digit)
{
    return QString(40, QLatin1Char(digit));
}

/// A workspace with a product of two modules, its stores in a temporary folder, and what a GitLab, a registry and a
/// host told. cart is complete in v1.0.0 and v1.1.0; of sql the pipeline of v1.1.0 failed until the test mends it.
class BillWorld
{
public:
    BillWorld()
    {
        workspace.name = u"shop"_s;
        workspace.folder = m_folder.filePath(u"ws"_s);
        QDir().mkpath(workspace.folder);
        workspace.connections = {{.id = lab, .kind = u"gitlab"_s, .url = u"https://git.example"_s},
            {.id = harbor, .kind = u"harbor"_s, .url = u"https://harbor.example"_s}};
        workspace.environments = {{.id = EnvironmentId(u"prod"_s), .title = u"production"_s, .production = true}};
        workspace.hosts = {{.id = HostId(u"app-01"_s), .environment = EnvironmentId(u"prod"_s)},
            {.id = HostId(u"app-02"_s), .environment = EnvironmentId(u"prod"_s)}};
        workspace.products = {{.id = shop, .title = u"Shop"_s, .modules = {part(u"cart"_s), part(u"sql"_s)}}};
        stores = mustOpen(m_folder.filePath(u"store"_s));
        tellGit(u"failed"_s);
        tellRegistry();
        tellHost();
    }

    static ProductModule part(const QString &name)
    {
        ProductModule module{.id = ModuleId(name), .project = u"shop/"_s + name};
        module.image = ImageRef::parse(u"harbor.example/shop/"_s + name).value();
        return module;
    }

    void tellGit(const QString &sqlStatus)
    {
        const auto tag = [](qint64 project, const QString &name, char commit, int day) {
            return Tag{lab, project, name, commitOf(commit), {}, at(day * 86400)};
        };
        const auto pipeline = [](qint64 project, qint64 id, const QString &ref, char commit, const QString &status) {
            return Pipeline{.source = lab,
                .project = project,
                .id = id,
                .ref = ref,
                .sha = commitOf(commit),
                .status = status,
                .createdAt = at(1),
                .updatedAt = at(2)};
        };
        MergeRequest request{.source = lab,
            .project = 1,
            .iid = 7,
            .title = u"Order batching"_s,
            .state = u"merged"_s,
            .author = u"li"_s,
            .sourceBranch = u"batch"_s,
            .targetBranch = u"release/1"_s};
        request.mergedAt = request.updatedAt = request.createdAt = at(3 * 86400);
        const SyncBatch batch = batchOf("c",
            Upsert<Project>{{{lab, 1, u"shop/cart"_s, u"cart"_s, u"main"_s, {}, at(0)},
                {lab, 2, u"shop/sql"_s, u"sql"_s, u"main"_s, {}, at(0)}}},
            Snapshot<Tag>{{tag(1, u"v1.0.0"_s, 'a', 1), tag(1, u"v1.1.0"_s, 'b', 5)}, 1},
            Snapshot<Tag>{{tag(2, u"v1.0.0"_s, 'c', 1), tag(2, u"v1.1.0"_s, 'd', 5)}, 2},
            Upsert<Pipeline>{
                {pipeline(1, 11, u"v1.0.0"_s, 'a', u"success"_s), pipeline(1, 12, u"v1.1.0"_s, 'b', u"success"_s),
                    pipeline(1, 13, u"release/1"_s, 'b', u"success"_s), pipeline(2, 21, u"v1.0.0"_s, 'c', u"success"_s),
                    pipeline(2, 22, u"v1.1.0"_s, 'd', sqlStatus), pipeline(2, 23, u"release/1"_s, 'd', sqlStatus)}},
            Upsert<MergeRequest>{{request}});
        tell(lab, u"gitlab"_s, batch);
    }

    void tellRegistry(const QStringList &tagsOfNewCart = {u"v1.1.0"_s})
    {
        const auto image = [](const QString &name, char digit, const QStringList &tags) {
            return Artifact{harbor, u"shop/"_s + name, digest(digit), tags, 1, at(1), {}};
        };
        tell(harbor, u"harbor"_s,
            batchOf("c",
                Upsert<Artifact>{{image(u"cart"_s, '1', {u"v1.0.0"_s}), image(u"cart"_s, '2', tagsOfNewCart),
                    image(u"sql"_s, '3', {u"v1.0.0"_s}), image(u"sql"_s, '4', {u"v1.1.0"_s})}}));
    }

    /// app-01 runs cart 1.0.0; app-02 is silent.
    void tellHost()
    {
        Container container{.host = HostId(u"app-01"_s),
            .id = QString(64, u'e'),
            .name = u"cart-1"_s,
            .image = u"harbor.example/shop/cart:v1.0.0"_s,
            .digest = digest('1'),
            .state = u"running"_s};
        container.labels = {{u"org.opencontainers.image.revision"_s, commitOf('a')}};
        container.createdAt = at(1);
        tell(sourceOf(container.host), u"docker"_s, batchOf("c", Snapshot<Container>{{container}}));
    }

    void write(const QString &path, const QByteArray &content) const
    {
        const QString file = workspace.folder + u'/' + path;
        QDir().mkpath(QFileInfo(file).path());
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(file));
    }

    QByteArray read(const QString &path) const
    {
        QFile file(workspace.folder + u'/' + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QList<LedgerEntry> ledger()
    {
        const auto entries = wait(stores->ledger().entries(0, 100));
        return entries ? *entries : QList<LedgerEntry>();
    }

    Workspace workspace;
    std::unique_ptr<Stores> stores;

private:
    void tell(const SourceId &source, const QString &kind, const SyncBatch &batch)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const SourceRecord record{.id = source, .kind = kind, .interval = 1h, .lastAttempt = now, .lastSuccess = now};
        if (!wait(stores->cache().commit(record, batch)))
            qFatal("The rows cannot be stored");
    }

    QTemporaryDir m_folder;
};

inline BillOrder orderFromTag(const QString &version, const QString &tag)
{
    return {shop, version, BillOrder::From::Tag, tag, {}, {}, false};
}

} // namespace opsdeck::testing

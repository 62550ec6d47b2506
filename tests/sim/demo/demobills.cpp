// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/demo/demobills.h"

#include "tests/sim/story/storyparts.h"

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

struct BillRow
{
    QString product;
    QString version;
    QString author;
    QString note;
};

QList<BillRow> billRows()
{
    return {
        {u"monitor"_s, u"1.8.0"_s, u"zhou.min"_s, u"监控系统 1.8.0：第一个完整版本 — the first whole version"_s},
        {u"monitor"_s, u"1.8.1"_s, u"zhou.min"_s, u"监控系统 1.8.1：告警与采集修复 — mended alarm and collector"_s},
        {u"monitor"_s, u"1.9.0"_s, u"he.tao"_s, u"监控系统 1.9.0：采集按首次构建冻结 — collector as first built"_s},
        {u"shop"_s, u"2.4.1"_s, u"li.na"_s, u"运行在生产环境 — what production runs"_s},
        {u"shop"_s, u"2.4.2"_s, u"li.na"_s, u"修复结算 — mends checkout"_s},
    };
}

// The version that was frozen before one of its images was pushed again.
bool takesFirstPush(const QString &repository, const BillRow &bill)
{
    return repository == u"monitor/collector" && bill.version == u"1.9.0";
}

/// What the tag stands for, or what it stood for first.
QString digestOf(const Story &story, const QString &repository, const QString &tag, bool first)
{
    QString digest;
    for (const Story::ImageRow &image : story.images()) {
        const bool isIt = image.repository == repository && image.artifact.tags.contains(tag);
        if (isIt && (digest.isEmpty() || !first))
            digest = image.artifact.digest();
    }
    return digest;
}

QString moduleBlock(const Story &story, const ServiceRow &service, const BillRow &bill, const QString &registry)
{
    const QString repository = service.repository();
    const QString tag = story.company().product(bill.product).tagOf(service.name, bill.version);
    return u"  - module: %1\n    project: %2\n    tag: \"%3\"\n    commit: \"%4\"\n    image: \"%5/%2:%3\"\n"
           "    digest: \"%6\"\n"_s.arg(service.name, repository, tag, story::commitOf(repository, tag), registry,
               digestOf(story, repository, tag, takesFirstPush(repository, bill)));
}

QDateTime madeAt(const Story &story, const BillRow &bill, const QDateTime &now)
{
    constexpr qint64 afterTheBuild = 600; // seconds
    const QList<TrainRow> &trains = story.company().product(bill.product).trains;
    const auto train = std::find_if(
        trains.cbegin(), trains.cend(), [&bill](const TrainRow &row) { return row.version == bill.version; });
    return now.addSecs(afterTheBuild - qint64(train->daysAgo * 86'400)).toUTC();
}

} // namespace

QList<WorkspaceFile> productVersionFiles(const Story &story, const QString &registry, const QDateTime &now)
{
    QList<WorkspaceFile> files;
    for (const BillRow &bill : billRows()) {
        QString text
            = u"product: %1\nversion: \"%2\"\ncreated-by: %3\ncreated-at: \"%4\"\nnote: \"%5\"\nmodules:\n"_s.arg(
                bill.product, bill.version, bill.author, madeAt(story, bill, now).toString(Qt::ISODate), bill.note);
        for (const ServiceRow &service : story.company().services) {
            if (service.product == bill.product)
                text += moduleBlock(story, service, bill, registry);
        }
        files.append({u"versions/%1/%2.yaml"_s.arg(bill.product, bill.version), text.toUtf8()});
    }
    return files;
}

WorkspaceFile sitesFile()
{
    return {u"sites.yaml"_s, R"(sites:
  - site: shenzhen
    title: "深圳总部机房"
    customer: "港湾零售 Harbour Retail"
    versions: {monitor: "1.8.1", shop: "2.4.1"}
  - site: hongkong
    title: "香港交易机房"
    customer: "观塘证券 Kwun Tong Securities"
    versions: {monitor: "1.9.0"}
    note: "先行客户 — takes new versions first"
  - site: chengdu
    title: "成都分行"
    customer: "蜀信银行 Shuxin Bank"
    versions: {monitor: "1.8.0"}
    note: "每季度升级 — upgrades once a quarter"
)"};
}

} // namespace opsdeck::sim

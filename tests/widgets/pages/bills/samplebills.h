// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/bills/billspage.h"

namespace opsdeck::testing {

using namespace Qt::StringLiterals;

inline const ProductId shop(u"shop"_s);
inline const ProductId monitor(u"监控系统"_s);

inline Digest digestOf(int number)
{
    return Digest::parse(u"sha256:"_s + QString::number(number, 16).rightJustified(2, u'0').repeated(32));
}

inline BillModule module(const QString &name, const QString &tag, int number)
{
    return {ModuleId(name), u"shop/"_s + name, tag, QString::number(number % 10).repeated(40),
        ImageRef::parse(u"harbor.example:8443/shop/%1:%2"_s.arg(name, tag)).value(), digestOf(number)};
}

inline Bill bill(const ProductId &product, const QString &version, int number)
{
    Bill made{product, version,
        {module(u"cart"_s, u"v"_s + version, number), module(u"checkout"_s, u"v"_s + version, number + 1),
            module(u"sql"_s, u"v1.0.0"_s, 3), module(u"web"_s, u"v"_s + version, number + 2)},
        u"li.na@desk-04"_s, QDateTime(QDate(2026, 11, 14), QTime(6, 3), Qt::UTC), {}};
    if (version == u"2.4.1")
        made.note = u"Order batching, and the fix for double charges"_s;
    return made;
}

inline QList<Bill> bills()
{
    return {bill(shop, u"2.4.1"_s, 20), bill(shop, u"2.4.0"_s, 30), bill(shop, u"2.3.9"_s, 40),
        bill(monitor, u"v1.1.0"_s, 50)};
}

inline QList<Product> products()
{
    Product product{.id = shop, .title = u"Shop"_s};
    for (const QString &name : {u"cart"_s, u"checkout"_s, u"sql"_s, u"web"_s})
        product.modules.append({.id = ModuleId(name), .project = u"shop/"_s + name});
    return {product};
}

inline BillCheck checkOf(const Bill &of)
{
    using Subject = BillFinding::Subject;
    BillCheck check;
    for (const BillModule &part : of.modules) {
        const bool isRed = part.part.text() == u"checkout";
        check.findings << BillFinding{part.part, Subject::Tag, BillVerdict::Pass, u"tag stands for its commit"_s}
                       << BillFinding{part.part, Subject::Pipeline, isRed ? BillVerdict::Block : BillVerdict::Pass,
                              isRed ? Phrase(u"pipeline 4711 of v2.4.1: failed"_s) : Phrase(u"pipeline is green"_s)}
                       << BillFinding{part.part, Subject::Commit,
                              part.part.text() == u"sql" ? BillVerdict::Unknown : BillVerdict::Pass,
                              u"nothing tells which commit the image was built from"_s};
    }
    return check;
}

inline BillUsage usageOf()
{
    BillUsage usage;
    for (const QString &name : {u"cart"_s, u"web"_s})
        usage.hosts.insert(ModuleId(name),
            {{HostId(u"app-01"_s), EnvironmentId(u"prod"_s), name + u"-1"_s, u"running"_s},
                {HostId(u"app-02"_s), EnvironmentId(u"prod"_s), name + u"-1"_s, u"exited"_s}});
    usage.sites = {{u"gz"_s, u"Guangzhou"_s, u"South Power"_s, {{shop, u"2.4.1"_s}}, {}}};
    usage.blind = {HostId(u"app-09"_s)};
    return usage;
}

inline BillComparison comparisonOf()
{
    const Bill before = bill(shop, u"2.4.0"_s, 30);
    const Bill after = bill(shop, u"2.4.1"_s, 20);
    BillComparison comparison;
    for (int i = 0; i < after.modules.size(); ++i) {
        ModuleDifference difference{
            .part = after.modules.at(i).part, .before = before.modules.at(i), .after = after.modules.at(i)};
        if (difference.before != difference.after) {
            difference.kind = ModuleDifference::Kind::Changed;
            difference.tagChanged = difference.commitChanged = difference.digestChanged = true;
        }
        comparison.modules.append(difference);
    }
    MergeRequest request{.iid = 1182,
        .title = u"<b>Order</b> batching"_s,
        .state = u"merged"_s,
        .author = u"li.na"_s,
        .targetBranch = u"main"_s};
    request.mergedAt = QDateTime(QDate(2026, 11, 12), QTime(8, 0), Qt::UTC);
    comparison.modules.first().mergeRequests = {request};
    comparison.modules[1].gap = u"the date of tag v2.4.0 is not known"_s;
    return comparison;
}

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/story/company.h"

#include <QFile>
#include <QMap>
#include <QSet>

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

QString text(const YAML::Node &node)
{
    return node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

ServiceRow serviceFrom(const YAML::Node &entity, const QString &product)
{
    static const QSet<QString> vitalSystems{u"checkout"_s, u"trading-gateway"_s};
    static const QSet<QString> cached{u"cart"_s, u"pricing"_s, u"alarm"_s};
    const YAML::Node spec = entity["spec"];
    ServiceRow row;
    row.name = text(entity["metadata"]["name"]);
    row.product = product;
    row.owner = text(spec["owner"]).section(u':', -1);
    row.system = text(spec["system"]);
    row.vital = vitalSystems.contains(row.system);
    row.ownCache = cached.contains(row.name);
    return row;
}

QList<ServiceRow> servicesOf(const QString &product)
{
    QFile file(u":/opsdeck/demo/catalog/"_s + product + u".yaml"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The demo's catalog is not compiled in: %s", qPrintable(file.fileName()));
    QList<ServiceRow> rows;
    for (const YAML::Node &entity : YAML::LoadAll(file.readAll().toStdString())) {
        if (entity.IsMap() && text(entity["kind"]) == u"Component")
            rows.append(serviceFrom(entity, product));
    }
    return rows;
}

/// 2.4.1 is the release that goes wrong, 2.4.2 repairs it and waits; 2.5.0-rc.1 never becomes healthy.
QList<ProductRow> productRows()
{
    const QStringList money{u"checkout"_s, u"cart"_s, u"payment"_s};
    return {
        {u"shop"_s, u"Shop"_s,
            {{u"2.3.8"_s, {}, 29}, {u"2.3.9"_s, {u"catalog"_s, u"search"_s, u"storefront"_s}, 21},
                {u"2.4.0"_s, {u"storefront"_s, u"catalog"_s, u"cart"_s, u"checkout"_s, u"payment"_s, u"member"_s}, 9},
                {u"2.4.1"_s, money, 1.2}, {u"2.4.2"_s, money, 0.1},
                {u"2.5.0-rc.1"_s, {u"search"_s, u"catalog"_s}, 0.3}}},
        {u"trading"_s, u"Trading"_s,
            {{u"5.11.3"_s, {}, 28}, {u"5.11.4"_s, {u"pricing"_s, u"market-data"_s}, 16},
                {u"5.12.0"_s, {u"trading-gateway"_s, u"order-router"_s, u"risk"_s, u"settlement"_s}, 6},
                {u"5.12.1"_s, {u"order-router"_s}, 0.8}}},
        {u"monitor"_s, u"Monitor"_s,
            {{u"1.8.0"_s, {}, 27}, {u"1.8.1"_s, {u"alarm"_s, u"collector"_s}, 12},
                {u"1.9.0"_s, {u"monitor-api"_s, u"graph"_s, u"collector"_s, u"alarm"_s}, 3}}},
    };
}

} // namespace

QString ProductRow::tagOf(const QString &service, const QString &version) const
{
    QString tag;
    for (const TrainRow &train : trains) {
        if (train.services.contains(service))
            tag = train.version;
        if (train.version == version)
            break;
    }
    return tag;
}

Company Company::load()
{
    Company company;
    company.products = productRows();
    for (ProductRow &product : company.products) {
        const QList<ServiceRow> services = servicesOf(product.name);
        for (const ServiceRow &service : services)
            product.trains.first().services << service.name;
        company.services += services;
    }
    return company;
}

const ProductRow &Company::product(const QString &name) const
{
    return *std::find_if(products.cbegin(), products.cend(), [&](const auto &row) { return row.name == name; });
}

QString Company::running(const QString &product, const QString &environment)
{
    static const QMap<QString, QMap<QString, QString>> versions{
        {u"dev"_s, {{u"shop"_s, u"2.4.1"_s}, {u"trading"_s, u"5.12.1"_s}, {u"monitor"_s, u"1.9.0"_s}}},
        {u"staging"_s, {{u"shop"_s, u"2.4.1"_s}, {u"trading"_s, u"5.12.0"_s}, {u"monitor"_s, u"1.9.0"_s}}},
        {u"production"_s, {{u"shop"_s, u"2.4.1"_s}, {u"trading"_s, u"5.12.0"_s}, {u"monitor"_s, u"1.8.1"_s}}},
    };
    return versions.value(environment).value(product);
}

} // namespace opsdeck::sim

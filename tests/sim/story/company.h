// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace opsdeck::sim {

struct ServiceRow
{
    QString name;
    QString product;
    QString owner; ///< group
    QString system;
    bool vital = false; ///< part of a system that must not stop: runs on more hosts
    bool ownCache = false; ///< its compose project has a cache beside it

    QString repository() const { return product + u'/' + name; } ///< in the registry and in GitLab
};

/// One release of a product: which services were built anew.
struct TrainRow
{
    QString version;
    QStringList services;
    double daysAgo = 0;
};

struct ProductRow
{
    QString name;
    QString title;
    QList<TrainRow> trains; ///< oldest first; the first builds everything

    /// What a service runs as part of a version: the last train up to it that built the service.
    QString tagOf(const QString &service, const QString &version) const;
};

/// Who and what the company is. Services come from the demo's catalog, so the catalog and the story cannot disagree.
struct Company
{
    QList<ServiceRow> services;
    QList<ProductRow> products;

    static Company load();
    const ProductRow &product(const QString &name) const;
    /// The version of a product that an environment runs.
    static QString running(const QString &product, const QString &environment);
};

} // namespace opsdeck::sim

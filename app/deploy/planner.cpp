// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/planner.h"

#include "app/deploy/beside.h"
#include "app/deploy/reality.h"
#include "app/workspace/composefile.h"

#include <QCollator>
#include <QFile>
#include <QSet>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int ModulesAtATime = 16;
constexpr int HostsAtATime = 64;

/// The first line of every file that Opsdeck writes, so that a person on the host knows where it comes from. The same
/// for every version, so that an unchanged module stays unchanged.
QByteArray marker(const DeployOrder &order, const ProductModule &part)
{
    return QStringLiteral("# Written by Opsdeck: %1, module %2. Edit it in the workspace, not here.\n")
        .arg(order.product.text(), part.id.text())
        .toUtf8();
}

Result<QByteArray> wantedCompose(const DeployOrder &order, const ProductModule &part, const ImageRef &pinned)
{
    QFile file(part.compose);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Usage, part.compose, file.errorString());
    QMap<QString, ImageRef> imageOf;
    for (const QString &service : part.services)
        imageOf.insert(service, pinned);
    auto text = withImages(file.readAll(), imageOf, part.compose);
    if (text)
        text->prepend(marker(order, part));
    return text;
}

/// By digest where a bill of materials names one: then the tag may mean what it likes.
ImageRef wantedImage(const Product &product, const ProductModule &part, const QString &version)
{
    const Digest digest = product.digestOf(part.id, version);
    return digest.isEmpty() ? part.image.withTag(product.tagOf(part.id, version)) : part.image.pinned(digest);
}

/// Everything about a module that is the same on each of its hosts.
QCoro::Task<Result<HostChange>> commonChange(
    ImageResolver *images, DeployOrder order, ProductModule part, ImageRef wanted, std::stop_token stop)
{
    const auto digest = co_await images->resolve(wanted, stop);
    if (!digest)
        co_return tl::unexpected(digest.error());
    HostChange change;
    change.part = part.id;
    change.composeProject = part.composeProject;
    change.directory = part.directory;
    change.services = part.services;
    change.wanted = part.image.pinned(*digest);
    change.wantedTag = wanted.tag;
    auto compose = wantedCompose(order, part, change.wanted);
    if (!compose)
        co_return tl::unexpected(compose.error());
    change.composeAfter = *compose;
    co_return change;
}

/// Each module on each of its hosts, in rolling order: host by host, on each host the modules as the product lists
/// them.
QList<HostChange> placed(const Workspace &workspace, const QList<HostChange> &common, const DeployOrder &order)
{
    QList<HostChange> changes;
    const Product *product = workspace.product(order.product);
    for (const HostChange &one : common) {
        const auto part = std::find_if(product->modules.cbegin(), product->modules.cend(),
            [&one](const ProductModule &module) { return module.id == one.part; });
        for (const HostId &target : part->hostsIn(order.environment)) {
            HostChange change = one;
            change.host = target;
            if (const HostSpec *spec = workspace.host(target))
                change.address = spec->address;
            changes.append(change);
        }
    }
    return changes;
}

QList<ProductModule> modulesIn(const Product &product, const EnvironmentId &environment)
{
    QList<ProductModule> found = product.modules;
    found.removeIf([&](const ProductModule &part) { return part.hostsIn(environment).isEmpty(); });
    return found;
}

/// All of them, or the first failure.
template <typename T> Result<QList<T>> allOf(const QList<Result<T>> &answers)
{
    QList<T> all;
    for (const Result<T> &answer : answers) {
        if (!answer)
            return tl::unexpected(answer.error());
        all.append(*answer);
    }
    return all;
}

} // namespace

QString composePath(const QString &directory)
{
    return directory + QStringLiteral("/docker-compose.yml");
}

QCoro::Task<Result<DeployPlan>> makePlan(
    const Workspace *workspace, HostPool *hosts, ImageResolver *images, DeployOrder order, std::stop_token stop)
{
    const Product *product = workspace->product(order.product);
    if (!product)
        co_return failure(Error::Kind::Usage, order.product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such product")));
    if (!workspace->environment(order.environment))
        co_return failure(Error::Kind::Usage, order.environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such environment")));
    DeployPlan plan;
    plan.product = order.product;
    plan.version = order.version;
    plan.environment = order.environment;
    plan.createdBy = order.actor;
    plan.createdAt = QDateTime::currentDateTimeUtc();
    plan.rollout = rolloutFor(*workspace, order.product, order.environment);
    const auto describe = [images, order, product](const ProductModule &part, std::stop_token token) {
        return commonChange(images, order, part, wantedImage(*product, part, order.version), std::move(token));
    };
    const QList<ProductModule> modules = modulesIn(*product, order.environment);
    const auto described = co_await beside<HostChange>(modules, ModulesAtATime, describe, stop);
    const auto common = allOf(described);
    if (!common)
        co_return tl::unexpected(common.error());
    const auto look = [hosts](const QList<HostChange> &changes, std::stop_token token) {
        return readReality(hosts, changes, std::move(token));
    };
    const QList<QList<HostChange>> groups = byHost(placed(*workspace, *common, order));
    const auto looked = co_await beside<QList<HostChange>>(groups, HostsAtATime, look, stop);
    const auto read = allOf(looked);
    if (!read)
        co_return tl::unexpected(read.error());
    for (const QList<HostChange> &changes : *read)
        plan.changes += changes;
    if (plan.changes.isEmpty())
        co_return failure(Error::Kind::Refused, order.product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no module of %1 is placed in %2"),
                {order.product.text(), order.environment.text()}));
    co_return plan;
}

QCoro::Task<Result<QStringList>> deployableVersions(
    const Workspace *workspace, ImageResolver *images, ProductId productId, std::stop_token stop)
{
    const Product *product = workspace->product(productId);
    if (!product)
        co_return failure(Error::Kind::Usage, productId.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such product")));
    std::optional<QSet<QString>> common;
    for (const ProductModule &part : product->modules) {
        const auto tags = co_await images->tags(part.image, stop);
        if (!tags)
            co_return tl::unexpected(tags.error());
        const QSet<QString> found(tags->cbegin(), tags->cend());
        common = common ? common->intersect(found) : found;
    }
    QSet<QString> all = common.value_or(QSet<QString>());
    for (const ProductVersion &written : product->versions)
        all.insert(written.version);
    QStringList versions(all.cbegin(), all.cend());
    QCollator numeric{QLocale(QLocale::English)}; // the C locale knows no numeric order
    numeric.setNumericMode(true);
    std::sort(versions.begin(), versions.end(),
        [&](const QString &a, const QString &b) { return numeric.compare(a, b) > 0; });
    co_return versions;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/planner.h"

#include "app/workspace/composefile.h"

#include <QCollator>
#include <QFile>
#include <QSet>

#include <algorithm>

namespace opsdeck {

namespace {

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

void describeRunning(HostChange &change, const QList<Container> &containers)
{
    for (const Container &container : containers) {
        const bool ours = container.composeProject == change.composeProject
            && change.services.contains(container.composeService) && container.state == u"running";
        if (!ours)
            continue;
        change.runningImage = container.image;
        // Two containers with different digests: what runs is not one version, so it counts as none.
        if (!change.running.isEmpty() && change.running != container.digest) {
            change.running = Digest();
            return;
        }
        change.running = container.digest;
        if (const auto ref = ImageRef::parse(container.image))
            change.runningTag = ref->tag;
    }
}

QCoro::Task<Result<HostChange>> readChange(HostPool *hosts, HostId hostId, HostChange change, std::stop_token stop)
{
    change.host = hostId;
    Host *host = hosts->host(hostId);
    if (!host)
        co_return failure(
            Error::Kind::Usage, hostId.text(), Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host")));
    const auto containers = co_await host->containers(stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    describeRunning(change, *containers);
    const auto before = co_await host->readFile(composePath(change.directory), stop);
    if (before)
        change.composeBefore = *before;
    else if (before.error().kind != Error::Kind::NotFound)
        co_return tl::unexpected(before.error());
    co_return change;
}

/// Everything about a module that is the same on each of its hosts.
QCoro::Task<Result<HostChange>> commonChange(
    ImageResolver *images, DeployOrder order, ProductModule part, QString tag, std::stop_token stop)
{
    const ImageRef tagged = part.image.withTag(tag);
    const auto digest = co_await images->resolve(tagged, stop);
    if (!digest)
        co_return tl::unexpected(digest.error());
    HostChange change;
    change.part = part.id;
    change.composeProject = part.composeProject;
    change.directory = part.directory;
    change.services = part.services;
    change.wanted = part.image.pinned(*digest);
    change.wantedTag = tag;
    auto compose = wantedCompose(order, part, change.wanted);
    if (!compose)
        co_return tl::unexpected(compose.error());
    change.composeAfter = *compose;
    co_return change;
}

/// The order in which hosts are worked on: host by host, on each host the modules as the product lists them.
void sortByHost(QList<HostChange> &changes)
{
    QList<HostId> order;
    for (const HostChange &change : changes) {
        if (!order.contains(change.host))
            order.append(change.host);
    }
    std::stable_sort(changes.begin(), changes.end(),
        [&](const HostChange &a, const HostChange &b) { return order.indexOf(a.host) < order.indexOf(b.host); });
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
    for (const ProductModule &part : product->modules) {
        const QList<HostId> targets = part.hostsIn(order.environment);
        if (targets.isEmpty())
            continue;
        const QString tag = product->tagOf(part.id, order.version);
        const auto common = co_await commonChange(images, order, part, tag, stop);
        if (!common)
            co_return tl::unexpected(common.error());
        for (const HostId &target : targets) {
            const auto change = co_await readChange(hosts, target, *common, stop);
            if (!change)
                co_return tl::unexpected(change.error());
            plan.changes.append(*change);
        }
    }
    if (plan.changes.isEmpty())
        co_return failure(Error::Kind::Refused, order.product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no module of %1 is placed in %2"),
                {order.product.text(), order.environment.text()}));
    sortByHost(plan.changes);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/imageplan.h"

#include "app/deploy/beside.h"
#include "app/deploy/planner.h"
#include "app/deploy/reality.h"
#include "app/workspace/composefile.h"

#include <QDir>
#include <QRegularExpression>

namespace opsdeck {

namespace {

constexpr int HostsAtATime = 64;
constexpr int ImagesAtATime = 16;

const QString byHand = QStringLiteral("by-hand");

bool isMadeFrom(const Container &container, const ImageRef &image)
{
    const auto ref = ImageRef::parse(container.image);
    return ref && ref->name() == image.name() && !container.composeProject.isEmpty();
}

/// Where compose says that it was started. Empty where another file than ours was used, or several.
QString directoryOf(const Container &container)
{
    const QString directory = container.labels.value(QStringLiteral("com.docker.compose.project.working_dir"));
    const QString file = container.labels.value(QStringLiteral("com.docker.compose.project.config_files"));
    const bool isOurs = file == composePath(directory) || file == u"docker-compose.yml";
    return QDir::isAbsolutePath(directory) && isOurs ? directory : QString();
}

/// The services of one host that were made from the image, a change for each project.
Result<QList<HostChange>> changesFor(const HostSpec &host, const QList<Container> &containers, const ImageRef &image)
{
    QMap<QString, HostChange> byProject;
    for (const Container &container : containers) {
        if (!isMadeFrom(container, image))
            continue;
        HostChange &change = byProject[container.composeProject];
        change.directory = directoryOf(container);
        if (change.directory.isEmpty())
            return failure(Error::Kind::Refused, host.id.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase",
                           "%1 was not started from one docker-compose.yml: that file cannot be "
                           "changed without a workspace"),
                    {container.name}));
        change.host = host.id;
        change.address = host.address;
        change.part = ModuleId(image.repository.section(u'/', -1));
        change.composeProject = container.composeProject;
        if (!change.services.contains(container.composeService))
            change.services.append(container.composeService);
        change.wanted = image.pinned(image.digest);
        change.wantedTag = image.tag;
    }
    if (byProject.isEmpty())
        return failure(Error::Kind::Refused, host.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing on this host was started by compose from %1"), {image.name()}));
    return byProject.values();
}

/// All changes of a project write the same file, so that the first of them makes it what the last one needs.
Result<void> fillCompose(QList<HostChange> &changes)
{
    for (HostChange &change : changes) {
        QMap<QString, ImageRef> imageOf;
        for (const HostChange &other : std::as_const(changes)) {
            for (const QString &service : other.services) {
                if (other.directory == change.directory)
                    imageOf.insert(service, other.wanted);
            }
        }
        const auto text = withImages(change.composeBefore, imageOf, composePath(change.directory));
        if (!text)
            return tl::unexpected(text.error());
        change.composeAfter = *text;
    }
    return {};
}

QCoro::Task<Result<QList<HostChange>>> changesOn(
    HostPool *hosts, HostSpec spec, QList<ImageRef> wanted, std::stop_token stop)
{
    Host *host = hosts->host(spec.id);
    if (!host)
        co_return failure(Error::Kind::NotFound, spec.id.text());
    const auto containers = co_await host->containers(stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    QList<HostChange> changes;
    for (const ImageRef &image : wanted) {
        const auto found = changesFor(spec, *containers, image);
        if (!found)
            co_return tl::unexpected(found.error());
        changes += *found;
    }
    auto read = co_await readReality(hosts, changes, stop);
    if (!read)
        co_return read;
    const auto filled = fillCompose(*read);
    if (!filled)
        co_return tl::unexpected(filled.error());
    co_return read;
}

QCoro::Task<Result<ImageRef>> withDigest(ImageResolver *images, ImageRef image, std::stop_token stop)
{
    const auto digest = co_await images->resolve(image, stop);
    if (!digest)
        co_return tl::unexpected(digest.error());
    image.digest = *digest;
    co_return image;
}

} // namespace

Result<Workspace> workspaceOfHosts(const QStringList &hosts, const HostSpec &common)
{
    // An address of version 6 stands in brackets where a port follows.
    static const QRegularExpression form(QStringLiteral(
        "^(?:([A-Za-z0-9_][A-Za-z0-9_.-]*)@)?(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9][A-Za-z0-9._-]*)(?::([0-9]{1,5}))?$"));
    Workspace workspace;
    workspace.name = workspace.title = byHand;
    const EnvironmentId environment(byHand);
    workspace.environments = {{environment, byHand, false, {}}};
    for (const QString &text : hosts) {
        const auto match = form.match(text);
        const int port = match.captured(3).toInt();
        if (!match.hasMatch() || port > 65535)
            return failure(Error::Kind::Usage, text,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no host: write [user@]address[:port]"), {text}));
        HostSpec spec = common;
        spec.address = match.captured(2).remove(u'[').remove(u']');
        spec.id = HostId(port > 0 ? QStringLiteral("%1:%2").arg(spec.address).arg(port) : spec.address);
        spec.user = match.captured(1);
        spec.port = port;
        spec.environment = environment;
        if (!workspace.host(spec.id))
            workspace.hosts.append(spec);
    }
    return workspace;
}

QCoro::Task<Result<DeployPlan>> makeImagePlan(const Workspace *workspace, HostPool *hosts, ImageResolver *images,
    QList<ImageRef> wanted, QString actor, std::stop_token stop)
{
    const auto resolve = [images](const ImageRef &image, std::stop_token token) {
        return withDigest(images, image, std::move(token));
    };
    const auto resolved = co_await beside<ImageRef>(wanted, ImagesAtATime, resolve, stop);
    QStringList names;
    QList<ImageRef> pinned;
    for (const Result<ImageRef> &image : resolved) {
        if (!image)
            co_return tl::unexpected(image.error());
        pinned.append(*image);
        names.append(image->repository.section(u'/', -1) + u':' + image->tag);
    }
    const auto look = [hosts, pinned](const HostSpec &spec, std::stop_token token) {
        return changesOn(hosts, spec, pinned, std::move(token));
    };
    const auto answers = co_await beside<QList<HostChange>>(workspace->hosts, HostsAtATime, look, stop);
    DeployPlan plan;
    plan.product = ProductId(byHand);
    plan.version = names.join(u' ');
    plan.environment = EnvironmentId(byHand);
    plan.createdBy = actor;
    plan.createdAt = QDateTime::currentDateTimeUtc();
    for (const auto &changes : answers) {
        if (!changes)
            co_return tl::unexpected(changes.error());
        plan.changes += *changes;
    }
    co_return plan;
}

} // namespace opsdeck

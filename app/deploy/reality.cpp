// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/reality.h"

#include "app/deploy/beside.h"
#include "app/deploy/planner.h"

namespace opsdeck {

namespace {

constexpr int HostsAtATime = 64;
constexpr int TagsAtATime = 16;
constexpr qsizetype MostDifferences = 20;

void describeRunning(HostChange &change, const QList<Container> &containers)
{
    change.runningImage.clear();
    change.running = Digest();
    change.runningTag.clear();
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

QString shown(const Digest &digest)
{
    return digest.isEmpty() ? QStringLiteral("-") : digest.shortText();
}

/// What is different, for people; empty = nothing.
QStringList differences(const QList<HostChange> &planned, const QList<HostChange> &now)
{
    QStringList found;
    for (qsizetype i = 0; i < planned.size(); ++i) {
        const HostChange &before = planned.at(i);
        const HostChange &after = now.at(i);
        const QString place = QStringLiteral("%1, %2: ").arg(before.host.text(), before.part.text());
        if (before.running != after.running)
            found.append(place + shown(before.running) + QStringLiteral(" → ") + shown(after.running));
        if (before.composeBefore != after.composeBefore)
            found.append(place + composePath(before.directory));
    }
    return found;
}

QCoro::Task<Result<QStringList>> movedTag(ImageResolver *images, HostChange change, std::stop_token stop)
{
    const ImageRef tagged = ImageRef(change.wanted).withTag(change.wantedTag);
    const auto digest = co_await images->resolve(tagged, stop);
    QStringList found;
    if (!digest && digest.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(digest.error());
    if (!digest)
        found.append(QStringLiteral("%1: %2").arg(tagged.text(), digest.error().said().plain()));
    else if (*digest != change.wanted.digest)
        found.append(QStringLiteral("%1: %2 → %3").arg(tagged.text(), shown(change.wanted.digest), shown(*digest)));
    co_return found;
}

QCoro::Task<Result<QStringList>> differencesOf(HostPool *hosts, QList<HostChange> changes, std::stop_token stop)
{
    const auto now = co_await readReality(hosts, changes, stop);
    if (!now && now.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(now.error());
    QStringList found;
    if (now)
        found = differences(changes, *now);
    else
        found.append(QStringLiteral("%1: %2").arg(changes.first().host.text(), now.error().said().plain()));
    co_return found;
}

/// One change for each module and tag.
QList<HostChange> taggedChanges(const DeployPlan &plan)
{
    QList<HostChange> found;
    QSet<QString> seen;
    for (const HostChange &change : plan.changes) {
        const QString key = change.part.text() + u'\n' + change.wantedTag;
        if (change.wantedTag.isEmpty() || seen.contains(key))
            continue;
        seen.insert(key);
        found.append(change);
    }
    return found;
}

} // namespace

QList<QList<HostChange>> byHost(const QList<HostChange> &changes)
{
    QList<QList<HostChange>> hosts;
    QHash<HostId, qsizetype> places;
    for (const HostChange &change : changes) {
        const auto place = places.constFind(change.host);
        if (place != places.cend()) {
            hosts[*place].append(change);
            continue;
        }
        places.insert(change.host, hosts.size());
        hosts.append(QList<HostChange>{change});
    }
    return hosts;
}

QCoro::Task<Result<QList<HostChange>>> readReality(HostPool *hosts, QList<HostChange> changes, std::stop_token stop)
{
    const HostId id = changes.first().host;
    Host *host = hosts->host(id);
    if (!host)
        co_return failure(
            Error::Kind::Usage, id.text(), Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host")));
    const auto containers = co_await host->containers(stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    for (HostChange &change : changes) {
        describeRunning(change, *containers);
        const auto before = co_await host->readFile(composePath(change.directory), stop);
        if (!before && before.error().kind != Error::Kind::NotFound)
            co_return tl::unexpected(before.error());
        change.composeBefore = before.value_or(QByteArray());
    }
    const QList<HostChange> read = changes;
    co_return read;
}

QCoro::Task<Result<void>> confirmReality(DeployPlan plan, HostPool *hosts, ImageResolver *images, std::stop_token stop)
{
    const auto look = [hosts](const QList<HostChange> &changes, std::stop_token token) {
        return differencesOf(hosts, changes, std::move(token));
    };
    auto answers = co_await beside<QStringList>(byHost(plan.changes), HostsAtATime, look, stop);
    if (images && plan.undoes.isEmpty()) {
        const auto ask = [images](const HostChange &change, std::stop_token token) {
            return movedTag(images, change, std::move(token));
        };
        answers += co_await beside<QStringList>(taggedChanges(plan), TagsAtATime, ask, stop);
    }
    QStringList all;
    for (const Result<QStringList> &answer : std::as_const(answers)) {
        if (!answer)
            co_return tl::unexpected(answer.error());
        all += *answer;
    }
    if (all.isEmpty())
        co_return Result<void>{};
    QString list = all.mid(0, MostDifferences).join(u'\n');
    if (all.size() > MostDifferences)
        list += QStringLiteral("\n… (%1)").arg(all.size());
    co_return failure(Error::Kind::Refused, plan.product.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "This is not any more as the plan found it; make a new plan:\n%1"), {list}));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/planfacts.h"

#include "app/deploy/beside.h"
#include "app/deploy/composeneeds.h"
#include "app/deploy/hostfacts.h"
#include "app/deploy/planner.h"
#include "app/deploy/reality.h"

#include <QDir>

namespace opsdeck {

namespace {

constexpr int HostsAtATime = 64;
constexpr int MostRuns = 500;

Fact<ComposeNeeds> needsOf(const HostChange &change)
{
    const auto needs = composeNeeds(change.composeAfter, change.directory, composePath(change.directory));
    return needs ? Fact<ComposeNeeds>(*needs) : Fact<ComposeNeeds>::unknown(whyFailed(needs.error()));
}

/// By path on the host.
QMap<QString, QStringList> requiredKeysOf(const QList<ProductModule> &modules, const HostChange &change)
{
    QMap<QString, QStringList> keys;
    for (const ProductModule &part : modules) {
        if (part.id != change.part)
            continue;
        for (auto file = part.requiredKeys.cbegin(); file != part.requiredKeys.cend(); ++file)
            keys.insert(QDir::cleanPath(QDir(change.directory).filePath(file.key())), file.value());
    }
    return keys;
}

/// What is to be done on one host.
struct OfHost
{
    DeployPlan plan;
    QList<ChangeFacts> facts;
};

QList<OfHost> ofHosts(DeployPlan plan, const QList<ChangeFacts> &facts)
{
    plan.changes.removeIf([](const HostChange &change) { return change.isNoop(); });
    QHash<HostId, QList<ChangeFacts>> byId;
    for (const ChangeFacts &one : facts)
        byId[one.host].append(one);
    QList<OfHost> all;
    for (const QList<HostChange> &changes : byHost(plan.changes)) {
        OfHost mine{plan, byId.value(changes.first().host)};
        mine.plan.changes = changes;
        all.append(mine);
    }
    return all;
}

QList<ImageRef> formerImages(const QList<HostChange> &changes)
{
    QList<ImageRef> images;
    for (const HostChange &change : changes) {
        const ImageRef image = formerImage(change);
        if (!image.digest.isEmpty() && !images.contains(image))
            images.append(image);
    }
    return images;
}

QCoro::Task<Result<HostAnswer>> readHost(
    HostPool *hosts, QList<HostChange> changes, HostQuestions questions, Asking asking, std::stop_token stop)
{
    const HostId id = changes.first().host;
    HostAnswer answer;
    Host *host = hosts->host(id);
    if (!host) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host"));
        answer.facts = unknownHost(id, questions, why);
        answer.facts.reachable = {false, why};
        for (const ImageRef &image : formerImages(changes))
            answer.has.insert(image.text(), Fact<bool>::unknown(why));
        co_return answer;
    }
    const auto ask
        = [host, id, questions](std::stop_token token) { return readHostFacts(host, id, questions, std::move(token)); };
    const auto askedFacts = within<HostFacts>(asking, ask, stop);
    const auto askedImages = imagesOnHost(host, formerImages(changes), asking, stop);
    const auto facts = co_await askedFacts;
    answer.has = co_await askedImages;
    answer.facts = facts ? *facts : unknownHost(id, questions, whyFailed(facts.error()));
    co_return answer;
}

} // namespace

QList<ChangeFacts> changeFactsOf(const DeployPlan &plan, const QList<ProductModule> &modules)
{
    QList<ChangeFacts> all;
    QHash<std::pair<QByteArray, QString>, Fact<ComposeNeeds>> known; // a module's file is the same on all its hosts
    for (const HostChange &change : plan.changes) {
        if (change.isNoop())
            continue;
        const std::pair key(change.composeAfter, change.directory);
        if (!known.contains(key))
            known.insert(key, needsOf(change));
        ChangeFacts facts;
        facts.host = change.host;
        facts.part = change.part;
        facts.needs = known.value(key);
        facts.requiredKeys = requiredKeysOf(modules, change);
        all.append(facts);
    }
    return all;
}

Fact<QList<ActiveFreeze>> freezesOf(const Workspace &workspace, const EnvironmentId &environment, const QDateTime &now)
{
    using Freezes = Fact<QList<ActiveFreeze>>;
    const Environment *where = workspace.environment(environment);
    if (!where)
        return Freezes::unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such environment")));
    const FreezeRules &rules = workspace.freezes;
    if (const auto freeze = freezeAt(rules.windows, rules.calendars, *where, now))
        return QList<ActiveFreeze>{*freeze};
    if (!rules.isWhole)
        return Freezes::unknown(Phrase(QT_TRANSLATE_NOOP("Phrase",
                                           "a freeze of this workspace cannot be read, so nobody knows whether %1 is "
                                           "frozen: see the faults of opsdeck.yaml"),
            {environment.text()}));
    return QList<ActiveFreeze>();
}

QCoro::Task<Fact<LastDeployment>> readLastDeployment(
    Ledger *ledger, ProductId product, EnvironmentId environment, Asking asking, std::stop_token stop)
{
    const auto runs = co_await fromStore(asking, ledger->runs(MostRuns), stop);
    if (!runs)
        co_return Fact<LastDeployment>::unknown(whyFailed(runs.error()));
    for (const DeployRun &run : *runs) {
        if (run.plan.product != product || run.plan.environment != environment)
            continue;
        const LastDeployment last{run.state, run.plan.version, run.endedAt};
        co_return Fact<LastDeployment>(last);
    }
    if (runs->size() >= MostRuns)
        co_return Fact<LastDeployment>::unknown(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "it is not among the newest %1 runs"), {QString::number(MostRuns)}));
    co_return Fact<LastDeployment>(LastDeployment());
}

ImageRef formerImage(const HostChange &change)
{
    return change.wanted.pinned(change.running);
}

HostFacts unknownHost(const HostId &host, const HostQuestions &questions, const Phrase &why)
{
    HostFacts facts;
    facts.host = host;
    facts.reachable.why = facts.clockSkew.why = facts.engineVersion.why = facts.engineDisk.why = why;
    facts.listening.why = facts.published.why = why;
    for (const QString &directory : questions.directories)
        facts.directories.insert(directory, Fact<DiskSpace>::unknown(why));
    for (const QString &path : questions.paths)
        facts.paths.insert(path, Fact<bool>::unknown(why));
    for (auto file = questions.keys.cbegin(); file != questions.keys.cend(); ++file) {
        for (const QString &key : file.value())
            facts.keys[file.key()].insert(key, Fact<bool>::unknown(why));
    }
    for (const QString &image : questions.images)
        facts.pullable.insert(image, Fact<bool>::unknown(why));
    return facts;
}

QCoro::Task<QList<HostAnswer>> readHosts(
    HostPool *hosts, DeployPlan plan, QList<ChangeFacts> changes, Asking asking, std::stop_token stop)
{
    const QList<OfHost> groups = ofHosts(plan, changes);
    const Asking each = asking.forEachOf(groups.size(), HostsAtATime);
    const auto ask = [hosts, each](const OfHost &mine, std::stop_token token) {
        const HostQuestions questions = questionsFor(mine.plan, mine.plan.changes.first().host, mine.facts);
        return readHost(hosts, mine.plan.changes, questions, each, std::move(token));
    };
    const auto answers = co_await beside<HostAnswer>(groups, HostsAtATime, ask, stop);
    QList<HostAnswer> all;
    for (const Result<HostAnswer> &answer : answers)
        all.append(answer.value_or(HostAnswer()));
    co_return all;
}

} // namespace opsdeck

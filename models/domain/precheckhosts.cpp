// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckrules.h"

#include <QLocale>

#include <limits>

namespace opsdeck::precheckrules {

namespace {

constexpr qint64 leastForComposeFile = 1 << 20; // the file, its backup, and what the module writes at once

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes);
}

/// What the images that a host does not run yet take there, as far as it is known.
struct Room
{
    qint64 bytes = 0;
    QStringList unsized; ///< modules
};

Room roomNeeded(const Scene &scene, const HostId &host)
{
    Room room;
    QList<Digest> counted;
    for (const HostChange &change : scene.plan.changes) {
        const bool isNew = change.host == host && !change.isNoop() && change.running != change.wanted.digest;
        if (!isNew || (!change.wanted.digest.isEmpty() && counted.contains(change.wanted.digest)))
            continue;
        counted.append(change.wanted.digest);
        const Fact<qint64> size = scene.facts.ofPart(change.part).imageBytes;
        if (!size.isKnown() || *size < 0) {
            room.unsized.append(change.part.text());
            continue;
        }
        const qint64 factor = qBound(1, scene.policy.unpackFactor, 1000);
        const qint64 most = std::numeric_limits<qint64>::max() / 4; // sums stay far from the end of the number
        room.bytes = std::min(most, room.bytes + std::min(*size, most / factor) * factor);
    }
    return room;
}

qint64 percentOf(qint64 total, int percent)
{
    return total / 100 * qBound(0, percent, 100);
}

/// Of the folders that the plan writes to; passes where nothing is wrong with them.
Finding moduleFolders(const Scene &scene, const HostId &host)
{
    const HostFacts facts = scene.facts.ofHost(host);
    for (const HostChange &change : scene.plan.changes) {
        if (change.host != host || change.isNoop())
            continue;
        const Fact<DiskSpace> space = facts.directories.value(change.directory);
        if (!space.isKnown())
            return unknown(space.why);
        const qint64 needed = leastForComposeFile + change.composeBefore.size() + change.composeAfter.size();
        if (space->free < needed)
            return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has %2 free, %3 are needed"),
                             {change.directory, sizeText(space->free), sizeText(needed)}),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "Make room on the host.")));
    }
    return pass({});
}

bool sameAddress(const QString &a, const QString &b)
{
    const auto isAny
        = [](const QString &text) { return text.isEmpty() || text == u"0.0.0.0" || text == u"::" || text == u"*"; };
    return isAny(a) || isAny(b) || a == b;
}

bool overlap(const HostPorts &a, const HostPorts &b)
{
    return a.protocol == b.protocol && a.first <= b.last && b.first <= a.last && sameAddress(a.address, b.address);
}

QString portText(const HostPorts &ports)
{
    const QString number = ports.first == ports.last ? QString::number(ports.first)
                                                     : QStringLiteral("%1-%2").arg(ports.first).arg(ports.last);
    return number + u'/' + ports.protocol;
}

/// Who has a port that is wanted; empty = it is free. The engine's own helpers listen for what it gives to containers,
/// so what the module itself has now is told apart by that.
QString ownerOf(const HostPorts &wanted, const HostFacts &host, const QString &composeProject)
{
    QList<HostPorts> own;
    for (const ProjectPorts &used : *host.published) {
        if (used.composeProject == composeProject)
            own.append(used.ports);
        else if (overlap(used.ports, wanted))
            return used.composeProject.isEmpty() ? QStringLiteral("docker") : used.composeProject;
    }
    for (const HostPorts &used : *host.listening) {
        const bool isOwn
            = std::any_of(own.cbegin(), own.cend(), [&](const HostPorts &mine) { return overlap(mine, used); });
        if (!isOwn && overlap(used, wanted))
            return portText(used);
    }
    return {};
}

/// Another module of the same plan that wants a port on the same host; empty = none does.
QString rivalFor(const HostPorts &wanted, const Scene &scene, const HostChange &change)
{
    for (const HostChange &other : scene.plan.changes) {
        if (other.host != change.host || other.part == change.part)
            continue;
        const Fact<ComposeNeeds> needs = scene.facts.ofChange(other).needs;
        if (!needs.isKnown())
            continue; // has its own line that says so
        for (const HostPorts &ports : needs->ports) {
            if (overlap(ports, wanted))
                return other.part.text();
        }
    }
    return {};
}

/// Files and keys that are missing, and the first that could not be looked for.
struct Missing
{
    QStringList names;
    std::optional<Phrase> unread;

    void look(const QString &name, const Fact<bool> &there)
    {
        if (!there.isKnown()) {
            if (!unread)
                unread = there.why;
        } else if (!*there) {
            names.append(name);
        }
    }
};

Missing lookForFiles(const HostChange &change, const ChangeFacts &facts, const HostFacts &host)
{
    Missing missing;
    for (const QString &path : facts.needs->files + facts.needs->envFiles)
        missing.look(path, host.paths.value(path));
    QMap<QString, QStringList> keys = facts.requiredKeys;
    keys[environmentFileOf(change)] += facts.needs->variables;
    for (auto file = keys.cbegin(); file != keys.cend(); ++file) {
        for (const QString &key : file.value())
            missing.look(file.key() + QStringLiteral(": ") + key, host.keys.value(file.key()).value(key));
    }
    return missing;
}

} // namespace

Finding hostReachable(const Scene &scene, const HostId &host)
{
    const HostFacts facts = scene.facts.ofHost(host);
    if (!facts.reachable.isKnown())
        return unknown(facts.reachable.why);
    if (!*facts.reachable)
        return block(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the host cannot be reached: %1"), {facts.reachable.why.plain()}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Check the host and the way to it.")));
    const auto most = std::chrono::milliseconds(scene.policy.worstClockSkew).count();
    if (facts.clockSkew.isKnown() && (*facts.clockSkew > most || *facts.clockSkew < -most))
        return warn(Phrase(QT_TRANSLATE_NOOP("Phrase", "the host answers, and its clock is off by %1 s"),
                        {QString::number(*facts.clockSkew / 1000)}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Set the host's clock.")));
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "the host answers")));
}

Finding engineVersion(const Scene &scene, const HostId &host)
{
    const Fact<QString> version = scene.facts.ofHost(host).engineVersion;
    if (!version.isKnown())
        return unknown(version.why);
    const QVersionNumber number = QVersionNumber::fromString(*version);
    if (number.isNull())
        return unknown(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the engine's version \"%1\" cannot be compared"), {*version}));
    const QString least = scene.policy.leastEngine.toString();
    if (number < scene.policy.leastEngine)
        return block(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the engine is %1, at least %2 is asked for"), {*version, least}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Update the engine of the host.")));
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "engine %1"), {*version}));
}

Finding diskSpace(const Scene &scene, const HostId &host)
{
    const Fact<DiskSpace> disk = scene.facts.ofHost(host).engineDisk;
    if (!disk.isKnown())
        return unknown(disk.why);
    const Room room = roomNeeded(scene, host);
    const qint64 reserve = std::max(
        std::max<qint64>(0, scene.policy.diskReserve), percentOf(disk->total, scene.policy.diskReservePercent));
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Remove images that nobody needs, or make the disk larger."));
    // Also where some sizes are unknown: they would only need more.
    if (disk->free - room.bytes < reserve)
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 free, %2 needed, %3 have to remain"),
                         {sizeText(disk->free), sizeText(room.bytes), sizeText(reserve)}),
            remedy);
    if (disk->totalInodes > 0 && disk->freeInodes < percentOf(disk->totalInodes, scene.policy.inodeReservePercent))
        return block(Phrase(QT_TRANSLATE_NOOP("Phrase", "only %1 of %2 inodes are free"),
                         {QString::number(disk->freeInodes), QString::number(disk->totalInodes)}),
            remedy);
    const Finding folders = moduleFolders(scene, host);
    if (folders.verdict != Verdict::Pass)
        return folders;
    if (!room.unsized.isEmpty())
        return warn(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 free; nobody tells how large the image of %2 is"),
                        {sizeText(disk->free), room.unsized.join(QStringLiteral(", "))}),
            remedy);
    return pass(
        Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 free, %2 needed"), {sizeText(disk->free), sizeText(room.bytes)}));
}

Finding portsFree(const Scene &scene, const HostChange &change)
{
    const Fact<ComposeNeeds> needs = scene.facts.ofChange(change).needs;
    if (!needs.isKnown())
        return unknown(needs.why);
    const HostFacts host = scene.facts.ofHost(change.host);
    const Phrase remedy(QT_TRANSLATE_NOOP("Phrase", "Free the port, or give the module another one."));
    for (const HostPorts &wanted : needs->ports) {
        if (const QString rival = rivalFor(wanted, scene, change); !rival.isEmpty())
            return block(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "port %1 is also wanted by %2"), {portText(wanted), rival}), remedy);
        if (!host.published.isKnown() || !host.listening.isKnown())
            continue;
        if (const QString owner = ownerOf(wanted, host, change.composeProject); !owner.isEmpty())
            return block(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "port %1 is taken by %2"), {portText(wanted), owner}), remedy);
    }
    if (!needs->unclear.isEmpty())
        return unknown(needs->unclear.first());
    if (needs->ports.isEmpty())
        return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "no port of the host is needed")));
    if (!host.published.isKnown())
        return unknown(host.published.why);
    if (!host.listening.isKnown())
        return unknown(host.listening.why);
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "all ports are free")));
}

Finding requiredFiles(const Scene &scene, const HostChange &change)
{
    const ChangeFacts facts = scene.facts.ofChange(change);
    if (!facts.needs.isKnown())
        return unknown(facts.needs.why);
    const Missing missing = lookForFiles(change, facts, scene.facts.ofHost(change.host));
    if (!missing.names.isEmpty())
        return block(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "missing on the host: %1"), {missing.names.join(QStringLiteral(", "))}),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Put it on the host before the deployment.")));
    if (missing.unread)
        return unknown(*missing.unread);
    if (!facts.needs->unclear.isEmpty())
        return unknown(facts.needs->unclear.first());
    return pass(Phrase(QT_TRANSLATE_NOOP("Phrase", "all files and keys are there")));
}

} // namespace opsdeck::precheckrules

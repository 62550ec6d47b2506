// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/runningversions.h"

#include "models/domain/versionmatrix.h"

#include <QVersionNumber>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

bool isAlive(const Container &container)
{
    return container.state == u"running"_s || container.state == u"restarting"_s || container.state == u"paused"_s;
}

/// "v2.4.1-rc1" → 2.4.1; null where the text does not begin with a number.
QVersionNumber numberOf(const QString &tag)
{
    return QVersionNumber::fromString(tag.startsWith(u'v') ? tag.mid(1) : tag);
}

} // namespace

RunningVersions::RunningVersions(const QList<Container> &containers, const QList<Artifact> &artifacts)
{
    for (const Container &container : containers) {
        if (isAlive(container))
            m_running.insert({container.host, container.composeProject},
                {container.composeService, container.image, container.digest});
    }
    for (const Artifact &artifact : artifacts) {
        const QString tag = bestTag(artifact.tags, {});
        if (!tag.isEmpty() && !artifact.digest.isEmpty())
            m_tags.insert(artifact.digest, tag);
    }
}

QStringList RunningVersions::of(const ProductModule &part, const QList<HostId> &hosts) const
{
    const QString project = part.composeProject.isEmpty() ? part.id.text() : part.composeProject;
    const QStringList services = part.services.isEmpty() ? QStringList{part.id.text()} : part.services;
    QStringList versions;
    for (const HostId &host : hosts) {
        for (const Running &running : m_running.values({host, project})) {
            const QString version = versionOf(running);
            if (services.contains(running.service) && !version.isEmpty() && !versions.contains(version))
                versions.append(version);
        }
    }
    sortVersions(versions);
    return versions;
}

QString RunningVersions::versionOf(const Running &running) const
{
    if (const QString tag = m_tags.value(running.digest); !tag.isEmpty())
        return tag;
    const auto asked = ImageRef::parse(running.image);
    return asked && !asked->tag.isEmpty() ? asked->tag : running.digest.shortText();
}

void sortVersions(QStringList &versions)
{
    versions.removeDuplicates();
    std::sort(versions.begin(), versions.end(), [](const QString &a, const QString &b) {
        const int order = QVersionNumber::compare(numberOf(a), numberOf(b));
        return order != 0 ? order < 0 : a < b;
    });
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/container.h"
#include "models/domain/workspace.h"

#include <QMultiHash>

namespace opsdeck {

/// Answers which version of a module runs on some hosts: container → digest → tag of the registry. Built once for many
/// questions; keeps no reference to what it was built from.
class RunningVersions
{
public:
    RunningVersions(const QList<Container> &containers, const QList<Artifact> &artifacts);

    /// Each once, lowest first. Where no registry knows the digest: the tag it was started with, else its short form.
    QStringList of(const ProductModule &part, const QList<HostId> &hosts) const;

private:
    struct Running
    {
        QString service;
        QString image;
        Digest digest;
    };

    QString versionOf(const Running &running) const;

    QMultiHash<std::pair<HostId, QString>, Running> m_running; ///< by host and compose project
    QHash<Digest, QString> m_tags;
};

/// Numbers by value, so that 2.10 follows 2.9.
void sortVersions(QStringList &versions);

} // namespace opsdeck

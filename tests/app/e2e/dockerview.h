// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/stack/realdockerhost.h"

#include <QMap>

namespace opsdeck::testing {

/// One container that runs, as the engine itself tells.
struct SeenContainer
{
    QString name;
    QString id;
    QString startedAt;
    QString digest; ///< of its image, as the registry knows it

    bool operator==(const SeenContainer &) const = default;
};

/// By name. Nothing of it comes from the program that is tested.
inline QMap<QString, SeenContainer> containersOn(const RealDockerHost &host)
{
    const auto ids = QString::fromLatin1(host.docker({QStringLiteral("ps"), QStringLiteral("-q")}).out);
    QMap<QString, SeenContainer> all;
    for (const QString &id : ids.split(u'\n', Qt::SkipEmptyParts)) {
        const auto told = host.docker({QStringLiteral("inspect"), QStringLiteral("-f"),
            QStringLiteral("{{.Name}} {{.Id}} {{.State.StartedAt}} {{.Image}}"), id});
        const QStringList words = QString::fromLatin1(told.out).trimmed().split(u' ');
        const auto image = host.docker({QStringLiteral("image"), QStringLiteral("inspect"), QStringLiteral("-f"),
            QStringLiteral("{{join .RepoDigests \" \"}}"), words.value(3)});
        const QString name = words.value(0).mid(1);
        all.insert(name,
            {name, words.value(1), words.value(2),
                QString::fromLatin1(image.out).trimmed().section(u' ', 0, 0).section(u'@', 1)});
    }
    return all;
}

} // namespace opsdeck::testing

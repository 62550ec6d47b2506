// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/connectkind.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct ConnectKind
{
    Q_DECLARE_TR_FUNCTIONS(ConnectKind)
};

const QString docker = QStringLiteral("docker");

} // namespace

QStringList connectKinds()
{
    return {QStringLiteral("gitlab"), QStringLiteral("harbor"), QStringLiteral("alertmanager"),
        QStringLiteral("prometheus"), docker};
}

QString connectTitle(const QString &kind)
{
    if (kind == u"gitlab")
        return ConnectKind::tr("Connect my GitLab");
    if (kind == u"harbor")
        return ConnectKind::tr("Connect my Harbor");
    if (kind == u"alertmanager")
        return ConnectKind::tr("Connect my Alertmanager");
    if (kind == u"prometheus")
        return ConnectKind::tr("Connect my Prometheus");
    return ConnectKind::tr("Connect a Docker host");
}

QString connectIcon(const QString &kind)
{
    if (kind == u"gitlab")
        return QStringLiteral("branch");
    if (kind == u"harbor")
        return QStringLiteral("image");
    if (kind == u"alertmanager")
        return QStringLiteral("alerts");
    return kind == u"prometheus" ? QStringLiteral("metrics") : QStringLiteral("host");
}

bool isHostKind(const QString &kind)
{
    return kind == docker;
}

} // namespace opsdeck

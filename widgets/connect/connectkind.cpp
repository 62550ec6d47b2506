// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/connectkind.h"

#include <QCoreApplication>
#include <QHash>

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
        QStringLiteral("prometheus"), QStringLiteral("zabbix"), QStringLiteral("grafana"), QStringLiteral("falcon"),
        QStringLiteral("json"), QStringLiteral("check"), docker};
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
    if (kind == u"zabbix")
        return ConnectKind::tr("Connect my Zabbix");
    if (kind == u"grafana")
        return ConnectKind::tr("Connect my Grafana");
    if (kind == u"falcon")
        return ConnectKind::tr("Connect my open-falcon");
    if (kind == u"json")
        return ConnectKind::tr("Connect a list of alarms");
    if (kind == u"check")
        return ConnectKind::tr("Check an address");
    return ConnectKind::tr("Connect a Docker host");
}

QString connectIcon(const QString &kind)
{
    static const QHash<QString, QString> icons{{QStringLiteral("gitlab"), QStringLiteral("branch")},
        {QStringLiteral("harbor"), QStringLiteral("image")}, {QStringLiteral("alertmanager"), QStringLiteral("alerts")},
        {QStringLiteral("prometheus"), QStringLiteral("metrics")}, {QStringLiteral("zabbix"), QStringLiteral("alerts")},
        {QStringLiteral("grafana"), QStringLiteral("metrics")}, {QStringLiteral("falcon"), QStringLiteral("alerts")},
        {QStringLiteral("json"), QStringLiteral("queue")}, {QStringLiteral("check"), QStringLiteral("link")}};
    return icons.value(kind, QStringLiteral("host"));
}

bool isHostKind(const QString &kind)
{
    return kind == docker;
}

} // namespace opsdeck

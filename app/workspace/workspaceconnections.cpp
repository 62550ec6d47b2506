// SPDX-License-Identifier: GPL-3.0-or-later
// What is polled: the sections `connections` and `checks`.
#include "app/workspace/checkreader.h"
#include "app/workspace/words.h"
#include "app/workspace/workspacereader.h"
#include "backends/http/fingerprint.h"
#include "backends/sourcekinds.h"

#include <QUrl>

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

/// Checks have a section of their own.
QStringList connectionKinds()
{
    QStringList kinds = sourceKinds();
    kinds.removeAll(QStringLiteral("check"));
    return kinds;
}

} // namespace

void WorkspaceReader::readConnection(YamlMap map)
{
    Connection connection;
    const QString name = map.name();
    connection.id = SourceId(name);
    connection.kind = map.requiredText(key("kind"));
    const bool isFeed = connection.kind == u"json";
    connection.url = isFeed ? map.text(key("url")) : map.requiredText(key("url"));
    connection.user = map.text(key("user"));
    connection.secret = map.text(key("secret"));
    if (connection.kind == u"zabbix")
        readBasic(map, connection);
    readWay(map, connection);
    connection.poll = map.duration(key("poll"), m_poll);
    connection.projects = map.texts(key("projects"));
    bool usable = !isFeed || readFeed(map, connection);
    map.finish();
    refuseSecretValue(map, key("secret"), connection.secret);

    usable &= !name.isEmpty() && isNew(map, key("connection"), name);
    if (!connection.kind.isEmpty())
        usable &= leadsSomewhere(map, key("kind"), connection.kind, connectionKinds());
    if (isFeed) {
        if (usable)
            m_workspace.connections.append(connection);
        return;
    }
    usable &= isAddress(map, key("url"), connection.url, {key("http"), key("https")});
    while (connection.url.endsWith(u'/'))
        connection.url.chop(1);
    if (usable && !connection.kind.isEmpty() && !connection.url.isEmpty())
        m_workspace.connections.append(connection);
}

/// For the web server before a system whose own account goes elsewhere.
void WorkspaceReader::readBasic(YamlMap &map, Connection &connection)
{
    auto basic = map.map(key("basic"));
    if (!basic)
        return;
    connection.basicUser = basic->requiredText(key("user"));
    connection.basicSecret = basic->requiredText(key("secret"));
    refuseSecretValue(*basic, key("secret"), connection.basicSecret);
    basic->finish();
}

bool WorkspaceReader::readFeed(YamlMap &map, Connection &connection)
{
    connection.mapping = path(map.requiredText(key("mapping")));
    connection.command = map.text(key("command"));
    connection.host = HostId(map.text(key("host")));
    if (connection.url.isEmpty() == connection.command.isEmpty()) {
        map.report(map.place(), WorkspaceText::tr("This source reads either \"url\" or the output of \"command\"."),
            WorkspaceText::tr("url: http://…, https://… or a file; or command: … with host: …"));
        return false;
    }
    if (connection.command.isEmpty() != connection.host.isEmpty()) {
        map.report(map.place(), WorkspaceText::tr("\"command\" and \"host\" belong together."),
            WorkspaceText::tr("The command runs on that host, over SSH"));
        return false;
    }
    if (!connection.host.isEmpty())
        m_feeds.append(map);
    if (connection.url.startsWith(u"http:") || connection.url.startsWith(u"https:")) {
        const bool usable = isAddress(map, key("url"), connection.url, {key("http"), key("https")}, true);
        connection.url = QString::fromLatin1(QUrl(connection.url).toEncoded());
        return usable && !connection.mapping.isEmpty();
    }
    if (!connection.url.isEmpty()) {
        const QString file = connection.url.startsWith(u"file:") ? connection.url.mid(5) : connection.url;
        connection.url = key("file:") + path(file.startsWith(u"//") ? file.mid(2) : file);
    }
    return !connection.mapping.isEmpty();
}

void WorkspaceReader::checkFeedHosts()
{
    QStringList hosts;
    for (const HostSpec &host : m_workspace.hosts)
        hosts.append(host.id.text());
    for (YamlMap &map : m_feeds) {
        const QString host = map.text(key("host"));
        if (leadsSomewhere(map, key("host"), host, hosts))
            continue;
        m_workspace.connections.removeIf(
            [&host](const Connection &connection) { return connection.host == HostId(host); });
    }
}

void WorkspaceReader::readWay(YamlMap &map, Connection &connection)
{
    connection.caFile = path(map.text(key("ca")));
    connection.clientCertificate = path(map.text(key("client-certificate")));
    connection.clientKey = path(map.text(key("client-key")));
    connection.clientKeySecret = map.text(key("client-key-secret"));
    connection.fingerprint = map.text(key("fingerprint"));
    connection.proxy = map.text(key("proxy"));
    connection.proxyUser = map.text(key("proxy-user"));
    connection.proxySecret = map.text(key("proxy-secret"));
    connection.maxConnections = map.integer(key("max-connections"), connection.maxConnections, 1, 64);
    connection.maxRate = map.integer(key("max-rate"), connection.maxRate, 1, 10'000);
    refuseSecretValue(map, key("client-key-secret"), connection.clientKeySecret);
    refuseSecretValue(map, key("proxy-secret"), connection.proxySecret);

    if (connection.proxy != u"none"
        && !isAddress(map, key("proxy"), connection.proxy, {key("http"), key("https"), key("socks5h")}))
        connection.proxy.clear();
    if (connection.fingerprint.isEmpty())
        return;
    // An unreadable pin stays, so that nothing is trusted in its place.
    if (!http::parseFingerprint(connection.fingerprint))
        map.report(map.placeOf(key("fingerprint")), WorkspaceText::tr("This is no SHA-256 fingerprint."),
            WorkspaceText::tr("64 hex digits, with or without colons, or sha256//BASE64"));
    else if (!connection.url.startsWith(u"https://"))
        map.report(map.placeOf(key("fingerprint")), WorkspaceText::tr("A fingerprint needs an https:// address."));
}

void WorkspaceReader::readCheck(YamlMap map)
{
    Connection check;
    const QString name = map.name();
    check.id = SourceId(key("check/") + name);
    check.kind = key("check");
    check.url = map.requiredText(key("url"));
    check.poll = map.duration(key("every"), m_poll);
    const QUrl url(check.url, QUrl::StrictMode);
    const bool isWeb = url.scheme().startsWith(u"http");
    check.check = readCheckSpec(map, url.scheme());
    if (isWeb) {
        check.user = map.text(key("user"));
        check.secret = map.text(key("secret"));
        readWay(map, check);
    } else if (url.scheme() == u"tls") {
        check.caFile = path(map.text(key("ca")));
    }
    map.finish();
    refuseSecretValue(map, key("secret"), check.secret);

    bool usable = !name.isEmpty() && isNew(map, key("check"), name) && !check.url.isEmpty();
    if (isWeb)
        usable &= isAddress(map, key("url"), check.url, {key("http"), key("https")}, true);
    else if (!check.url.isEmpty() && (!QStringList{key("tcp"), key("tls")}.contains(url.scheme()) || url.port() < 1)) {
        map.report(map.placeOf(key("url")),
            WorkspaceText::tr("\"%1\" is no address that can be checked.").arg(check.url),
            WorkspaceText::tr("http://…, https://…, tcp://host:port or tls://host:port"));
        usable = false;
    }
    check.url = QString::fromLatin1(url.toEncoded());
    if (usable)
        m_workspace.connections.append(check);
}

} // namespace opsdeck

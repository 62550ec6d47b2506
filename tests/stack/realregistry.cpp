// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/realregistry.h"

#include <QtTest>

namespace opsdeck::testing {

bool RealRegistry::available(QString *why)
{
    return haveAll({QStringLiteral("docker-registry")}, why);
}

RealRegistry::RealRegistry()
    : m_host(QStringLiteral("127.0.0.1:%1").arg(freePort()))
{ }

bool RealRegistry::start()
{
    const QString config = m_folder.filePath(QStringLiteral("config.yml"));
    const QByteArray data = m_folder.filePath(QStringLiteral("data")).toUtf8();
    writeFile(config,
        "version: 0.1\nlog: {accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: " + data
            + "}, delete: {enabled: true}" + (m_isReadOnly ? ", maintenance: {readonly: {enabled: true}}" : "")
            + "}\nhttp: {addr: " + m_host.toUtf8() + "}\n");
    if (!m_server.start(QStringLiteral("docker-registry"), {QStringLiteral("serve"), config},
            m_folder.filePath(QStringLiteral("log"))))
        return false;
    const auto ready = [this] { return !m_server.isRunning() || fetch(url() + QStringLiteral("/v2/")).status == 200; };
    return QTest::qWaitFor(ready, 30'000) && m_server.isRunning();
}

QByteArray RealRegistry::log() const
{
    return readFile(m_folder.filePath(QStringLiteral("log")));
}

QString RealRegistry::digest(const QString &repository, const QString &tag) const
{
    const auto manifest = fetch(QStringLiteral("%1/v2/%2/manifests/%3").arg(url(), repository, tag), {},
        "application/vnd.docker.distribution.manifest.v2+json");
    return manifest.status == 200 ? QString::fromLatin1(manifest.digest) : QString();
}

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/imagebuilder.h"

#include <QDir>

namespace opsdeck::testing {

namespace {

// The first process of a container dies of no signal that it does not handle.
constexpr char Serve[] = R"(#!/bin/sh
trap 'exit 0' TERM INT
[ -z "$LISTEN" ] || httpd -f -p "$LISTEN" -h /www &
while :; do sleep 3600 & wait $!; done
)";

} // namespace

bool ImageBuilder::available(QString *why)
{
    return haveAll({QStringLiteral("busybox"), QStringLiteral("tar"), QStringLiteral("docker")}, why);
}

ImageBuilder::ImageBuilder(const RealDockerHost &builder, const RealRegistry &registry)
    : m_builder(builder)
    , m_registry(registry)
{ }

QString ImageBuilder::push(const QString &repository, const QString &tag, Health health)
{
    const QString root = m_folder.filePath(QStringLiteral("root"));
    const QString archive = m_folder.filePath(QStringLiteral("image.tar"));
    const QString name = QStringLiteral("%1/%2:%3").arg(m_registry.host(), repository, tag);
    if (!writeTree(root, tag, health)) {
        m_error = QStringLiteral("Cannot write ") + root;
        return {};
    }
    const QStringList import{QStringLiteral("import"), QStringLiteral("--change"),
        QStringLiteral("CMD [\"/bin/serve\"]"), QStringLiteral("--change"),
        QStringLiteral("HEALTHCHECK --interval=1s --timeout=3s --retries=2 CMD /bin/test -f /www/healthy"), archive,
        name};
    const QStringList pack{QStringLiteral("-C"), root, QStringLiteral("-cf"), archive, QStringLiteral(".")};
    auto step = run(QStringLiteral("tar"), pack);
    if (step.succeeded())
        step = m_builder.docker(import);
    if (step.succeeded())
        step = m_builder.docker({QStringLiteral("push"), name});
    if (!step.succeeded()) {
        m_error = QString::fromUtf8(step.err + step.out);
        return {};
    }
    return m_registry.digest(repository, tag);
}

bool ImageBuilder::writeTree(const QString &root, const QString &version, Health health) const
{
    QDir(root).removeRecursively();
    const auto file = [&root](const char *name) { return root + QString::fromLatin1(name); };
    if (!writeFile(file("/bin/serve"), Serve, true) || !writeFile(file("/www/version"), version.toUtf8() + '\n')
        || !QFile::copy(programPath(QStringLiteral("busybox")), file("/bin/busybox")))
        return false;
    for (const char *tool : {"/bin/sh", "/bin/sleep", "/bin/httpd", "/bin/test", "/bin/cat"}) {
        if (!QFile::link(QStringLiteral("busybox"), file(tool)))
            return false;
    }
    return health == Health::Bad || writeFile(file("/www/healthy"), "yes\n");
}

} // namespace opsdeck::testing

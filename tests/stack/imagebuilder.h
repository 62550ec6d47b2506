// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/stack/realdockerhost.h"
#include "tests/stack/realregistry.h"

namespace opsdeck::testing {

/// Makes images without a network, from nothing but busybox, and pushes them to a registry. A container of them writes
/// its version to /www/version, serves that folder at $LISTEN (address:port) where it is set, and ends at once on
/// SIGTERM. The health check runs each second.
class ImageBuilder
{
public:
    enum class Health
    {
        Good,
        Bad ///< never becomes healthy
    };

    static bool available(QString *why);

    ImageBuilder(const RealDockerHost &builder, const RealRegistry &registry);

    /// Builds and pushes registry/repository:tag. The digest; empty where it failed, see error().
    QString push(const QString &repository, const QString &tag, Health health = Health::Good);
    QString error() const { return m_error; }

private:
    bool writeTree(const QString &root, const QString &version, Health health) const;

    const RealDockerHost &m_builder;
    const RealRegistry &m_registry;
    QTemporaryDir m_folder;
    QString m_error;
};

} // namespace opsdeck::testing

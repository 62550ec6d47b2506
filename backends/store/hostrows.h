// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/rowsql.h"

namespace opsdeck::store {

template <> struct Row<Container>
{
    static constexpr RowKind kind = RowKind::Hosts;
    static constexpr const char *table = "container";
    static constexpr Columns keys{"id"};
    static constexpr Columns values{"host", "name", "image", "image_id", "digest", "state", "health", "compose_project",
        "compose_service", "labels", "created_at"};
    static auto fields(auto &c)
    {
        return std::tie(c.id, c.host, c.name, c.image, c.imageId, c.digest, c.state, c.health, c.composeProject,
            c.composeService, c.labels, c.createdAt);
    }
};

template <> struct Row<HostImage>
{
    static constexpr RowKind kind = RowKind::Hosts;
    static constexpr const char *table = "host_image";
    static constexpr Columns keys{"id"};
    static constexpr Columns values{"host", "tags", "digests", "size", "created_at"};
    static auto fields(auto &i) { return std::tie(i.id, i.host, i.tags, i.digests, i.size, i.createdAt); }
};

template <> struct Row<EngineInfo>
{
    static constexpr RowKind kind = RowKind::Hosts;
    static constexpr const char *table = "engine";
    static constexpr Columns keys{"host"};
    static constexpr Columns values{"version", "api_version", "operating_system", "cpus", "memory", "containers"};
    static auto fields(auto &e)
    {
        return std::tie(e.host, e.version, e.apiVersion, e.operatingSystem, e.cpus, e.memory, e.containers);
    }
};

QList<Container> containers(Database &db);
QList<EngineInfo> engines(Database &db);

} // namespace opsdeck::store

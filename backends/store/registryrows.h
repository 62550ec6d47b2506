// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/rowsql.h"

namespace opsdeck::store {

template <> struct Row<RegistryProject>
{
    static constexpr RowKind kind = RowKind::Registry;
    static constexpr const char *table = "registry_project";
    static constexpr Columns keys{"id"};
    static constexpr Columns values{"name", "repositories"};
    static auto fields(auto &p) { return std::tie(p.id, p.name, p.repositories); }
};

template <> struct Row<RegistryRepository>
{
    static constexpr RowKind kind = RowKind::Registry;
    static constexpr const char *table = "registry_repository";
    static constexpr Columns keys{"name"};
    static constexpr Columns values{"artifacts", "updated_at"};
    static auto fields(auto &r) { return std::tie(r.name, r.artifacts, r.updatedAt); }
};

template <> struct Row<Artifact>
{
    static constexpr RowKind kind = RowKind::Registry;
    static constexpr const char *table = "artifact";
    static constexpr Columns keys{"repository", "digest"};
    static constexpr Columns values{"tags", "size", "pushed_at", "scan_status", "scan_severity", "scan_critical",
        "scan_high", "scan_total", "scan_fixable"};
    static auto fields(auto &a)
    {
        return std::tie(a.repository, a.digest, a.tags, a.size, a.pushedAt, a.scan.status, a.scan.severity,
            a.scan.critical, a.scan.high, a.scan.total, a.scan.fixable);
    }
};

/// By repository, the last pushed first.
QList<Artifact> artifacts(Database &db);
/// In the same order, those that a container was made of.
QList<Artifact> runningArtifacts(Database &db);

} // namespace opsdeck::store

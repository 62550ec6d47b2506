// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace opsdeck {

/// A name that cannot be mistaken for another kind of name.
template <typename Tag> class Id
{
public:
    Id() = default;
    explicit Id(QString text)
        : m_text(std::move(text))
    { }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const Id &, const Id &) = default;
    friend std::strong_ordering operator<=>(const Id &a, const Id &b) { return a.m_text.compare(b.m_text) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

using SourceId = Id<struct SourceTag>; ///< a connection of the workspace, by its name
using HostId = Id<struct HostTag>; ///< a host of the workspace, by its name
using EnvironmentId = Id<struct EnvironmentTag>;
using ProductId = Id<struct ProductTag>;
using ModuleId = Id<struct ModuleTag>; ///< unique in a workspace
using EntityId = Id<struct EntityTag>; ///< catalog reference "kind:name", lower-case kind, e.g. "component:cart"
using RunId = Id<struct RunTag>; ///< one deployment run, a UUID

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QHash>
#include <QStringList>

namespace opsdeck {

enum class EntityKind
{
    Component,
    Resource,
    System,
    Group,
    User
};

/// One entity of the catalog. The format is Backstage's descriptor format, reduced to what Opsdeck uses.
struct Entity
{
    EntityId id;
    EntityKind kind = EntityKind::Component;
    QString name;
    QString title; ///< for people; falls back to name
    QString description;
    QString type; ///< spec.type: service, website, database, cache, queue, …
    EntityId owner; ///< group or user
    EntityId system; ///< the business system it is part of
    QList<EntityId> dependsOn;
    QStringList members; ///< of a group
    QStringList tags;

    bool operator==(const Entity &) const = default;
};

/// The company's systems, components, resources and people. A value: cheap to copy, never changes under a reader.
class Catalog
{
public:
    Catalog() = default;
    explicit Catalog(QList<Entity> entities);

    const QList<Entity> &entities() const { return m_entities; }
    const Entity *find(const EntityId &id) const;
    QList<Entity> ofKind(EntityKind kind) const;
    QString titleOf(const EntityId &id) const; ///< the name where there is no title; the id where there is no entity

    bool operator==(const Catalog &other) const { return m_entities == other.m_entities; }

private:
    QList<Entity> m_entities;
    QHash<EntityId, qsizetype> m_index;
};

EntityId entityId(EntityKind kind, const QString &name);

} // namespace opsdeck

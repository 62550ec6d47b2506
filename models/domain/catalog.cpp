// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/catalog.h"

namespace opsdeck {

Catalog::Catalog(QList<Entity> entities)
    : m_entities(std::move(entities))
{
    for (qsizetype i = 0; i < m_entities.size(); ++i)
        m_index.insert(m_entities.at(i).id, i);
}

const Entity *Catalog::find(const EntityId &id) const
{
    const auto it = m_index.constFind(id);
    return it == m_index.cend() ? nullptr : &m_entities.at(*it);
}

QList<Entity> Catalog::ofKind(EntityKind kind) const
{
    QList<Entity> found;
    for (const Entity &entity : m_entities) {
        if (entity.kind == kind)
            found.append(entity);
    }
    return found;
}

QString Catalog::titleOf(const EntityId &id) const
{
    const Entity *entity = find(id);
    if (!entity)
        return id.text().section(u':', 1);
    return entity->title.isEmpty() ? entity->name : entity->title;
}

EntityId entityId(EntityKind kind, const QString &name)
{
    const auto word = [kind] {
        switch (kind) {
        case EntityKind::Component:
            return u"component";
        case EntityKind::Resource:
            return u"resource";
        case EntityKind::System:
            return u"system";
        case EntityKind::Group:
            return u"group";
        case EntityKind::User:
            return u"user";
        }
        return u"component";
    };
    return EntityId(QString::fromUtf16(word()) + u':' + name.toLower());
}

} // namespace opsdeck

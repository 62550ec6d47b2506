// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallscene.h"

#include <memory>

namespace opsdeck {

/// What an option of a scene names; the workspace's reader checks that it exists.
enum class WallOption
{
    System ///< of the catalog; handed over as its entity id
};

/// A kind of scene that a workspace can name.
struct WallSceneKind
{
    QString name;
    QMap<QString, WallOption> options;
    std::unique_ptr<WallScene> (*make)(const WallSceneContext &context);
};

/// All of them. A page that wants to be on the wall joins by one line in wallscenes.cpp.
const QList<WallSceneKind> &wallSceneKinds();
/// Null where nobody registered that name.
const WallSceneKind *wallSceneKind(const QString &name);

} // namespace opsdeck

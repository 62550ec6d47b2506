// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallscenes.h"

#include "widgets/wall/alertscene.h"
#include "widgets/wall/changescene.h"
#include "widgets/wall/clockscene.h"
#include "widgets/wall/topologyscene.h"
#include "widgets/wall/versionscene.h"

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

template <typename Scene> std::unique_ptr<WallScene> make(const WallSceneContext &context)
{
    return std::make_unique<Scene>(context);
}

} // namespace

const QList<WallSceneKind> &wallSceneKinds()
{
    static const QList<WallSceneKind> kinds{
        {u"alerts"_s, {}, make<AlertScene>},
        {u"topology"_s, {{u"system"_s, WallOption::System}}, make<TopologyScene>},
        {u"versions"_s, {}, make<VersionScene>},
        {u"changes"_s, {}, make<ChangeScene>},
        {u"clock"_s, {}, make<ClockScene>},
    };
    return kinds;
}

const WallSceneKind *wallSceneKind(const QString &name)
{
    const auto &kinds = wallSceneKinds();
    const auto it
        = std::find_if(kinds.cbegin(), kinds.cend(), [&](const WallSceneKind &kind) { return kind.name == name; });
    return it == kinds.cend() ? nullptr : &*it;
}

} // namespace opsdeck

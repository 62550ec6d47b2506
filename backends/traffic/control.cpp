// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/control.h"

#include "backends/traffic/command.h"
#include "backends/traffic/file.h"
#include "backends/traffic/haproxy.h"

namespace opsdeck::traffic {

Result<std::unique_ptr<TrafficControl>> makeControl(TrafficTarget target, Host &host)
{
    if (auto checked = checkTarget(target); !checked) {
        checked.error().origin = target.host.text();
        return tl::unexpected(checked.error());
    }
    std::unique_ptr<TrafficControl> made;
    switch (target.kind) {
    case BalancerKind::Haproxy:
        made = std::make_unique<HaproxyTraffic>(std::move(target), host);
        break;
    case BalancerKind::Nginx:
    case BalancerKind::Envoy:
        made = std::make_unique<FileTraffic>(std::move(target), host);
        break;
    case BalancerKind::Command:
        made = std::make_unique<CommandTraffic>(std::move(target), host);
        break;
    }
    return made;
}

} // namespace opsdeck::traffic

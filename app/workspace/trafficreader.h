// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/trafficroute.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// `traffic:` of the workspace, a list of routes. One with a fault is left out and told: nobody moves traffic by half
/// of what was written. The workspace's products, environments and hosts are those that a route may name.
///
///     traffic:
///     - name: shop
///       product: shop
///       environment: production
///       strategy: gray             # canary, blue-green, gray
///       balancer: haproxy          # haproxy, nginx, envoy, command
///       host: lb-01                # where the balancer runs
///       socket: /run/haproxy/admin # haproxy; or address and port
///       backend: shop              # haproxy's backend, nginx' upstream
///       file: /etc/nginx/shop.conf # nginx, envoy
///       test: [nginx, -t]          # nginx
///       reload: [systemctl, reload, nginx]
///       commands:                  # {pool}, {percent}, {server}
///         set-share: [lb, set, "{pool}", "{percent}"]
///         read-share: [lb, get, "{pool}"]
///         drain: …                 # also undrain, state, sessions
///       pools:
///         G0: {servers: {s1: app-01, s2: app-02}} # server: host
///         G2: {servers: [s3]}      # without hosts: no gate can ask them
///       from: G0
///       to: G2
///       steps: [5, 20, 100]        # or [{share: 5, hold: 10m}, …]; blue-green: 100 where left out
///       hold: 10m                  # of steps that do not say it
///       ask: true                  # a person says "next" after each step
///       gates: …                   # as those of a product
///       tenants: [{name: demo, tier: 0}] # gray only; lower tiers first
QList<TrafficRoute> readTraffic(
    const YAML::Node &root, const QString &file, const Workspace &workspace, Diagnostics &diagnostics);

} // namespace opsdeck

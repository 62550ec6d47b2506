// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/story/story.h"

namespace opsdeck::sim {

/// A balancer's file on a host. It is the balancer's state: what a step writes is what is read back.
struct BalancerFile
{
    QString host;
    QString path;
    QByteArray content;
};

/// The demo's two balancers: nginx before the shop in production, where nothing was moved yet, and Envoy before the
/// order router in staging, whose canary has ten percent.
QList<BalancerFile> balancerFiles(const Story &story);

/// What the workspace says of them, under `traffic:`.
QString trafficBlock(const Story &story);

} // namespace opsdeck::sim

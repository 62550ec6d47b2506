// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/traffic.h"

namespace opsdeck::envoy {

// The weights of `weighted_clusters` in an Envoy route file, block-style YAML. Every list in the file that names one of
// the clusters has to name all of them, and with the same weights where it is read; the others are not looked at. What
// is an error: flow style ({…}) in such a list, a total_weight other than 100, a cluster without a weight or twice,
// quotes or braces that are not balanced, tabs that indent.

/// All clusters of the lists that name one of `clusters`.
Result<QList<TrafficServer>> parseClusters(const QByteArray &file, const QStringList &clusters);

/// The file with the weights of these clusters changed, every other byte as it was.
Result<QByteArray> rewriteClusters(const QByteArray &file, const QMap<QString, int> &weights);

} // namespace opsdeck::envoy

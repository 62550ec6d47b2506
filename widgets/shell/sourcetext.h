// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"

namespace opsdeck {

/// "zabbix stale since 13:41": one blind source in a few words, for strips and tiles.
QString blindText(const SourceRecord &source, const QDateTime &now);

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/zabbix/dialect.h"

#include <QJsonArray>
#include <QJsonObject>

namespace opsdeck::zabbix {

// Parameters of what is asked again and again.

inline constexpr int PageSize = 1000;

QJsonArray names(std::initializer_list<const char *> all);
/// A page of open problems, by growing event ids; `from` 0 = from the first.
QJsonObject problemQuery(Dialect dialect, qint64 from);
/// As Zabbix' own list of problems asks.
QJsonObject triggerQuery(Dialect dialect, const QList<qint64> &ids);

} // namespace opsdeck::zabbix

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/hostrows.h"

namespace opsdeck::store {

QList<Container> containers(Database &db)
{
    static const std::string sql = select<Container>("ORDER BY host, name, id");
    return readAll<Container>(db, sql);
}

QList<EngineInfo> engines(Database &db)
{
    static const std::string sql = select<EngineInfo>("ORDER BY host");
    return readAll<EngineInfo>(db, sql);
}

} // namespace opsdeck::store

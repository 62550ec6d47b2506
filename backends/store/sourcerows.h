// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/freshness.h"

namespace opsdeck::store {

/// All that is known about a source but its cursor.
void putSource(Database &db, const SourceRecord &source);
void putCursor(Database &db, const SourceId &source, const QByteArray &cursor);
QList<SourceRecord> sources(Database &db);
/// Empty for a source that is not known.
QByteArray cursorOf(Database &db, const SourceId &source);
/// Refused by the file while rows of the source are left.
void forgetSource(Database &db, const SourceId &source);

} // namespace opsdeck::store

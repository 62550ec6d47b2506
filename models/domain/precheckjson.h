// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrisk.h"

namespace opsdeck {

/// What was known and decided before a run, stored with its plan.
struct PrecheckRecord
{
    QList<Precheck> checks;
    QList<Override> overrides;
    Risk risk;

    bool operator==(const PrecheckRecord &) const = default;
};

/// Canonical JSON, the same bytes for the same record.
QByteArray toJson(const PrecheckRecord &record);
/// Nothing where the text is no such record, whole and consistent: a check that is read as weaker than it was written
/// would be worse than none.
std::optional<PrecheckRecord> precheckRecordFromJson(const QByteArray &json);

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

namespace opsdeck::json {

/// Fills in what people see of an alert from labels and annotations, by the habits of the Prometheus world: name,
/// severity and a summary of one line.
void describe(Alert &alert);

/// Keeps the first of alerts with the same key.
void dropRepeated(QList<Alert> &alerts);

} // namespace opsdeck::json

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/annotation.h"
#include "models/domain/error.h"
#include "models/domain/freshness.h"

#include <QByteArray>

namespace opsdeck::grafana {

// What Grafana says in shapes of its own; its alerts, silences and rules are those of Alertmanager and Prometheus.

Result<SourceIdentity> parseHealth(const QByteArray &body, const SourceId &source);
/// What people and programs marked; times are in milliseconds. One without an id, a time or a text is no mark.
Result<QList<Annotation>> parseAnnotations(const QByteArray &body, const SourceId &source);
/// Takes the measured value out of the annotation that Grafana puts it in, where it is one number.
void describeValue(Alert &alert);

} // namespace opsdeck::grafana

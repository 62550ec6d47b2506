// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <QByteArray>

namespace opsdeck::sound {

constexpr int Rate = 44'100; ///< samples a second; one channel of 16 bits, little endian

/// The sound of a severity, made here so that no file has to be found: three notes that rise for critical, two that
/// fall for warning, a low one for info. All under a second, told apart also where only the rhythm comes through.
QByteArray toneOf(Severity severity);

} // namespace opsdeck::sound

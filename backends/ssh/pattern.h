// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

namespace opsdeck {

/// OpenSSH's patterns: * is any text, ? any character; everything else is itself. Linear in practice, whatever the
/// pattern.
bool matchesPattern(QByteArrayView text, QByteArrayView pattern);

/// A list of patterns of which some may be negated with "!": one that is negated and matches decides against.
bool matchesPatterns(QByteArrayView text, const QByteArrayList &patterns);

} // namespace opsdeck

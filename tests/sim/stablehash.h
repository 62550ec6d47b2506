// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace opsdeck::sim {

/// FNV-1a, 64 bits: the same on every machine, which qHash does not promise.
constexpr quint64 stableHash(QByteArrayView bytes, quint64 sum = 14695981039346656037ULL)
{
    for (const char byte : bytes)
        sum = (sum ^ quint8(byte)) * 1099511628211ULL;
    return sum;
}

} // namespace opsdeck::sim

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/backoff.h"

#include <algorithm>

namespace opsdeck::http {

namespace {

constexpr Backoff::Wait Longest{5'000};
constexpr Backoff::Wait LongestAsked{600'000};
constexpr qsizetype MaxKeys = 1000;

} // namespace

Backoff::Wait Backoff::waitFor(const QByteArray &key, Time now) const
{
    const auto slot = m_slots.constFind(key);
    if (slot == m_slots.cend() || slot->opensAt <= now)
        return Wait{0};
    return std::chrono::ceil<Wait>(slot->opensAt - now);
}

void Backoff::take(const QByteArray &key, Time now)
{
    const auto slot = m_slots.find(key);
    if (slot == m_slots.end())
        return;
    slot->taken = true;
    slot->opensAt = now + slot->length;
}

void Backoff::failed(const QByteArray &key, Wait asked, Error why, Time now, double random)
{
    if (m_slots.size() >= MaxKeys && !m_slots.contains(key))
        m_slots.removeIf([now](const auto &slot) { return slot.value().opensAt <= now; });
    auto &slot = m_slots[key];
    slot.why = std::move(why);
    // Those that were on their way when the first of them failed are one failure together.
    if (slot.taken)
        ++slot.failures;
    slot.taken = false;
    const auto doubled = std::min(m_first * (1 << std::min(slot.failures - 1, 10)), Longest);
    const auto spread = doubled + Wait(static_cast<qint64>(random * static_cast<double>(doubled.count()) / 2));
    slot.length = asked.count() > 0 ? std::min(asked, LongestAsked) : spread;
    slot.opensAt = std::max(slot.opensAt, now + slot.length);
}

} // namespace opsdeck::http

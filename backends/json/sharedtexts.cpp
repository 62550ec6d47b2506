// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/json/sharedtexts.h"

#include <QAnyStringView>
#include <QHashFunctions>

namespace opsdeck::json {

namespace {

constexpr size_t FirstSlots = 256;

bool isSame(const QString &text, std::string_view utf8)
{
    return QAnyStringView(text) == QAnyStringView(QUtf8StringView(utf8.data(), static_cast<qsizetype>(utf8.size())));
}

} // namespace

QString SharedTexts::of(std::string_view utf8)
{
    if (utf8.empty())
        return QString();
    if (2 * m_taken >= m_slots.size())
        grow();
    const size_t hash = qHashBits(utf8.data(), utf8.size(), 0);
    Slot &slot = slotOf(hash, utf8);
    if (slot.text.isNull()) {
        slot = {hash, QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))};
        ++m_taken;
    }
    return slot.text;
}

/// Where the text is, or the free place for it.
SharedTexts::Slot &SharedTexts::slotOf(size_t hash, std::string_view utf8)
{
    size_t at = hash & (m_slots.size() - 1);
    while (!m_slots[at].text.isNull() && !(m_slots[at].hash == hash && isSame(m_slots[at].text, utf8)))
        at = (at + 1) & (m_slots.size() - 1);
    return m_slots[at];
}

void SharedTexts::grow()
{
    std::vector<Slot> before(std::max(FirstSlots, 2 * m_slots.size()));
    before.swap(m_slots);
    for (Slot &slot : before) {
        if (slot.text.isNull())
            continue;
        size_t at = slot.hash & (m_slots.size() - 1);
        while (!m_slots[at].text.isNull())
            at = (at + 1) & (m_slots.size() - 1);
        m_slots[at] = std::move(slot);
    }
}

} // namespace opsdeck::json

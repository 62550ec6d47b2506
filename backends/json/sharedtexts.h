// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>
#include <vector>

namespace opsdeck::json {

/// Thousands of alerts have the same names of labels, and many of the same values: a text is made once for all of them.
/// Lives as long as one answer is read.
class SharedTexts
{
public:
    QString of(std::string_view utf8);

private:
    struct Slot
    {
        size_t hash = 0;
        QString text; ///< null: free
    };

    Slot &slotOf(size_t hash, std::string_view utf8);
    void grow();

    std::vector<Slot> m_slots; ///< a power of two of them, at most half of them taken
    size_t m_taken = 0;
};

} // namespace opsdeck::json

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/pattern.h"

namespace opsdeck {

bool matchesPattern(QByteArrayView text, QByteArrayView pattern)
{
    qsizetype at = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (at < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = at;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[at])) {
            ++p;
            ++at;
        } else if (star >= 0) {
            p = star + 1; // the last star takes one character more
            at = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool matchesPatterns(QByteArrayView text, const QByteArrayList &patterns)
{
    bool matched = false;
    for (const QByteArray &pattern : patterns) {
        const bool negated = pattern.startsWith('!');
        if (!matchesPattern(text, negated ? QByteArrayView(pattern).sliced(1) : QByteArrayView(pattern)))
            continue;
        if (negated)
            return false;
        matched = true;
    }
    return matched;
}

} // namespace opsdeck

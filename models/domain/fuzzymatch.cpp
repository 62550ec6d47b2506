// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/fuzzymatch.h"

#include <algorithm>
#include <vector>

namespace opsdeck {

namespace {

constexpr int Matched = 1;
constexpr int AtWordStart = 6;
constexpr int AtTextStart = 2;
constexpr int InOneStretch = 8;
constexpr int None = -1;

bool startsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text.at(at - 1);
    const QChar here = text.at(at);
    return !before.isLetterOrNumber() || (here.isUpper() && before.isLower()) || here.script() == QChar::Script_Han;
}

/// The best way to find the word's characters in this order: per position the best score that ends there.
std::optional<int> wordScore(QStringView word, QStringView text)
{
    std::vector<int> before;
    std::vector<int> ending(size_t(text.size()), None);
    for (qsizetype w = 0; w < word.size(); ++w) {
        before = std::exchange(ending, std::vector<int>(size_t(text.size()), None));
        int reached = w == 0 ? 0 : None; // the best that ends before here, with a gap
        for (qsizetype i = 0; i < text.size(); ++i) {
            const int adjacent = w > 0 && i > 0 ? before[size_t(i - 1)] : None;
            if (w > 0 && i > 1)
                reached = std::max(reached, before[size_t(i - 2)]);
            if (text.at(i).toCaseFolded() != word.at(w).toCaseFolded())
                continue;
            const int best = std::max(reached, adjacent == None ? None : adjacent + InOneStretch);
            if (best == None)
                continue;
            ending[size_t(i)] = best + Matched + (startsWord(text, i) ? AtWordStart : 0) + (i == 0 ? AtTextStart : 0);
        }
    }
    const int best = ending.empty() ? None : *std::max_element(ending.begin(), ending.end());
    return best == None ? std::nullopt : std::optional(best);
}

} // namespace

std::optional<int> fuzzyScore(const QString &query, const QString &text)
{
    int total = 0;
    for (const QString &word : query.split(u' ', Qt::SkipEmptyParts)) {
        const auto score = wordScore(word, text);
        if (!score)
            return std::nullopt;
        total += *score;
    }
    return total;
}

QList<qsizetype> bestMatches(const QString &query, const QStringList &texts, qsizetype limit)
{
    std::vector<std::pair<int, qsizetype>> found;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (const auto score = fuzzyScore(query, texts.at(i)))
            found.emplace_back(-*score, i);
    }
    std::sort(found.begin(), found.end());
    QList<qsizetype> best;
    for (const auto &[score, index] : found) {
        if (best.size() == limit)
            break;
        best.append(index);
    }
    return best;
}

} // namespace opsdeck

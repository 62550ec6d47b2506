// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/versionorder.h"

#include <algorithm>

namespace opsdeck {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

qsizetype endOfDigits(QStringView text, qsizetype from)
{
    while (from < text.size() && isDigit(text.at(from)))
        ++from;
    return from;
}

QStringView withoutZeros(QStringView digits)
{
    while (digits.startsWith(u'0'))
        digits = digits.mid(1);
    return digits;
}

/// By value, however long they are.
std::weak_ordering compareNumbers(QStringView a, QStringView b)
{
    a = withoutZeros(a);
    b = withoutZeros(b);
    if (a.size() != b.size())
        return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

/// Runs of digits by value, everything else by letters.
std::weak_ordering compareNaturally(QStringView a, QStringView b)
{
    while (!a.isEmpty() && !b.isEmpty()) {
        const qsizetype digitsA = endOfDigits(a, 0);
        const qsizetype digitsB = endOfDigits(b, 0);
        if (digitsA > 0 && digitsB > 0) {
            if (const auto order = compareNumbers(a.left(digitsA), b.left(digitsB)); order != 0)
                return order;
            a = a.mid(digitsA);
            b = b.mid(digitsB);
        } else {
            if (const auto order = a.left(1).compare(b.left(1)) <=> 0; order != 0)
                return order;
            a = a.mid(1);
            b = b.mid(1);
        }
    }
    return a.size() <=> b.size();
}

struct Parts
{
    QString words; ///< before the first digit, without a "v"
    QList<QString> numbers;
    QString suffix;

    bool isNumbered() const { return !numbers.isEmpty(); }
};

Parts partsOf(const QString &version)
{
    const QString text = version.trimmed().toLower();
    const auto first = std::find_if(text.cbegin(), text.cend(), isDigit);
    Parts parts{text.left(first - text.cbegin()), {}, {}};
    qsizetype at = parts.words.size();
    if (parts.words == u"v")
        parts.words.clear();
    while (at < text.size() && isDigit(text.at(at))) {
        const qsizetype end = endOfDigits(text, at);
        parts.numbers.append(text.mid(at, end - at));
        at = end;
        if (at + 1 < text.size() && text.at(at) == u'.' && isDigit(text.at(at + 1)))
            ++at;
    }
    parts.suffix = text.mid(at);
    return parts;
}

/// Whether the suffix makes it lower (-1) or higher (1) than the bare number.
int rankOf(QStringView suffix)
{
    if (suffix.isEmpty())
        return 0;
    if (suffix.startsWith(u'+')) // added to what is finished
        return 1;
    while (!suffix.isEmpty() && QStringView(u"-_. ").contains(suffix.front()))
        suffix = suffix.mid(1);
    const auto words = {u"hotfix", u"patch", u"fix", u"post", u"sp"};
    const bool isLater = std::any_of(words.begin(), words.end(), [&](QStringView word) {
        return suffix.startsWith(word) && (suffix.size() == word.size() || !suffix.at(word.size()).isLetter());
    });
    return isLater || (!suffix.isEmpty() && isDigit(suffix.front())) ? 1 : -1;
}

std::weak_ordering compareParts(const Parts &a, const Parts &b)
{
    for (qsizetype i = 0; i < std::max(a.numbers.size(), b.numbers.size()); ++i) {
        if (const auto order = compareNumbers(a.numbers.value(i), b.numbers.value(i)); order != 0)
            return order;
    }
    if (const auto order = rankOf(a.suffix) <=> rankOf(b.suffix); order != 0)
        return order;
    return compareNaturally(a.suffix, b.suffix);
}

} // namespace

std::partial_ordering compareVersions(const QString &a, const QString &b)
{
    if (a == b)
        return std::partial_ordering::equivalent;
    const Parts left = partsOf(a);
    const Parts right = partsOf(b);
    if (left.words != right.words || !left.isNumbered() || !right.isNumbered())
        return std::partial_ordering::unordered;
    return compareParts(left, right);
}

bool isLowerVersion(const QString &a, const QString &b)
{
    const Parts left = partsOf(a);
    const Parts right = partsOf(b);
    if (left.words != right.words)
        return left.words < right.words;
    if (const auto order = compareParts(left, right); order != 0)
        return order < 0;
    return a < b;
}

} // namespace opsdeck

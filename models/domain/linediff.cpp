// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/linediff.h"

#include <QStringList>

#include <vector>

namespace opsdeck {

namespace {

using Kind = DiffLine::Kind;

constexpr qsizetype maxCells = 4'000'000;

QStringList linesOf(const QByteArray &text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

void append(QList<DiffLine> &diff, Kind kind, QStringList::const_iterator from, QStringList::const_iterator to)
{
    for (; from != to; ++from)
        diff.append({kind, *from, 0});
}

/// Lengths of the longest common subsequences of all tails of two lists.
class TailLengths
{
public:
    TailLengths(const QStringList &a, const QStringList &b)
        : m_width(b.size() + 1)
        , m_cells(static_cast<size_t>((a.size() + 1) * m_width), 0)
    {
        for (qsizetype i = a.size() - 1; i >= 0; --i) {
            for (qsizetype j = b.size() - 1; j >= 0; --j)
                cell(i, j) = a.at(i) == b.at(j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }

    int at(qsizetype i, qsizetype j) const { return m_cells[static_cast<size_t>(i * m_width + j)]; }

private:
    int &cell(qsizetype i, qsizetype j) { return m_cells[static_cast<size_t>(i * m_width + j)]; }

    qsizetype m_width;
    std::vector<int> m_cells;
};

QList<DiffLine> diffOfMiddle(const QStringList &before, const QStringList &after)
{
    QList<DiffLine> diff;
    if (before.size() * after.size() > maxCells) {
        append(diff, Kind::Removed, before.cbegin(), before.cend());
        append(diff, Kind::Added, after.cbegin(), after.cend());
        return diff;
    }
    const TailLengths common(before, after);
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.size() && j < after.size()) {
        if (before.at(i) == after.at(j)) {
            diff.append({Kind::Same, before.at(i), 0});
            ++i;
            ++j;
        } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
            diff.append({Kind::Removed, before.at(i++), 0});
        } else {
            diff.append({Kind::Added, after.at(j++), 0});
        }
    }
    append(diff, Kind::Removed, before.cbegin() + i, before.cend());
    append(diff, Kind::Added, after.cbegin() + j, after.cend());
    return diff;
}

} // namespace

QList<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after)
{
    const QStringList a = linesOf(before);
    const QStringList b = linesOf(after);
    const auto [headEnd, unused] = std::mismatch(a.cbegin(), a.cend(), b.cbegin(), b.cend());
    const qsizetype head = headEnd - a.cbegin();
    qsizetype tail = 0;
    while (tail < qMin(a.size(), b.size()) - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    QList<DiffLine> diff;
    append(diff, Kind::Same, a.cbegin(), a.cbegin() + head);
    diff += diffOfMiddle(a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail));
    append(diff, Kind::Same, a.cend() - tail, a.cend());
    return diff;
}

QList<DiffLine> withContext(const QList<DiffLine> &diff, int context)
{
    std::vector<bool> kept(static_cast<size_t>(diff.size()), false);
    for (qsizetype i = 0; i < diff.size(); ++i) {
        if (diff.at(i).kind == Kind::Same)
            continue;
        const qsizetype last = qMin(diff.size() - 1, i + context);
        for (qsizetype near = qMax<qsizetype>(0, i - context); near <= last; ++near)
            kept[static_cast<size_t>(near)] = true;
    }
    QList<DiffLine> folded;
    for (qsizetype i = 0; i < diff.size(); ++i) {
        if (kept[static_cast<size_t>(i)])
            folded.append(diff.at(i));
        else if (!folded.isEmpty() && folded.last().kind == Kind::Gap)
            ++folded.last().count;
        else
            folded.append({Kind::Gap, {}, 1});
    }
    return folded;
}

DiffCount countChanges(const QList<DiffLine> &diff)
{
    DiffCount count;
    for (const DiffLine &line : diff) {
        count.added += line.kind == Kind::Added ? 1 : 0;
        count.removed += line.kind == Kind::Removed ? 1 : 0;
    }
    return count;
}

} // namespace opsdeck

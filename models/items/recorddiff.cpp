// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/recorddiff.h"

#include <algorithm>

namespace opsdeck {

namespace {

/// The longest run of values that already stand in rising order: these rows stay, all others move.
QSet<int> longestRising(const QList<int> &values)
{
    QList<int> tails; // positions in `values`; tails[n] ends the best run of n + 1 values
    QList<int> previous(values.size(), -1);
    for (int i = 0; i < values.size(); ++i) {
        const auto at = std::lower_bound(tails.begin(), tails.end(), values.at(i),
            [&](int position, int value) { return values.at(position) < value; });
        if (at != tails.begin())
            previous[i] = *(at - 1);
        if (at == tails.end())
            tails.append(i);
        else
            *at = i;
    }
    QSet<int> stay;
    for (int i = tails.isEmpty() ? -1 : tails.last(); i >= 0; i = previous.at(i))
        stay.insert(values.at(i));
    return stay;
}

QList<int> removeGone(const QList<int> &targets, QList<RowEdit> &edits)
{
    QList<int> kept;
    for (int i = static_cast<int>(targets.size()) - 1; i >= 0; --i) {
        if (targets.at(i) >= 0) {
            kept.prepend(targets.at(i));
            continue;
        }
        const bool joins = !edits.isEmpty() && edits.last().first == i + 1;
        if (joins) {
            edits.last().first = i;
            ++edits.last().count;
        } else {
            edits.append({RowEdit::Kind::Remove, i, 1, 0});
        }
    }
    return kept;
}

/// Puts each mover right behind its predecessor; the rows that stay are in order all the time.
void moveKept(QList<int> &kept, QList<RowEdit> &edits)
{
    const QSet<int> stay = longestRising(kept);
    QList<int> wanted = kept;
    std::sort(wanted.begin(), wanted.end());
    for (int i = 0; i < wanted.size() && stay.size() < wanted.size(); ++i) {
        if (stay.contains(wanted.at(i)))
            continue;
        const auto from = static_cast<int>(kept.indexOf(wanted.at(i)));
        const auto before = i == 0 ? -1 : static_cast<int>(kept.indexOf(wanted.at(i - 1)));
        const int to = before < from ? before + 1 : before;
        if (from == to)
            continue;
        edits.append({RowEdit::Kind::Move, from, 1, to});
        kept.move(from, to);
    }
}

void insertNew(const QList<int> &kept, int size, QList<RowEdit> &edits)
{
    int next = 0;
    for (int i = 0; i <= kept.size(); ++i) {
        const int end = i < kept.size() ? kept.at(i) : size;
        if (end > next)
            edits.append({RowEdit::Kind::Insert, next, end - next, 0});
        next = end + 1;
    }
}

} // namespace

QList<RowEdit> rowEdits(const QList<int> &targets, int size)
{
    QList<RowEdit> edits;
    QList<int> kept = removeGone(targets, edits);
    moveKept(kept, edits);
    insertNew(kept, size, edits);
    return edits;
}

} // namespace opsdeck

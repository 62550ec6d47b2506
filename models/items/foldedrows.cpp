// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/foldedrows.h"

#include <algorithm>

namespace opsdeck {

namespace {

class Lines
{
public:
    Lines(const QString &group, const OpenFolds &open, FoldCounts &counts)
        : m_group(group)
        , m_open(open)
        , m_counts(counts)
    { }

    QList<ShownRow> of(const QList<SharedRow> &rows, const QList<SharedRow> &resting)
    {
        m_lines.reserve(rows.size() + resting.size());
        for (const QList<SharedRow> &some : {rows, resting}) {
            for (const SharedRow &row : some) {
                if (row->noise->isFolded())
                    m_folds[row->noise->under].append(row);
            }
        }
        for (const QList<SharedRow> &some : {rows, resting}) {
            for (const SharedRow &row : some)
                add(row);
        }
        return m_lines;
    }

private:
    void add(const SharedRow &row)
    {
        const bool isFolded = row->noise->isFolded();
        if (m_folds.isEmpty() || (!isFolded && !m_folds.contains(row->key)))
            return addLine({row});
        const QString under = isFolded ? row->noise->under : row->key;
        if (m_done.contains(under)) {
            if (!isFolded)
                addLine({row});
            return;
        }
        m_done.insert(under);
        const QList<SharedRow> folded = m_folds.value(under);
        if (isFolded && folded.size() == 1)
            return addLine({row}); // alone below a line that says no more
        if (isFolded)
            addFold({.row = headOf(under, folded), .isHead = true}, folded);
        else
            addFold({.row = row}, folded);
    }

    void addLine(const ShownRow &line)
    {
        m_lines.append(line);
        m_counts.shown += line.row->noise->isResting ? 0 : 1;
    }

    void addFold(ShownRow line, const QList<SharedRow> &rows)
    {
        const FoldSummary fold = summaryOf(rows);
        line.fold = fold;
        line.isOpen = m_open.isOpen(line.row->key);
        m_lines.append(line);
        m_counts.shown += line.isHead ? 0 : 1;
        m_counts.folded += fold.firing;
        for (qsizetype i = 0; line.isOpen && i < rows.size(); ++i)
            m_lines.append({.row = rows.at(i), .isBelow = true});
    }

    FoldSummary summaryOf(const QList<SharedRow> &rows) const
    {
        FoldSummary fold{.kind = rows.first()->noise->fold, .rows = rows};
        for (const SharedRow &row : rows) {
            const QDateTime &at = row->startsAt;
            if (at.isValid() && (!fold.first.isValid() || at < fold.first))
                fold.first = at;
            if (at.isValid() && (!fold.last.isValid() || at > fold.last))
                fold.last = at;
            fold.firing += row->noise->isResting ? 0 : 1;
        }
        return fold;
    }

    /// As much as its rows have in common.
    AlertRow headOf(const QString &under, const QList<SharedRow> &rows) const
    {
        const AlertRow &loudest = rows.first();
        AlertRow head{.key = QStringList{m_group, under, QStringLiteral("fold")}.join(QChar(0x1f))};
        head.severity = loudest.severity;
        head.noise = RowNoise{.under = loudest.noise->under, .cause = loudest.noise->cause};
        head.name = loudest.name;
        head.service = loudest.service;
        head.environment = loudest.environment;
        head.owner = loudest.owner;
        head.suppressed = head.pending = head.blind = true;
        for (const AlertRow &row : rows) {
            head.severity = std::min(head.severity, row.severity);
            head.suppressed &= row.suppressed;
            head.pending &= row.pending;
            head.blind &= row.blind;
            const std::pair<QString &, const QString &> texts[] = {{head.name, row.name}, {head.service, row.service},
                {head.environment, row.environment}, {head.owner, row.owner}};
            for (const auto &[common, own] : texts) {
                if (common != own)
                    common.clear();
            }
            if (row.startsAt.isValid() && (!head.startsAt.isValid() || row.startsAt < head.startsAt))
                head.startsAt = row.startsAt;
            for (const SourceView &source : row.sources) {
                if (!head.sources.contains(source))
                    head.sources.append(source);
            }
        }
        return head;
    }

    QString m_group;
    const OpenFolds &m_open;
    FoldCounts &m_counts;
    QHash<QString, QList<SharedRow>> m_folds;
    QSet<QString> m_done;
    QList<ShownRow> m_lines;
};

} // namespace

QList<ShownRow> foldedRows(const QString &group, const QList<SharedRow> &rows, const QList<SharedRow> &resting,
    const OpenFolds &open, FoldCounts &counts)
{
    return Lines(group, open, counts).of(rows, resting);
}

} // namespace opsdeck

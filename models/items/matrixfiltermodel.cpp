// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/matrixfiltermodel.h"

#include "models/items/matrixmodel.h"

#include <algorithm>

namespace opsdeck {

namespace {

QString searchTextOf(const MatrixRow &row)
{
    QStringList parts{row.title, row.owner, row.part.text(), row.product.text(), row.image.name()};
    for (const MatrixCell &cell : row.cells) {
        for (const HostVersion &version : cell.hosts)
            parts << version.tag << version.digest.text() << version.host.text();
    }
    return parts.join(u'\n');
}

} // namespace

void MatrixFilterModel::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void MatrixFilterModel::setOnlyDifferences(bool on)
{
    m_onlyDifferences = on;
    invalidateFilter();
}

void MatrixFilterModel::setOnlyDrift(bool on)
{
    m_onlyDrift = on;
    invalidateFilter();
}

bool MatrixFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const auto row = sourceModel()->index(sourceRow, 0, sourceParent).data(MatrixModel::RowRole).value<MatrixRow>();
    if ((m_onlyDifferences && !row.hasDifferences()) || (m_onlyDrift && !row.hasDrift()))
        return false;
    const QString all = searchTextOf(row);
    return std::all_of(
        m_words.cbegin(), m_words.cend(), [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace opsdeck

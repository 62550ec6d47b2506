// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace opsdeck {

/// Fewer rows of the version matrix: by text (service, owner, version, digest), by difference, by drift.
class MatrixFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);
    void setOnlyDifferences(bool on);
    void setOnlyDrift(bool on);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
    bool m_onlyDifferences = false;
    bool m_onlyDrift = false;
};

} // namespace opsdeck

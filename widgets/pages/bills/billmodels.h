// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billcheck.h"
#include "models/items/recordmodel.h"
#include "widgets/theme/stateshape.h"

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace opsdeck {

enum BillRole
{
    BillVerdictRole = Qt::UserRole, ///< of a cell that tells one; a BillVerdict
    BillMonoRole, ///< the cell is an id
    BillSearchRole, ///< everything of the row that a person could look for
    BillCopyRole, ///< the cell in full
};

StateShape shapeOf(BillVerdict verdict);

/// The versions of all products, in the order in which they are given.
class BillListModel : public RecordModel<Bill, std::pair<ProductId, QString>>
{
    Q_OBJECT

public:
    enum Column
    {
        Version,
        Product,
        Made,
    };

    explicit BillListModel(QObject *parent = nullptr);

protected:
    QVariant roleData(const Bill &bill, int column, int role) const override;
};

/// The versions that hold all words of a text, whatever the case.
class BillFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);
    bool isFiltering() const { return !m_words.isEmpty(); }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
};

/// A module of a version with what was found about it.
struct BillModuleRow
{
    BillModule module;
    int place = 0; ///< in the bill, which may name a module twice
    bool isChecked = false; ///< else the findings are still to come
    QList<BillFinding> findings;
    QList<BillGap> gaps; ///< of a draft

    BillVerdict verdict() const;
    const BillFinding *worst() const; ///< null where there is none
    bool operator==(const BillModuleRow &) const = default;
};

QList<BillModuleRow> moduleRows(
    const Bill &bill, const std::optional<BillCheck> &check, const QList<BillGap> &gaps = {});

class BillModulesModel : public RecordModel<BillModuleRow, int>
{
    Q_OBJECT

public:
    enum Column
    {
        Module,
        Tag,
        Commit,
        Image,
        Hash, ///< the digest
        Check,
    };

    explicit BillModulesModel(QObject *parent = nullptr);

protected:
    QVariant roleData(const BillModuleRow &row, int column, int role) const override;
};

/// Puts a verdict's shape before its words, ids in their type, and gives rows their height.
class BillDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    BillDelegate(const Theme &theme, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace opsdeck

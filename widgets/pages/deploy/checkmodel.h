// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheck.h"
#include "models/items/swappingmodel.h"

namespace opsdeck {

/// The checks before a deployment as a tree of two levels. What does not pass comes first, a group a kind, the worst on
/// top; what passes follows, again a group a kind, to be shown as one line. A newer list is merged: groups and rows
/// that stay keep their index. GUI thread.
class CheckModel : public SwappingModel
{
    Q_OBJECT

public:
    enum Column
    {
        VerdictColumn,
        KindColumn,
        PlaceColumn,
        ReasonColumn,
        ColumnCount
    };

    /// All checks of one kind that pass, or all that do not.
    struct Group
    {
        PrecheckKind kind = PrecheckKind::HostReachable;
        bool passes = false;
        int total = 0; ///< checks of this kind, whether they pass or not
        Precheck worst; ///< the first of the worst
        QList<Precheck> checks;

        quintptr serial() const { return 1 + 2 * static_cast<quintptr>(kind) + (passes ? 1 : 0); }
    };

    struct Counts
    {
        int passed = 0;
        int warned = 0;
        int blocking = 0; ///< also unknown ones that forbid to start
        int unknown = 0; ///< the other ones

        bool operator==(const Counts &) const = default;
    };

    explicit CheckModel(QObject *parent = nullptr);

    void setChecks(const QList<Precheck> &checks);
    /// Told at the head of what they are for.
    void setOverrides(const QList<Override> &overrides);
    void retranslate();

    const Counts &counts() const { return m_counts; }
    const Group *groupAt(const QModelIndex &index) const; ///< null = it is no head of a group
    const Precheck *checkAt(const QModelIndex &index) const; ///< null = it is no check
    const Override *overrideOf(PrecheckKind kind) const; ///< null = there is none
    /// Cells of one line, tab-separated, with the remedy as the last; of a head its words.
    QString copyText(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    int groupRow(quintptr serial) const;
    void mergeGroup(int row, const Group &next);
    QString headText(const Group &group) const;
    QString cellText(const Precheck &check, int column) const;
    QString spokenText(const Precheck &check) const;

    QList<Group> m_groups;
    QList<Override> m_overrides;
    Counts m_counts;
};

} // namespace opsdeck

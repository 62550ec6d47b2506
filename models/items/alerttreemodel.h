// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/items/mergingmodel.h"

namespace opsdeck {

/// The alert wall as a tree: groups, and their alerts below. A new wall is merged by key; ages follow `setNow`.
/// GUI thread.
class AlertTreeModel : public MergingModel
{
    Q_OBJECT

public:
    enum Column
    {
        SeverityColumn,
        NameColumn,
        ServiceColumn,
        WhatColumn,
        AgeColumn,
        SourcesColumn,
        StateColumn,
        ColumnCount
    };
    enum Role
    {
        GroupRole = Qt::UserRole, ///< AlertGroup, of group rows
        AlertRole, ///< AlertRow, of alert rows
        KeyRole ///< QString, the key of group or alert
    };

    explicit AlertTreeModel(QObject *parent = nullptr);

    void setWall(AlertWall wall, const QDateTime &now);
    const AlertWall &wall() const { return m_wall; }
    bool hasWall() const { return m_hasWall; } ///< false until the first answer of the store

    /// Announces the ages whose text changes, and nothing else.
    void setNow(const QDateTime &now);
    QDateTime now() const { return m_now; }
    void retranslate();

    QModelIndex indexOf(const QString &key) const; ///< of a group or an alert

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void wallChanged();

private:
    struct Node
    {
        quintptr serial = 0; ///< never used twice, so a child finds its group wherever that moved; 0 = none
        AlertGroup group;
    };

    int groupRow(quintptr serial) const;
    const Node *groupAt(const QModelIndex &index) const;
    const AlertRow *rowAt(const QModelIndex &index) const;
    QString text(const AlertRow &row, int column) const;
    QVariant groupData(const AlertGroup &group, int column, int role) const;
    void mergeGroup(int row, const AlertGroup &next);

    QList<Node> m_nodes;
    AlertWall m_wall;
    QDateTime m_now;
    quintptr m_lastSerial = 0;
    bool m_hasWall = false;
};

} // namespace opsdeck

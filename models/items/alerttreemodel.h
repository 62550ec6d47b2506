// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/items/alertsnapshot.h"
#include "models/items/swappingmodel.h"

#include <optional>

namespace opsdeck {

/// The alert wall in an arrangement as a tree: groups, and their alerts below; what is folded stands behind its head or
/// its cause once that is opened. Ages follow `setNow`. However large the
/// wall, filtering it and finding out what changed is done on the global pool, a moment later everything is taken over
/// at once, and what it took the place of is freed elsewhere. GUI thread.
class AlertTreeModel : public SwappingModel
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
        GroupRole = Qt::UserRole, ///< AlertGroup without its rows, of group rows
        AlertRole, ///< AlertRow, of alert rows
        KeyRole ///< QString, the key of group, alert or fold
    };

    explicit AlertTreeModel(QObject *parent = nullptr);

    /// Shown in a moment, unless a newer one comes first.
    void setWall(const AlertWall &wall);
    void setFilter(const AlertFilter &filter);
    void setGrouping(const AlertGrouping &grouping);
    /// What is told below the alerts that came after it.
    void setChanges(const ChangeIndex &index, std::chrono::seconds window);
    /// Of a row that folds others.
    void setFoldOpen(const QModelIndex &index, bool open);

    /// What is shown.
    const ShownAlerts &shownAlerts() const { return m_shown; }
    const AlertWall &wall() const { return m_shown.wall; }
    bool hasWall() const { return m_hasWall; } ///< false until the first answer of the store
    bool isFiltering() const { return !m_shown.arrangement.filter.isEmpty(); }
    const AlertGrouping &grouping() const { return m_shown.arrangement.grouping; }
    const ShownGroup *groupAt(const QModelIndex &index) const; ///< null = it is no group
    const ShownRow *lineAt(const QModelIndex &index) const; ///< null = it is none
    const Change *changeAt(const QModelIndex &index) const; ///< null = nothing is told below it
    /// The alert itself; of a group or a head all alerts in it, folded or not.
    QList<AlertRow> alertsAt(const QModelIndex &index) const;

    /// Announces the ages whose text changes, and nothing else.
    void setNow(const QDateTime &now);
    QDateTime now() const { return m_now; }
    void retranslate();

    QModelIndex indexOf(const QString &key) const; ///< of a group or an alert; of a folded one: of what it is below

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// Around the moment in which what is shown changes.
    void aboutToShow();
    void shown();
    void failed(const opsdeck::Error &error); ///< what is shown stays

private:
    void prepare();
    void take(AlertsChange change);
    void takeInGroup(const AlertsChange::InGroup &change, const ShownGroup &next);

    int groupRow(quintptr serial) const;
    QString text(const ShownRow &line, int column) const;
    QString spokenText(const QModelIndex &index, const ShownRow &line) const;
    QString toolTip(const ShownRow &line, int column) const;
    QVariant groupData(const AlertGroup &group, int column, int role) const;

    ShownAlerts m_shown;
    std::optional<AlertWall> m_wall; ///< the newest
    AlertArrangement m_arrangement; ///< the newest
    KnownChanges m_changes; ///< the newest
    QSet<QString> m_turnedBefore; ///< what a person had opened before there was a filter
    mutable QHash<quintptr, int> m_groupRows; ///< where groups were when last looked for
    bool m_isOutdated = false; ///< what is being prepared is not of the newest
    bool m_isPreparing = false;
    bool m_hasWall = false;
    QDateTime m_now;
};

} // namespace opsdeck

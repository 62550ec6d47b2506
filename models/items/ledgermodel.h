// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ledger.h"
#include "models/items/recordmodel.h"

#include <QSortFilterProxyModel>

namespace opsdeck {

/// The ledger, newest first. Grows at the top when something happens and at the bottom when a view asks for more; what
/// is in it never changes.
class LedgerModel : public RecordModel<LedgerEntry, qint64>
{
    Q_OBJECT

public:
    enum Column
    {
        Number,
        Time,
        Who,
        Action,
        Subject,
        Environment,
        Outcome
    };
    enum Role
    {
        OutcomeRole = Qt::UserRole, ///< the stable word; empty for an intent
        SearchRole ///< everything that a person could look for
    };

    explicit LedgerModel(QObject *parent = nullptr);

    /// The newest entries; must reach down to what is known already, or to the first entry of all.
    void addNewest(const QList<LedgerEntry> &entries);
    /// The answer to olderWanted; none = there are none.
    void addOlder(const QList<LedgerEntry> &entries);
    /// After a failed attempt: the next scroll asks again.
    void olderFailed() { m_asked = false; }

    qint64 newest() const { return records().isEmpty() ? 0 : records().first().number; }
    bool isComplete() const { return m_complete; }

    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void olderWanted(qint64 olderThan);

protected:
    QVariant roleData(const LedgerEntry &entry, int column, int role) const override;
    QVariant headerRole(int section, int role) const override;

private:
    void noteCompleteness();

    bool m_asked = false;
    bool m_complete = false;
};

/// The entries that hold all words of a text.
class LedgerFilterModel : public QSortFilterProxyModel
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

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/ledgermodel.h"

#include "models/items/ledgertext.h"
#include "models/items/timetext.h"

#include <algorithm>

namespace opsdeck {

namespace {

QVariant alignmentOf(int column)
{
    const auto side = column == LedgerModel::Number ? Qt::AlignRight : Qt::AlignLeft;
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | side));
}

} // namespace

LedgerModel::LedgerModel(QObject *parent)
    : RecordModel(
        {{[] { return tr("No."); }, [](const LedgerEntry &e) { return QString::number(e.number); }},
            {[] { return tr("Time"); },
                [](const LedgerEntry &e) { return localTimeText(e.at, QDateTime::currentDateTimeUtc()); }},
            {[] { return tr("Who"); }, [](const LedgerEntry &e) { return e.actor; }},
            {[] { return tr("Action"); }, [](const LedgerEntry &e) { return ledgerActionText(e.action); }},
            {[] { return tr("What"); }, [](const LedgerEntry &e) { return e.subject; }},
            {[] { return tr("Environment"); }, [](const LedgerEntry &e) { return e.environment; }},
            {[] { return tr("Outcome"); }, [](const LedgerEntry &e) { return ledgerOutcomeText(e.outcome); }}},
        [](const LedgerEntry &e) { return e.number; }, parent)
{ }

void LedgerModel::addNewest(const QList<LedgerEntry> &entries)
{
    QList<LedgerEntry> next;
    std::copy_if(entries.cbegin(), entries.cend(), std::back_inserter(next),
        [known = newest()](const LedgerEntry &entry) { return entry.number > known; });
    setRecords(next + records());
    noteCompleteness();
}

void LedgerModel::addOlder(const QList<LedgerEntry> &entries)
{
    m_asked = false;
    m_complete = entries.isEmpty();
    setRecords(records() + entries);
    noteCompleteness();
}

void LedgerModel::noteCompleteness()
{
    if (records().isEmpty() || records().last().number <= 1)
        m_complete = true;
}

bool LedgerModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_asked && !records().isEmpty();
}

void LedgerModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT olderWanted(records().last().number);
}

QVariant LedgerModel::roleData(const LedgerEntry &entry, int column, int role) const
{
    switch (role) {
    case OutcomeRole:
        return entry.outcome;
    case SearchRole:
        return QStringList{QString::number(entry.number), entry.actor, entry.action, ledgerActionText(entry.action),
            entry.subject, entry.environment, entry.outcome, ledgerOutcomeText(entry.outcome), entry.reference}
            .join(u'\n');
    case Qt::ToolTipRole:
        return column == Time ? utcTimeText(entry.at) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    default:
        return {};
    }
}

QVariant LedgerModel::headerRole(int section, int role) const
{
    return role == Qt::TextAlignmentRole ? alignmentOf(section) : QVariant();
}

void LedgerFilterModel::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool LedgerFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_words.isEmpty())
        return true;
    const QString text = sourceModel()->index(sourceRow, 0, sourceParent).data(LedgerModel::SearchRole).toString();
    return std::all_of(m_words.cbegin(), m_words.cend(),
        [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace opsdeck

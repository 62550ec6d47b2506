// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/checkmodel.h"

#include "models/domain/precheckreport.h"
#include "models/items/phrasetext.h"
#include "widgets/pages/deploy/checktext.h"
#include "widgets/parts/plaintext.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace opsdeck {

namespace {

using Group = CheckModel::Group;

/// 0 is what needs a person first.
int rankOf(const Precheck &check)
{
    if (isBlocking(check))
        return check.verdict == Verdict::Block ? 0 : 1;
    return check.verdict == Verdict::Unknown ? 2 : check.verdict == Verdict::Warn ? 3 : 4;
}

QList<Group> groupsOf(const QList<Precheck> &checks)
{
    std::map<std::pair<bool, PrecheckKind>, Group> found;
    std::map<PrecheckKind, int> totals;
    for (const Precheck &check : checks) {
        // What passes and yet blocks would be a contradiction: it is shown, not folded away.
        const bool passes = check.verdict == Verdict::Pass && !check.blocks;
        found[{passes, check.kind}].checks.append(check);
        ++totals[check.kind];
    }
    QList<Group> groups;
    for (auto &[key, group] : found) {
        std::stable_sort(group.checks.begin(), group.checks.end(),
            [](const Precheck &a, const Precheck &b) { return rankOf(a) < rankOf(b); });
        std::tie(group.passes, group.kind) = key;
        group.total = totals[group.kind];
        group.worst = group.checks.first();
        groups.append(group);
    }
    std::stable_sort(
        groups.begin(), groups.end(), [](const Group &a, const Group &b) { return rankOf(a.worst) < rankOf(b.worst); });
    return groups;
}

CheckModel::Counts countsOf(const QList<Precheck> &checks)
{
    CheckModel::Counts counts;
    for (const Precheck &check : checks) {
        const int rank = rankOf(check);
        ++(rank <= 1 ? counts.blocking : rank == 2 ? counts.unknown : rank == 3 ? counts.warned : counts.passed);
    }
    return counts;
}

auto keyOf(const Precheck &check)
{
    return std::pair(check.host, check.part); // within a kind
}

/// Tabs and ends of lines are what a table on the clipboard is made of.
QString cell(QString text)
{
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

} // namespace

CheckModel::CheckModel(QObject *parent)
    : SwappingModel(parent)
{ }

void CheckModel::setChecks(const QList<Precheck> &checks)
{
    const QList<Group> next = groupsOf(checks);
    m_counts = countsOf(checks);
    // First the heads take their places with what they have; then each gets its new rows.
    QList<Group> placed = next;
    for (Group &group : placed) {
        if (const int row = groupRow(group.serial()); row >= 0)
            group = m_groups.at(row);
    }
    QList<int> stayed;
    for (int row = 0; row < next.size(); ++row) {
        if (groupRow(next.at(row).serial()) >= 0)
            stayed.append(row);
    }
    const auto swap = listSwap(m_groups, placed, &Group::serial, [](const Group &, const Group &) { return true; });
    swapRows({}, m_groups, swap, ColumnCount);
    for (const int row : std::as_const(stayed))
        mergeGroup(row, next.at(row));
}

void CheckModel::mergeGroup(int row, const Group &next)
{
    const QModelIndex head = index(row, 0);
    Group &group = m_groups[row];
    const auto swap = listSwap(group.checks, next.checks, keyOf, std::equal_to<>());
    const bool differs = group.total != next.total || group.checks.size() != next.checks.size()
        || group.worst.verdict != next.worst.verdict || group.worst.blocks != next.worst.blocks;
    group.total = next.total;
    group.worst = next.worst;
    if (!swap.isEmpty())
        swapRows(head, group.checks, swap, ColumnCount);
    if (differs)
        Q_EMIT dataChanged(head, index(row, ColumnCount - 1));
}

void CheckModel::setOverrides(const QList<Override> &overrides)
{
    const QList<Override> before = std::exchange(m_overrides, overrides);
    const auto of = [](const QList<Override> &list, PrecheckKind kind) {
        const auto found
            = std::find_if(list.cbegin(), list.cend(), [kind](const Override &given) { return given.kind == kind; });
        return found == list.cend() ? std::nullopt : std::optional(*found);
    };
    for (int row = 0; row < m_groups.size(); ++row) {
        const PrecheckKind kind = m_groups.at(row).kind;
        if (of(before, kind) != of(overrides, kind))
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void CheckModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    for (int row = 0; row < m_groups.size(); ++row) {
        const QModelIndex head = index(row, 0);
        Q_EMIT dataChanged(head, index(row, ColumnCount - 1));
        Q_EMIT dataChanged(index(0, 0, head), index(rowCount(head) - 1, ColumnCount - 1, head));
    }
}

const CheckModel::Group *CheckModel::groupAt(const QModelIndex &index) const
{
    const bool isHead = index.isValid() && index.model() == this && index.internalId() == 0;
    return isHead && index.row() < m_groups.size() ? &m_groups.at(index.row()) : nullptr;
}

const Precheck *CheckModel::checkAt(const QModelIndex &index) const
{
    const int group = index.isValid() && index.model() == this ? groupRow(index.internalId()) : -1;
    if (group < 0 || index.row() >= m_groups.at(group).checks.size())
        return nullptr;
    return &m_groups.at(group).checks.at(index.row());
}

const Override *CheckModel::overrideOf(PrecheckKind kind) const
{
    const auto found = std::find_if(
        m_overrides.cbegin(), m_overrides.cend(), [kind](const Override &given) { return given.kind == kind; });
    return found == m_overrides.cend() ? nullptr : &*found;
}

QString CheckModel::copyText(const QModelIndex &index) const
{
    if (const Group *group = groupAt(index))
        return cell(headText(*group));
    const Precheck *check = checkAt(index);
    if (!check)
        return {};
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(cell(cellText(*check, column)));
    cells.append(cell(phraseText(check->remedy)));
    return cells.join(u'\t');
}

QModelIndex CheckModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Group *group = groupAt(parent);
    return createIndex(row, column, group ? group->serial() : 0);
}

QModelIndex CheckModel::parent(const QModelIndex &child) const
{
    const int row = child.isValid() ? groupRow(child.internalId()) : -1;
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr{0});
}

int CheckModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    const Group *group = parent.column() == 0 ? groupAt(parent) : nullptr;
    return group ? static_cast<int>(group->checks.size()) : 0;
}

int CheckModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    const Group *group = groupAt(index);
    const Precheck *check = checkAt(index);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return group ? (column == 0 ? headText(*group) : QString()) : check ? cellText(*check, column) : QVariant();
    case Qt::AccessibleTextRole:
        if (check)
            return column == 0 ? spokenText(*check) : cellText(*check, column);
        return group && column == 0 ? headText(*group) : QVariant();
    case Qt::ToolTipRole:
        return check && column >= PlaceColumn ? plainToolTip(column == PlaceColumn
                       ? placeText(*check)
                       : QStringList{phraseText(check->reason), phraseText(check->remedy)}.join(u'\n').trimmed())
                                              : QVariant();
    default:
        return {};
    }
}

QVariant CheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VerdictColumn:
        return tr("verdict");
    case KindColumn:
        //: Column title: what was looked at before a deployment
        return tr("check");
    case PlaceColumn:
        //: Column title: the host or module that a check is about
        return tr("of what");
    case ReasonColumn:
        return tr("reason, and what to do");
    default:
        return {};
    }
}

Qt::ItemFlags CheckModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags base = SwappingModel::flags(index);
    return checkAt(index) ? base | Qt::ItemNeverHasChildren : base;
}

int CheckModel::groupRow(quintptr serial) const
{
    if (serial == 0)
        return -1;
    const auto found = std::find_if(
        m_groups.cbegin(), m_groups.cend(), [serial](const Group &group) { return group.serial() == serial; });
    return found == m_groups.cend() ? -1 : static_cast<int>(found - m_groups.cbegin());
}

QString CheckModel::headText(const Group &group) const
{
    const QString kind = wordOf(group.kind);
    const auto count = static_cast<int>(group.checks.size());
    if (group.passes)
        //: %1 is what was looked at, %2 how many of %3 pass: "Host reachable: 50 of 50"
        return tr("%1: %2 of %3").arg(kind).arg(count).arg(group.total);
    //: %1 is what was looked at: "Host reachable: 2 of 50 do not pass"; %n is the first number, %2 the second
    const QString words = tr("%1: %n of %2 do(es) not pass", nullptr, count).arg(kind).arg(group.total);
    const Override *given = overrideOf(group.kind);
    if (!given)
        return words;
    //: Appended to the head of a group of checks: %1 is who took the responsibility, %2 why
    return words + QStringLiteral(" · ") + tr("overridden by %1: %2").arg(given->by, given->text);
}

QString CheckModel::cellText(const Precheck &check, int column) const
{
    switch (column) {
    case VerdictColumn:
        return verdictText(check);
    case KindColumn:
        return wordOf(check.kind);
    case PlaceColumn:
        return placeText(check);
    case ReasonColumn:
        return phraseText(check.reason);
    default:
        return {};
    }
}

/// The whole line.
QString CheckModel::spokenText(const Precheck &check) const
{
    QStringList parts;
    for (int column = 0; column < ColumnCount; ++column)
        parts.append(cellText(check, column));
    parts.append(phraseText(check.remedy));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/tallymodel.h"

#include "models/items/timetext.h"

#include <QLocale>

namespace opsdeck {

namespace {

/// A megabyte from a source would hold a view up for seconds.
QString shown(const QString &text)
{
    constexpr qsizetype longest = 200;
    return text.size() > longest ? text.left(longest) + QChar(0x2026) : text;
}

QVariant alignmentOf(int column)
{
    const auto side = column >= TallyModel::Fired ? Qt::AlignRight : Qt::AlignLeft;
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | side));
}

} // namespace

TallyModel::TallyModel(QObject *parent)
    : RecordModel(
        {
            {[] { return tr("What"); },
                [](const AlertTally &t) {
                    //: what alerts belong to is not in the catalog
                    return t.title.isEmpty() ? tr("unknown") : shown(t.title);
                }},
            {[] { return tr("Of"); }, [](const AlertTally &t) { return shown(t.detail); }},
            {[] { return tr("Fired"); }, [](const AlertTally &t) { return QLocale().toString(t.fired); }},
            {[] { return tr("Critical"); }, [](const AlertTally &t) { return QLocale().toString(t.critical); }},
            {[] { return tr("Alerts"); }, [](const AlertTally &t) { return QLocale().toString(t.alerts); }},
            {[] { return tr("Firing in all"); }, [](const AlertTally &t) { return shortDurationText(t.firing); }},
        },
        [](const AlertTally &t) { return t.key; }, parent)
{ }

QVariant TallyModel::roleData(const AlertTally &, int column, int role) const
{
    return role == Qt::TextAlignmentRole ? alignmentOf(column) : QVariant();
}

QVariant TallyModel::headerRole(int section, int role) const
{
    return role == Qt::TextAlignmentRole ? alignmentOf(section) : QVariant();
}

} // namespace opsdeck

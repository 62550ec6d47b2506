// SPDX-License-Identifier: GPL-3.0-or-later
// Where one can be on the alerts page, and how one gets there; the rest of it is in alertspage.cpp.
#include "models/items/alerttreemodel.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/pages/alerts/filterbar.h"
#include "widgets/parts/searchfield.h"

#include <algorithm>

namespace opsdeck {

namespace {

/// In a place, between where it is and what the alerts are grouped by.
constexpr QStringView groupingMark = u"?by=";
const QString viewPrefix = QStringLiteral("view:");

} // namespace

PageCard AlertsPage::describe()
{
    return {QStringLiteral("alerts"), QStringLiteral("alerts"), tr("Alerts")};
}

QString AlertsPage::place() const
{
    const QModelIndex current = m_view->currentIndex();
    const auto row = current.data(AlertTreeModel::AlertRole).value<AlertRow>();
    const ShownGroup *group = m_model->groupAt(current);
    const QString where = group ? group->key.section(u':', 1) : row.service;
    return m_grouping ? where + groupingMark.toString() + m_grouping->text() : where;
}

QList<PagePlace> AlertsPage::places() const
{
    QList<PagePlace> places;
    for (const SavedView &view : m_filter->views())
        //: in the search of everything; %1 is the name of a filter
        places.append({QStringLiteral("filter"), tr("View %1").arg(view.name), view.filter, viewPrefix + view.name});
    for (const AlertGroup &group : m_model->wall().groups) {
        for (const AlertRow &row : group.rows) {
            const QString about = row.service.isEmpty() ? row.instance : row.service;
            places.append({iconName(), row.name, about, row.key});
        }
    }
    return places;
}

void AlertsPage::openPlace(const QString &address)
{
    const auto mark = address.lastIndexOf(groupingMark);
    if (mark >= 0)
        group(AlertGrouping::parse(address.mid(mark + groupingMark.size())));
    const QString place = address.left(mark);
    if (place.isEmpty())
        return;
    for (const SavedView &view : m_filter->views()) {
        if (place == viewPrefix + view.name)
            return m_search->setText(view.filter);
    }
    for (const AlertGroup &group : m_model->wall().groups) {
        const auto row = std::find_if(group.rows.cbegin(), group.rows.cend(),
            [&](const AlertRow &alert) { return alert.service == place || alert.key == place || alert.name == place; });
        const bool isGroup = group.system == entityId(EntityKind::System, place);
        if (row == group.rows.cend() && !isGroup)
            continue;
        m_wanted = row == group.rows.cend() ? group.key() : (*row)->key;
        m_search->clear();
        openWanted();
        return;
    }
}

/// What a filter still hides is opened once it is shown.
void AlertsPage::openWanted()
{
    const QModelIndex index = m_wanted.isEmpty() ? QModelIndex() : m_model->indexOf(m_wanted);
    if (!index.isValid())
        return;
    if (index.data(AlertTreeModel::KeyRole).toString() != m_wanted)
        return m_model->setFoldOpen(index, true); // it is folded, and found once it is shown
    m_wanted.clear();
    m_view->setExpanded(index.parent().isValid() ? index.parent() : index, true);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

} // namespace opsdeck

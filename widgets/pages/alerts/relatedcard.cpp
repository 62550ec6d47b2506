// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/relatedcard.h"

#include "models/items/alerttext.h"
#include "models/items/timetext.h"
#include "widgets/parts/linklist.h"

#include <QVBoxLayout>

namespace opsdeck {

RelatedCard::RelatedCard(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_list(new LinkList(theme, this))
{
    body()->addWidget(m_list);
    connect(m_list, &LinkList::activated, this, &RelatedCard::alertRequested);
    hide();
}

void RelatedCard::setRelated(const RelatedAlerts &related, const QDateTime &now)
{
    m_related = related;
    m_now = now;
    fill();
}

void RelatedCard::append(QList<LinkRow> &rows, const QString &heading, const RelatedAlerts::Part &part) const
{
    if (part.count == 0)
        return;
    rows.append({.title = heading});
    for (const AlertRow &row : part.rows) {
        QStringList detail{row.service, row.instance, ageText(row.startsAt, m_now), stateText(row, m_now)};
        detail.removeAll(QString());
        detail.removeDuplicates();
        rows.append({.key = row.key,
            .title = row.name,
            .detail = detail.join(QStringLiteral(" · ")),
            //: on a button: leads to an alert
            .act = tr("Show"),
            .shape = row.blind ? StateShape::Stale : shapeOf(row.severity),
            .toolTip = whatText(row)});
    }
    if (const qsizetype more = part.count - part.rows.size(); more > 0)
        rows.append({.title = tr("and %n more", "alerts", static_cast<int>(more))});
}

void RelatedCard::fill()
{
    QList<LinkRow> rows;
    append(rows, tr("On the same component: %n", nullptr, m_related.same.count), m_related.same);
    append(rows, tr("On what it depends on or what depends on it: %n", nullptr, m_related.near.count), m_related.near);
    append(rows, tr("Of the same name elsewhere: %n", nullptr, m_related.alike.count), m_related.alike);
    m_list->setRows(rows);
    setVisible(!rows.isEmpty());
}

void RelatedCard::retranslate()
{
    setTitle(tr("Related alerts"));
    fill();
}

} // namespace opsdeck

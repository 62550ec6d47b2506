// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/relatedalerts.h"
#include "widgets/parts/card.h"

namespace opsdeck {

class LinkList;
struct LinkRow;

/// Alerts that may have to do with the one that is looked at, by how they are related, with counts.
class RelatedCard : public Card
{
    Q_OBJECT

public:
    explicit RelatedCard(Theme &theme, QWidget *parent = nullptr);

    void setRelated(const RelatedAlerts &related, const QDateTime &now);
    void retranslate();

Q_SIGNALS:
    void alertRequested(const QString &key); ///< AlertRow::key

private:
    void fill();
    void append(QList<LinkRow> &rows, const QString &heading, const RelatedAlerts::Part &part) const;

    LinkList *m_list;
    RelatedAlerts m_related;
    QDateTime m_now;
};

} // namespace opsdeck

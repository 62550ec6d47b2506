// SPDX-License-Identifier: GPL-3.0-or-later
// Why an AlertsPage shows no alerts; the rest of it is in alertspage.cpp.
#include "models/items/alerttreemodel.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/parts/emptystate.h"

namespace opsdeck {

void AlertsPage::explainEmptiness()
{
    const AlertWall &wall = m_model->wall();
    if (!m_model->hasWall()) {
        m_empty->setIconName(QStringLiteral("clock"));
        m_empty->setTexts(tr("Reading what is known…"), tr("The alerts of the last sync appear in a moment."));
    } else if (wall.sources.isEmpty()) {
        m_empty->setIconName(QStringLiteral("sources"));
        m_empty->setTexts(tr("No source of alerts is connected"),
            tr("Connect an Alertmanager or a Prometheus, and what burns shows up here, grouped by business system."),
            tr("Open the sources"));
    } else if (m_model->isFiltering()) {
        m_empty->setIconName(QStringLiteral("filter"));
        m_empty->setTexts(tr("No alert matches the filter"), tr("Press Esc in the filter field to see all alerts."));
    } else if (wall.unobserved > 0) {
        m_empty->setIconName(QStringLiteral("warning"));
        m_empty->setTexts(tr("Nothing can be seen"),
            tr("The sources of alerts are silent, so nobody knows whether something burns."), tr("Open the sources"));
    } else {
        m_empty->setIconName(QStringLiteral("check"));
        m_empty->setTexts(tr("No alerts"),
            tr("All %n source(s) of alerts are live and tell none.", nullptr, static_cast<int>(wall.sources.size())));
    }
}

} // namespace opsdeck

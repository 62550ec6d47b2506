// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alerthistory.h"

#include "models/domain/historystrip.h"
#include "models/items/errortext.h"
#include "models/ports/handover.h"
#include "models/ports/history.h"
#include "models/ports/onresult.h"
#include "widgets/parts/card.h"
#include "widgets/parts/historystrip.h"
#include "widgets/parts/inspectorpanel.h"

#include <QEvent>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int Days = 30;
constexpr std::chrono::milliseconds Settle{150};

Result<QList<HistorySpan>> stripOf(const AlertTimeline &timeline, const QDateTime &from, const QDateTime &to)
{
    return historyStrip(timeline.traces, timeline.observed, from, to);
}

} // namespace

AlertHistory::AlertHistory(InspectorPanel &inspector, History &history, Theme &theme)
    : QObject(&inspector)
    , m_inspector(inspector)
    , m_history(history)
    , m_card(new Card(theme, {}, &inspector))
    , m_strip(new HistoryStrip(theme, m_card))
{
    m_card->body()->addWidget(m_strip);
    inspector.addSection(m_card);
    inspector.installEventFilter(this);
    m_settle.setSingleShot(true);
    m_settle.setInterval(Settle);
    connect(&m_settle, &QTimer::timeout, this, &AlertHistory::read);
    connect(&history, &History::changed, this, [this] {
        if (m_inspector.isVisible() && !m_told.isEmpty())
            m_settle.start();
    });
    retranslate();
}

void AlertHistory::inspect(const AlertRow &row)
{
    if (row.told == m_told)
        return;
    m_told = row.told;
    m_strip->setMissing();
    m_settle.start();
}

void AlertHistory::read()
{
    m_wantsMore = m_isReading;
    if (m_isReading || m_told.isEmpty())
        return;
    m_isReading = true;
    const QDateTime to = QDateTime::currentDateTimeUtc();
    const QDateTime from = to.addDays(-Days);
    const auto show = [this, to, told = m_told](const Result<QList<HistorySpan>> &strip) {
        m_isReading = false;
        if (told == m_told && strip)
            m_strip->setStrip(*strip, to);
        else if (told == m_told)
            m_strip->setMissing(errorText(strip.error()));
        if (m_wantsMore || told != m_told)
            read();
    };
    onResult(m_history.of(m_told, from, to), this, [this, from, to, show](const Result<AlertTimeline> &timeline) {
        if (timeline)
            onResult(onPool(stripOf, *timeline, from, to), this, show);
        else
            show(tl::unexpected(timeline.error()));
    });
}

bool AlertHistory::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

void AlertHistory::retranslate()
{
    m_card->setTitle(tr("The last 30 days"));
}

} // namespace opsdeck

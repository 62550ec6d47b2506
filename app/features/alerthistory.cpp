// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alerthistory.h"

#include "app/features/onresults.h"
#include "models/domain/historystrip.h"
#include "models/items/errortext.h"
#include "models/ports/handover.h"
#include "models/ports/history.h"
#include "models/ports/onresult.h"
#include "models/ports/store.h"
#include "widgets/parts/card.h"
#include "widgets/parts/historystrip.h"
#include "widgets/parts/inspectorpanel.h"

#include <QEvent>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int Days = 30;
constexpr std::chrono::milliseconds Settle{150};

using Known = std::tuple<AlertTimeline, QList<LedgerEntry>>;

Result<QList<HistorySpan>> stripOf(const Known &known, const QString &alert, const QDateTime &from, const QDateTime &to)
{
    const auto &[timeline, entries] = known;
    const auto deeds = deedsByAlert(entries);
    return withDeeds(historyStrip(timeline.traces, timeline.observed, from, to), deeds.value(alert));
}

} // namespace

AlertHistory::AlertHistory(InspectorPanel &inspector, History &history, Ledger &ledger, Theme &theme)
    : QObject(&inspector)
    , m_inspector(inspector)
    , m_history(history)
    , m_ledger(ledger)
    , m_card(new Card(theme, {}, &inspector))
    , m_strip(new HistoryStrip(theme, m_card))
{
    m_card->body()->addWidget(m_strip);
    inspector.addSection(m_card);
    inspector.installEventFilter(this);
    m_settle.setSingleShot(true);
    m_settle.setInterval(Settle);
    connect(&m_settle, &QTimer::timeout, this, &AlertHistory::read);
    const auto readAgain = [this] {
        if (m_inspector.isVisible() && !m_told.isEmpty())
            m_settle.start();
    };
    connect(&history, &History::changed, this, readAgain);
    connect(&ledger, &Ledger::changed, this, readAgain);
    retranslate();
}

void AlertHistory::inspect(const AlertRow &row)
{
    if (row.told == m_told && row.key == m_key)
        return;
    m_key = row.key;
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
    const auto show = [this, to, told = m_told, alert = m_key](const Result<QList<HistorySpan>> &strip) {
        m_isReading = false;
        const bool isWanted = told == m_told && alert == m_key;
        if (isWanted && strip)
            m_strip->setStrip(*strip, to);
        else if (isWanted)
            m_strip->setMissing(errorText(strip.error()));
        if (m_wantsMore || !isWanted)
            read();
    };
    onResults(
        this,
        [this, from, to, show, alert = m_key](const Result<Known> &known) {
            if (known)
                onResult(onPool(stripOf, *known, alert, from, to), this, show);
            else
                show(tl::unexpected(known.error()));
        },
        m_history.of(m_told, from, to), m_ledger.entriesAbout(QStringLiteral("alert"), from));
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/historytext.h"

#include "models/items/alerttext.h"
#include "models/items/timetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct HistoryText
{
    Q_DECLARE_TR_FUNCTIONS(HistoryText)
};

} // namespace

QString historyKindText(const HistorySpan &span)
{
    switch (span.kind) {
    case HistorySpan::Kind::Unobserved:
        return HistoryText::tr("not observed");
    case HistorySpan::Kind::Quiet:
        return HistoryText::tr("quiet");
    case HistorySpan::Kind::Pending:
        //: %1 is a severity; the alert is about to fire
        return HistoryText::tr("%1, pending").arg(severityText(span.severity));
    case HistorySpan::Kind::Suppressed:
        //: %1 is a severity
        return HistoryText::tr("%1, suppressed").arg(severityText(span.severity));
    case HistorySpan::Kind::Acknowledged:
        //: %1 is a severity
        return HistoryText::tr("%1, acknowledged").arg(severityText(span.severity));
    case HistorySpan::Kind::Firing:
        return severityText(span.severity);
    }
    return {};
}

QString historySpanText(const HistorySpan &span, const QDateTime &now)
{
    const auto length = shortDurationText(std::chrono::milliseconds(span.begins.msecsTo(span.ends)));
    //: %1 and %2 are times, %3 is the duration between them, %4 how an alert stood
    return HistoryText::tr("%1 – %2 (%3): %4")
        .arg(localTimeText(span.begins, now), localTimeText(span.ends, now), length, historyKindText(span));
}

QString historySummaryText(const QList<HistorySpan> &strip)
{
    if (strip.isEmpty())
        return {};
    using std::chrono::milliseconds;
    const HistorySummary summary = summaryOf(strip);
    const milliseconds whole(strip.first().begins.msecsTo(strip.last().ends));
    QStringList told;
    if (summary.unobserved == whole)
        told.append(HistoryText::tr("not observed yet"));
    else if (summary.fired == 0)
        told.append(HistoryText::tr("did not fire"));
    else
        //: %1 is a duration
        told.append(HistoryText::tr("fired %n time(s), %1 in all", nullptr, summary.fired)
                        .arg(shortDurationText(summary.firing)));
    if (summary.unobserved > milliseconds(0) && summary.unobserved < whole)
        //: %1 is a duration
        told.append(HistoryText::tr("not observed for %1").arg(shortDurationText(summary.unobserved)));
    //: %1 is a duration, %2 what happened in it
    return HistoryText::tr("%1: %2").arg(shortDurationText(whole), told.join(QStringLiteral("; ")));
}

} // namespace opsdeck

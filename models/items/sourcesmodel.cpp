// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/sourcesmodel.h"

#include "models/items/timetext.h"

#include <QLocale>

namespace opsdeck {

namespace {

QString productText(const SourceReport &report)
{
    const SourceIdentity &identity = report.record.identity;
    return identity.product.isEmpty() ? report.record.kind
                                      : QStringLiteral("%1 %2").arg(identity.product, identity.version).trimmed();
}

QString latencyText(const SourceReport &report)
{
    return report.record.lastSuccess.isValid() ? shortDurationText(report.record.latency) : QStringLiteral("–");
}

} // namespace

SourcesModel::SourcesModel(QObject *parent)
    : SourcesModel(std::make_shared<QDateTime>(QDateTime::currentDateTimeUtc()), parent)
{ }

SourcesModel::SourcesModel(std::shared_ptr<QDateTime> now, QObject *parent)
    : RecordModel(
        {{[] { return tr("Source"); }, [](const SourceReport &r) { return r.record.id.text(); }},
            {[] { return tr("State"); }, [now](const SourceReport &r) { return sourceStateText(r.record, *now); }},
            {[] { return tr("Product"); }, productText},
            {[] { return tr("Address"); }, [](const SourceReport &r) { return r.address; }},
            {[] { return tr("Latency"); }, latencyText},
            {[] { return tr("Answered"); },
                [now](const SourceReport &r) { return timeAgoText(r.record.lastSuccess, *now); }},
            //: Column: how often a source is asked
            {[] { return tr("Every"); }, [](const SourceReport &r) { return shortDurationText(r.record.interval); }},
            //: Column: how many more requests the server takes
            {[] { return tr("Requests left"); }, [now](const SourceReport &r) { return headroomText(r, *now); }}},
        [](const SourceReport &r) { return r.record.id; }, parent)
    , m_now(std::move(now))
{ }

void SourcesModel::setNow(const QDateTime &now)
{
    *m_now = now;
    if (const int rows = rowCount(); rows > 0)
        Q_EMIT dataChanged(index(0, State), index(rows - 1, Left));
}

QVariant SourcesModel::roleData(const SourceReport &report, int column, int role) const
{
    switch (role) {
    case FreshnessRole:
        return static_cast<int>(freshnessOf(report.record, *m_now));
    case Qt::ToolTipRole:
        return column == Answered && report.record.lastSuccess.isValid() ? utcTimeText(report.record.lastSuccess)
                                                                         : QVariant();
    default:
        return {};
    }
}

QString sourceStateText(const SourceRecord &source, const QDateTime &now)
{
    switch (freshnessOf(source, now)) {
    case Freshness::Never:
        return SourcesModel::tr("not asked yet");
    case Freshness::Live:
        return SourcesModel::tr("live");
    case Freshness::Stale:
        //: %1 is a time of day
        return SourcesModel::tr("stale since %1").arg(localTimeText(source.lastSuccess, now));
    case Freshness::Unreachable:
        return SourcesModel::tr("never reached");
    case Freshness::Unauthorised:
        return SourcesModel::tr("refuses the credentials");
    }
    return {};
}

QString headroomText(const SourceReport &report, const QDateTime &now)
{
    const auto &headroom = report.vitals.headroom;
    if (!headroom)
        return {};
    const QLocale locale;
    //: %1 of %2 requests are left until the time of day %3
    return SourcesModel::tr("%1 of %2 until %3")
        .arg(locale.toString(headroom->remaining), locale.toString(headroom->limit),
            localTimeText(headroom->resetsAt, now));
}

} // namespace opsdeck

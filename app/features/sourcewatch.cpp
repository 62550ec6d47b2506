// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/sourcewatch.h"

#include "models/ports/onresult.h"

#include <QLoggingCategory>

#include <algorithm>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcSources, "opsdeck.sources")

} // namespace

SourceWatch::SourceWatch(Cache &cache, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_reading([this] { read(); })
{
    connect(&m_cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Sources))
            m_reading.request();
    });
    connect(&m_cache, &Cache::polled, this, &SourceWatch::take);
    connect(&m_clock, &QTimer::timeout, this, &SourceWatch::compare);
    m_clock.start(std::chrono::seconds(1));
    m_reading.request();
}

void SourceWatch::read()
{
    onResult(m_cache.sources(), this, [this](const Result<QList<SourceRecord>> &records) {
        if (records) {
            m_records = *records;
            Q_EMIT recordsChanged();
            compare();
        } else {
            qCWarning(lcSources).noquote() << records.error().origin << records.error().detail;
        }
        m_reading.finished();
    });
}

void SourceWatch::take(const SourceRecord &record)
{
    const auto known = std::find_if(
        m_records.begin(), m_records.end(), [&record](const SourceRecord &other) { return other.id == record.id; });
    if (known == m_records.end())
        m_records.append(record);
    else
        *known = record;
    Q_EMIT recordsChanged();
    compare();
}

void SourceWatch::compare()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<Standing> standing;
    for (const SourceRecord &record : std::as_const(m_records))
        standing.append({record.id, freshnessOf(record, now), record.lastError});
    if (standing == m_standing)
        return;
    m_standing = std::move(standing);
    Q_EMIT standingChanged();
}

} // namespace opsdeck

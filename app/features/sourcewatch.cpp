// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/sourcewatch.h"

#include "models/ports/onresult.h"

#include <QLoggingCategory>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcSources, "opsdeck.sources")

constexpr std::chrono::milliseconds AfterAPoll{500}; // what is shown has whole seconds

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
    connect(&m_clock, &QTimer::timeout, this, &SourceWatch::compareAll);
    m_clock.start(std::chrono::seconds(1));
    m_telling.setSingleShot(true);
    m_telling.setInterval(AfterAPoll);
    connect(&m_telling, &QTimer::timeout, this, &SourceWatch::recordsChanged);
    m_reading.request();
}

void SourceWatch::read()
{
    onResult(m_cache.sources(), this, [this](const Result<QList<SourceRecord>> &records) {
        if (records) {
            m_records.clear();
            for (const SourceRecord &record : *records)
                m_records.insert(record.id, record);
            Q_EMIT recordsChanged();
            compareAll();
        } else {
            qCWarning(lcSources).noquote() << records.error().origin << records.error().detail;
        }
        m_reading.finished();
    });
}

/// Of thousands of sources one has answered: only that one is looked at. A source that is trusted less than a moment
/// ago is told at once, to all; its times can wait.
void SourceWatch::take(const SourceRecord &record)
{
    m_records.insert(record.id, record);
    const Standing standing = standingOf(record);
    const auto before = m_standing.constFind(record.id);
    if (before != m_standing.cend() && *before == standing) {
        if (!m_telling.isActive())
            m_telling.start();
        return;
    }
    m_standing.insert(record.id, standing);
    m_telling.stop();
    Q_EMIT recordsChanged();
    Q_EMIT standingChanged();
}

void SourceWatch::compareAll()
{
    QMap<SourceId, Standing> standing;
    for (const SourceRecord &record : std::as_const(m_records))
        standing.insert(record.id, standingOf(record));
    if (standing == m_standing)
        return;
    m_standing = std::move(standing);
    Q_EMIT standingChanged();
}

SourceWatch::Standing SourceWatch::standingOf(const SourceRecord &record)
{
    const auto kind = record.lastError ? std::optional(record.lastError->kind) : std::nullopt;
    return {freshnessOf(record, QDateTime::currentDateTimeUtc()), kind};
}

} // namespace opsdeck

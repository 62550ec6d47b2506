// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "models/ports/store.h"

#include <QMap>
#include <QTimer>

namespace opsdeck {

/// How the sources stand, in one place for every page. A poll that found nothing new moves a time here and nothing
/// else; pages read again only when a source falls silent or refuses us, comes back, or fails for another reason, be
/// it by an answer or by the clock alone. GUI thread.
class SourceWatch : public QObject
{
    Q_OBJECT

public:
    explicit SourceWatch(Cache &cache, QObject *parent = nullptr);

    QList<SourceRecord> records() const { return m_records.values(); } ///< by name

Q_SIGNALS:
    void recordsChanged(); ///< any time or figure of any source; a burst of polls is told once
    void standingChanged(); ///< what pages are made of

private:
    /// An error's own words may differ each time ("after 2003 ms"); its kind is what pages tell apart.
    using Standing = std::pair<Freshness, std::optional<Error::Kind>>;

    void read();
    void take(const SourceRecord &record);
    void compareAll();
    static Standing standingOf(const SourceRecord &record);

    Cache &m_cache;
    QMap<SourceId, SourceRecord> m_records;
    QMap<SourceId, Standing> m_standing;
    Coalescer m_reading;
    QTimer m_clock;
    QTimer m_telling;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "models/ports/store.h"

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

    const QList<SourceRecord> &records() const { return m_records; }

Q_SIGNALS:
    void recordsChanged(); ///< any time or figure of any source
    void standingChanged(); ///< what pages are made of

private:
    using Standing = std::tuple<SourceId, Freshness, std::optional<Error>>;

    void read();
    void take(const SourceRecord &record);
    void compare();

    Cache &m_cache;
    QList<SourceRecord> m_records;
    QList<Standing> m_standing;
    Coalescer m_reading;
    QTimer m_clock;
};

} // namespace opsdeck

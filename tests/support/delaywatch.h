// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/alerttreemodel.h"

#include <QElapsedTimer>

#include <algorithm>
#include <vector>

namespace opsdeck::testing {

/// How long it takes from when a source could tell an alert until the page's model shows it. GUI thread.
class DelayWatch : public QObject
{
public:
    explicit DelayWatch(const AlertTreeModel &model)
    {
        m_clock.start();
        connect(&model, &AlertTreeModel::shown, this, [this, &model] {
            for (auto each = m_open.begin(); each != m_open.end();) {
                if (!model.indexOf(each.key()).isValid()) {
                    ++each;
                    continue;
                }
                m_delays.push_back(m_clock.elapsed() - *each);
                each = m_open.erase(each);
            }
        });
    }

    /// From now on its source tells it.
    void begin(const QString &row) { m_open.insert(row, m_clock.elapsed()); }
    bool isIdle() const { return m_open.isEmpty(); }
    /// In milliseconds; of those that were shown.
    qint64 percentile(int percent) const
    {
        auto sorted = m_delays;
        std::ranges::sort(sorted);
        return sorted.empty() ? -1 : sorted.at((sorted.size() - 1) * size_t(percent) / 100);
    }

private:
    QElapsedTimer m_clock;
    QHash<QString, qint64> m_open;
    std::vector<qint64> m_delays;
};

} // namespace opsdeck::testing

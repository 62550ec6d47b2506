// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/plotpoints.h"

#include <algorithm>
#include <cmath>

namespace opsdeck {

namespace {

/// Gathers what falls on one column, and what lines the columns make.
class Lines
{
public:
    explicit Lines(qint64 gap)
        : m_gap(gap)
    { }

    void take(const Sample &sample, qint64 column)
    {
        const bool isApart = m_wasHole || (m_last && sample.at - m_last->at > m_gap);
        if (!m_last || column != m_column) {
            close();
            m_startsLine = !m_last || isApart;
            m_low = m_high = sample;
            m_column = column;
        } else {
            m_low = sample.value < m_low.value ? sample : m_low;
            m_high = sample.value > m_high.value ? sample : m_high;
        }
        m_last = sample;
        m_wasHole = false;
    }
    void hole() { m_wasHole = true; }

    QList<QList<Sample>> finished()
    {
        close();
        return m_lines;
    }

private:
    void close()
    {
        if (!m_last)
            return;
        if (m_startsLine || m_lines.isEmpty())
            m_lines.append(QList<Sample>());
        QList<Sample> &line = m_lines.last();
        line.append(m_low.at <= m_high.at ? m_low : m_high);
        if (m_low.at != m_high.at)
            line.append(m_low.at <= m_high.at ? m_high : m_low);
    }

    const qint64 m_gap;
    QList<QList<Sample>> m_lines;
    std::optional<Sample> m_last;
    qint64 m_column = 0;
    Sample m_low;
    Sample m_high;
    bool m_startsLine = false;
    bool m_wasHole = false;
};

} // namespace

QList<QList<Sample>> plotLines(const QList<Sample> &samples, const PlotSpan &span, qint64 gap)
{
    const double length = static_cast<double>(span.to) - static_cast<double>(span.from);
    if (!(length > 0) || span.pixels <= 0)
        return {};
    Lines lines(gap);
    for (const Sample &sample : samples) {
        if (sample.at < span.from || sample.at > span.to)
            continue;
        const double share = static_cast<double>(sample.at - span.from) / length;
        const auto column = std::min<qint64>(static_cast<qint64>(share * span.pixels), span.pixels - 1);
        if (std::isfinite(sample.value))
            lines.take(sample, column);
        else
            lines.hole();
    }
    return lines.finished();
}

std::chrono::seconds plotStep(std::chrono::seconds span, int pixels)
{
    const qint64 columns = std::max(pixels, 1);
    const qint64 length = std::max<qint64>(span.count(), 0);
    return std::chrono::seconds(std::max<qint64>((length + columns - 1) / columns, 1));
}

std::optional<std::pair<double, double>> valueRange(const QList<Series> &series, qint64 from, qint64 to)
{
    std::optional<std::pair<double, double>> range;
    for (const Series &one : series) {
        for (const Sample &sample : one.samples) {
            if (sample.at < from || sample.at > to || !std::isfinite(sample.value))
                continue;
            if (!range)
                range = {sample.value, sample.value};
            range->first = std::min(range->first, sample.value);
            range->second = std::max(range->second, sample.value);
        }
    }
    return range;
}

QList<double> axisTicks(double low, double high, int most)
{
    if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low) || !(high > low) || most < 2)
        return {};
    const double rough = (high - low) / (most - 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double times : {1.0, 2.0, 2.5, 5.0}) {
        if (times * power >= rough) {
            step = times * power;
            break;
        }
    }
    QList<double> ticks;
    const double first = std::ceil(low / step);
    for (int i = 0; i < most && (first + i) * step <= high; ++i)
        ticks.append((first + i) * step);
    return ticks;
}

const Sample *nearestSample(const QList<Sample> &samples, qint64 at, qint64 reach)
{
    const auto after = std::lower_bound(
        samples.cbegin(), samples.cend(), at, [](const Sample &sample, qint64 time) { return sample.at < time; });
    const Sample *nearest = after == samples.cend() ? nullptr : &*after;
    if (after != samples.cbegin()) {
        const Sample &before = *std::prev(after);
        if (!nearest || at - before.at < nearest->at - at)
            nearest = &before;
    }
    return nearest && std::abs(nearest->at - at) <= reach ? nearest : nullptr;
}

} // namespace opsdeck

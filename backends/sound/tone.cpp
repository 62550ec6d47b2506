// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/sound/tone.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace opsdeck::sound {

namespace {

struct Note
{
    double hertz;
    int milliseconds;
};

QList<Note> notesOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return {{784, 140}, {988, 140}, {1319, 320}};
    case Severity::Warning:
        return {{880, 160}, {659, 300}};
    case Severity::Info:
        return {{523, 260}};
    }
    return {};
}

/// In and out in a few milliseconds, else a note begins and ends with a click.
double loudness(int sample, int samples)
{
    constexpr double edge = 0.012 * Rate;
    const double fromEdge = std::min(sample, samples - sample) / edge;
    return std::min(1.0, fromEdge);
}

} // namespace

QByteArray toneOf(Severity severity)
{
    constexpr double volume = 0.35 * 32767;
    QByteArray tone;
    const QList<Note> notes = notesOf(severity);
    for (const auto &[hertz, milliseconds] : notes) {
        const int samples = Rate * milliseconds / 1000;
        for (int i = 0; i < samples; ++i) {
            const double phase = 2 * std::numbers::pi * hertz * i / Rate;
            const double wave = 0.8 * std::sin(phase) + 0.2 * std::sin(2 * phase);
            const auto value = qToLittleEndian(static_cast<qint16>(volume * loudness(i, samples) * wave));
            tone.append(reinterpret_cast<const char *>(&value), sizeof value);
        }
    }
    return tone;
}

} // namespace opsdeck::sound

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/sound/soundplayer.h"

#include "backends/sound/tone.h"

#include <QLibrary>
#include <QPromise>

#include <pulse/def.h>
#include <pulse/sample.h>

#include <atomic>
#include <thread>

struct pa_simple;
struct pa_channel_map;
struct pa_buffer_attr;

namespace opsdeck {

namespace {

/// The four functions of libpulse-simple that a sound takes.
class Pulse
{
public:
    Pulse()
        : m_library(QStringLiteral("pulse-simple"), 0)
        , m_open(function<Open>("pa_simple_new"))
        , m_write(function<Write>("pa_simple_write"))
        , m_drain(function<Drain>("pa_simple_drain"))
        , m_close(function<Close>("pa_simple_free"))
    { }

    Result<void> play(const QByteArray &samples)
    {
        if (!m_open || !m_write || !m_drain || !m_close)
            return failure(Error::Kind::NotFound, QStringLiteral("libpulse-simple"), m_library.errorString());
        const pa_sample_spec form{PA_SAMPLE_S16LE, sound::Rate, 1};
        int fault = 0;
        pa_simple *stream
            = m_open(nullptr, "Opsdeck", PA_STREAM_PLAYBACK, nullptr, "alert", &form, nullptr, nullptr, &fault);
        if (!stream)
            return silent(fault);
        const bool played = m_write(stream, samples.constData(), static_cast<size_t>(samples.size()), &fault) == 0
            && m_drain(stream, &fault) == 0;
        m_close(stream);
        return played ? Result<void>() : silent(fault);
    }

private:
    using Open = pa_simple *(*)(const char *, const char *, pa_stream_direction_t, const char *, const char *,
        const pa_sample_spec *, const pa_channel_map *, const pa_buffer_attr *, int *);
    using Write = int (*)(pa_simple *, const void *, size_t, int *);
    using Drain = int (*)(pa_simple *, int *);
    using Close = void (*)(pa_simple *);

    template <typename Function> Function function(const char *name)
    {
        return reinterpret_cast<Function>(m_library.resolve(name));
    }

    static Result<void> silent(int fault)
    {
        return failure(Error::Kind::Network, QStringLiteral("PulseAudio"),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "This desktop has no sound server that answers.")), fault);
    }

    QLibrary m_library;
    Open m_open;
    Write m_write;
    Drain m_drain;
    Close m_close;
};

class PulsePlayer : public SoundPlayer
{
public:
    QFuture<Result<void>> play(Severity severity) override
    {
        auto promise = std::make_shared<QPromise<Result<void>>>();
        promise->start();
        const auto answer = promise->future();
        if (m_plays->exchange(true)) {
            promise->addResult(Result<void>(failure(Error::Kind::Refused, QStringLiteral("PulseAudio"),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "Another sound still plays.")))));
            promise->finish();
            return answer;
        }
        // A thread of its own that nobody waits for: a sound server that hangs may not keep the window from closing.
        std::thread([promise, plays = m_plays, severity] {
            promise->addResult(Pulse().play(sound::toneOf(severity)));
            plays->store(false);
            promise->finish();
        }).detach();
        return answer;
    }

private:
    std::shared_ptr<std::atomic<bool>> m_plays = std::make_shared<std::atomic<bool>>(false);
};

} // namespace

std::unique_ptr<SoundPlayer> makeSoundPlayer()
{
    return std::make_unique<PulsePlayer>();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/error.h"

#include <QFuture>

#include <memory>

namespace opsdeck {

/// Makes itself heard. Any thread.
class SoundPlayer
{
public:
    virtual ~SoundPlayer() = default;

    /// Answers when the sound has ended; Refused where another one still plays, because two at once are noise.
    virtual QFuture<Result<void>> play(Severity severity) = 0;
};

/// Through the sound server of this desktop, PipeWire or PulseAudio. Its library is loaded with the first sound, so
/// that a start costs nothing and a machine without one only stays silent. (Qt Multimedia brings GStreamer along, and
/// crashes where there is no sound card.)
std::unique_ptr<SoundPlayer> makeSoundPlayer();

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

namespace opsdeck {

/// How loud one person's desk is. It makes no sound until it is told to.
struct DeskVoice
{
    bool sounds = false;
    bool critical = true; ///< which of them are heard, where there are any
    bool warning = true;
    bool info = false;
    bool popups = true; ///< notifications of the desktop

    bool hears(Severity severity) const
    {
        switch (severity) {
        case Severity::Critical:
            return sounds && critical;
        case Severity::Warning:
            return sounds && warning;
        case Severity::Info:
            return sounds && info;
        }
        return false;
    }

    bool operator==(const DeskVoice &) const = default;
};

} // namespace opsdeck

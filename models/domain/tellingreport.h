// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/delivery.h"
#include "models/domain/deskvoice.h"

namespace opsdeck {

/// Who is told, from here, and how it went: what Settings show.
struct TellingReport
{
    /// A target of the workspace.
    struct Target
    {
        QString name;
        QString kind; ///< webhook, wecom, dingtalk, feishu
        QString secret; ///< the name of the secret that is its address; empty = it has none

        bool operator==(const Target &) const = default;
    };

    QList<NotifyRule> rules;
    QList<Target> targets;
    QList<Delivery> deliveries; ///< newest first
    DeskVoice voice;
    QDateTime mutedUntil; ///< sounds and popups of this desk; invalid = not muted
    bool speaks = true; ///< false: another instance of this workspace does it
    Phrase whyNotOut; ///< why nothing leaves this desk; empty = it does

    bool operator==(const TellingReport &) const = default;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deskvoice.h"
#include "widgets/theme/theme.h"

#include <QByteArray>
#include <QString>

namespace opsdeck {

/// What the window remembers from one start to the next.
struct DeskSettings
{
    QString language; ///< "en", "zh_CN"
    ThemeKind theme = ThemeKind::Dark;
    QByteArray geometry;
    bool railCollapsed = false;
    QString workspace; ///< the folder opened last
    DeskVoice voice{};

    bool operator==(const DeskSettings &) const = default;
};

DeskSettings loadDeskSettings();
void saveDeskSettings(const DeskSettings &settings);

} // namespace opsdeck

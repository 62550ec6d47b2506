// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deskvoice.h"
#include "models/domain/savedview.h"
#include "widgets/theme/theme.h"

#include <QByteArray>
#include <QList>
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
    QList<SavedView> views; ///< the person's own filters of the alert wall

    bool operator==(const DeskSettings &) const = default;
};

DeskSettings loadDeskSettings();
void saveDeskSettings(const DeskSettings &settings);

} // namespace opsdeck

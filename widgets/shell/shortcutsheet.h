// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QFrame>

namespace opsdeck {

/// What "?" opens: the keys that work everywhere.
class ShortcutSheet : public QFrame
{
    Q_OBJECT

public:
    ShortcutSheet(Theme &theme, const QStringList &pages, QWidget *parent);
};

} // namespace opsdeck

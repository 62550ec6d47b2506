// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"
#include "widgets/theme/theme.h"

#include <QFrame>

namespace opsdeck {

/// What "?" opens: the keys of the page in front, then those that work everywhere.
class ShortcutSheet : public QFrame
{
    Q_OBJECT

public:
    ShortcutSheet(Theme &theme, const QStringList &pages, const QList<PageShortcut> &ofPage, QWidget *parent);
};

} // namespace opsdeck

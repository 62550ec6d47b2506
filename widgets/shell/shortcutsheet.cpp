// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shortcutsheet.h"

#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"

#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

ShortcutSheet::ShortcutSheet(Theme &theme, const QStringList &pages, const QList<PageShortcut> &ofPage, QWidget *parent)
    : QFrame(parent, Qt::Popup)
{
    setProperty("panel", QStringLiteral("popup"));
    QList<KeyValueRow> rows;
    for (const PageShortcut &shortcut : ofPage)
        rows.append({.label = shortcut.keys, .value = shortcut.effect});
    rows.append({.label = QStringLiteral("Ctrl+K"), .value = tr("Search everything, run an action")});
    for (int i = 0; i < pages.size() && i < 9; ++i)
        rows.append({.label = QStringLiteral("Ctrl+%1").arg(i + 1), .value = pages.at(i)});
    rows.append({.label = QStringLiteral("Alt+←  Alt+→"), .value = tr("Back and forward")});
    rows.append({.label = QStringLiteral("Ctrl+Shift+C"), .value = tr("Copy the address of this place")});
    rows.append({.label = QStringLiteral("/"), .value = tr("Filter")});
    rows.append({.label = QStringLiteral("Esc"), .value = tr("Close the inspector")});
    rows.append({.label = QStringLiteral("?"), .value = tr("This list")});
    auto *list = new KeyValueList(theme, this);
    list->setRows(rows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(plainLabel(tr("Keyboard shortcuts"), this, theme.titleFont()));
    layout->addWidget(list);
    setMinimumWidth(360);
}

} // namespace opsdeck

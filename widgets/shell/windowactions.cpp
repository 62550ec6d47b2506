// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/windowactions.h"

#include "widgets/shell/railentry.h"

#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace opsdeck {

namespace {

const QString actionIcon = QStringLiteral("play");

QString nameOf(const QAbstractButton &button)
{
    QString name = button.accessibleName().isEmpty() ? button.text() : button.accessibleName();
    return name.remove(u'&').remove(QStringLiteral("…")).simplified();
}

const QMenu *menuOf(const QAbstractButton *button)
{
    if (const auto *tool = qobject_cast<const QToolButton *>(button))
        return tool->menu();
    const auto *push = qobject_cast<const QPushButton *>(button);
    return push ? push->menu() : nullptr;
}

void addMenu(QList<PaletteItem> &items, const QString &name, const QMenu &menu)
{
    for (QAction *action : menu.actions()) {
        if (!action->isEnabled() || !action->isVisible() || action->isSeparator())
            continue;
        const auto trigger = [target = QPointer(action)] {
            if (target)
                target->trigger();
        };
        const QString title = QStringLiteral("%1: %2").arg(name, QString(action->text()).remove(u'&'));
        items.append({actionIcon, title, {}, true, trigger});
    }
}

} // namespace

QList<PaletteItem> windowActions(QWidget &window)
{
    QList<PaletteItem> items;
    const auto buttons = window.findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        const QString name = nameOf(*button);
        // Pages are listed as places, and the palette does not offer itself.
        const bool isOther = qobject_cast<RailEntry *>(button) || button->property("look") == QStringLiteral("field");
        if (isOther || name.isEmpty() || !button->isVisibleTo(&window) || !button->isEnabled())
            continue;
        if (const QMenu *menu = menuOf(button)) {
            addMenu(items, name, *menu);
            continue;
        }
        const auto click = [target = QPointer(button)] {
            if (target)
                target->click();
        };
        items.append({actionIcon, name, {}, true, click});
    }
    return items;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell puts into its command palette.
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/windowactions.h"

namespace opsdeck {

void Shell::showPalette()
{
    m_palette = new CommandPalette(m_theme, paletteItems(), this); // goes when it closes
    connect(m_palette, &CommandPalette::searchRequested, this, &Shell::searchRequested);
    m_palette->adjustSize();
    m_palette->move(mapToGlobal(QPoint((width() - m_palette->width()) / 2, m_top->height() + Theme::Grid)));
    m_palette->show();
    m_palette->setFocus(Qt::ShortcutFocusReason);
    m_making.start();
}

void Shell::refreshPalette()
{
    if (m_palette)
        m_palette->setItems(paletteItems());
}

QList<PaletteItem> Shell::paletteItems()
{
    QList<PaletteItem> items;
    const QList<PageCard> cards = m_pages.cards();
    for (const PageCard &card : cards) {
        const auto show = [this, id = card.id] { showPage(m_pages.page(id)); };
        items.append({card.iconName, card.title, tr("page"), false, show});
    }
    items += windowActions(*this);
    for (const PageCard &card : cards) {
        const Page *page = m_pages.made(card.id);
        const auto places = page ? page->places() : QList<PagePlace>();
        for (const PagePlace &place : places)
            items.append(itemFor(card, place));
    }
    return items;
}

PaletteItem Shell::itemFor(const PageCard &page, const PagePlace &place)
{
    const auto open = [this, address = Address{m_workspace, page.id, place.place}] {
        go(address);
        visitCurrent();
    };
    const QString where
        = place.subtitle.isEmpty() ? page.title : QStringLiteral("%1 · %2").arg(place.subtitle, page.title);
    return {place.iconName, place.title, where, false, open};
}

} // namespace opsdeck

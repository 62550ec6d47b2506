// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QWidget>

#include <optional>
#include <utility>

namespace opsdeck {

/// How a page is called. The rail and the palette know it before the page is made.
struct PageCard
{
    QString id; ///< stable, part of addresses: "alerts"
    QString iconName;
    QString title; ///< translated
};

/// What the rail shows beside a page's name.
struct PageBadge
{
    StateShape shape = StateShape::Critical;
    int count = 0;

    bool operator==(const PageBadge &) const = default;
};

/// Where what a page does takes effect; the shell's band shows it.
struct PageEnvironment
{
    QString title;
    bool production = false;

    bool operator==(const PageEnvironment &) const = default;
};

/// Something that a page can open, for the command palette.
struct PagePlace
{
    QString iconName;
    QString title;
    QString subtitle;
    QString place; ///< as of Page::openPlace
};

/// A place with the page that it is in.
struct FoundPlace
{
    QString page; ///< its id
    PagePlace place;
};

/// A key that works in a page, for the list of shortcuts.
struct PageShortcut
{
    QString keys; ///< as shown: "j  k"
    QString effect;
};

/// A page of the shell. It gets its collaborators through its constructor, owns its view, and asks by signal.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual PageCard card() const = 0;
    QString id() const { return card().id; }
    QString title() const { return card().title; }
    QString iconName() const { return card().iconName; }
    /// What the inspector shows while this page is in front; owned by the page; null = none.
    virtual QWidget *inspector() { return nullptr; }
    /// Where in the page we are, e.g. the selected service; the address is opsdeck://WORKSPACE/ID/PLACE.
    virtual QString place() const { return {}; }
    virtual void openPlace(const QString &place) { Q_UNUSED(place) }
    virtual QList<PagePlace> places() const { return {}; }
    virtual QList<PageShortcut> shortcuts() const { return {}; }
    /// Nothing = the page is not bound to one.
    virtual std::optional<PageEnvironment> environment() const { return std::nullopt; }

    // A page takes what the window has to give. Else every word that changes anywhere would have the texts of all
    // pages, shown or not, measured again.
    QSize sizeHint() const final { return {1200, 720}; }
    QSize minimumSizeHint() const final { return {}; }
    bool hasHeightForWidth() const final { return false; }

    const std::optional<PageBadge> &badge() const { return m_badge; }

Q_SIGNALS:
    void badgeChanged(std::optional<opsdeck::PageBadge> badge);
    void inspectorWanted(bool visible);
    void placeChanged(const QString &place); ///< for back and forward
    void placesCame(); ///< what places() gives was read, for the first time or anew
    void environmentChanged();
    void openAddressRequested(const QString &pageId, const QString &place);

protected:
    void setBadge(const std::optional<PageBadge> &badge)
    {
        if (std::exchange(m_badge, badge) != badge)
            Q_EMIT badgeChanged(badge);
    }

private:
    std::optional<PageBadge> m_badge;
};

} // namespace opsdeck

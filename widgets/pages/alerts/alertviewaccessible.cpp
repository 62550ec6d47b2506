// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertviewaccessible.h"

#include "models/items/foldedrows.h"
#include "widgets/pages/alerts/alertview.h"

#include <QAccessibleWidget>
#include <QPointer>

namespace opsdeck {

namespace {

class ItemInterface : public QAccessibleInterface
{
public:
    ItemInterface(AlertView *view, const QModelIndex &index)
        : m_view(view)
        , m_index(index)
    { }

    bool isValid() const override { return m_view && m_index.isValid(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::TreeItem; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_index.data(Qt::AccessibleTextRole).toString() : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        QRect rect = m_view->visualRect(m_index);
        rect.setLeft(0);
        rect.setRight(m_view->viewport()->width() - 1);
        return {m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const bool isGroup = !m_index.parent().isValid();
        state.selectable = state.focusable = true;
        state.selected = m_view->selectionModel()->isSelected(m_index);
        state.focused = m_view->currentIndex().siblingAtColumn(0) == m_index;
        const ShownRow *fold = m_view->foldAt(m_index);
        state.expandable = fold || (isGroup && m_view->model()->hasChildren(m_index));
        state.expanded = fold ? fold->isOpen : state.expandable && m_view->isExpanded(m_index);
        state.collapsed = state.expandable && !state.expanded;
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
        return state;
    }

    const QPersistentModelIndex &index() const { return m_index; }

private:
    QPointer<AlertView> m_view;
    QPersistentModelIndex m_index;
};

class ViewInterface : public QAccessibleWidget
{
public:
    explicit ViewInterface(AlertView *view)
        : QAccessibleWidget(view, QAccessible::Tree)
    { }
    ~ViewInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_items))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return view()->cards().places(); }

    QAccessibleInterface *child(int number) const override
    {
        return itemOf(view()->indexOf(view()->cards().place(number)));
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *item = dynamic_cast<const ItemInterface *>(child);
        return item ? view()->cards().number(view()->placeOf(item->index())) : -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return itemOf(view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y))).siblingAtColumn(0));
    }

    QAccessibleInterface *focusChild() const override
    {
        return view()->hasFocus() ? itemOf(view()->currentIndex().siblingAtColumn(0)) : nullptr;
    }

private:
    AlertView *view() const { return static_cast<AlertView *>(widget()); }

    QAccessibleInterface *itemOf(const QModelIndex &index) const
    {
        if (!index.isValid())
            return nullptr;
        forgetGone();
        auto known = m_items.constFind(index);
        if (known == m_items.cend())
            known = m_items.insert(index, QAccessible::registerAccessibleInterface(new ItemInterface(view(), index)));
        return QAccessible::accessibleInterface(*known);
    }

    void forgetGone() const
    {
        m_items.removeIf([](const std::pair<const QPersistentModelIndex &, QAccessible::Id &> &item) {
            if (item.first.isValid())
                return false;
            QAccessible::deleteAccessibleInterface(item.second);
            return true;
        });
    }

    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_items;
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    auto *view = qobject_cast<AlertView *>(object);
    return view ? new ViewInterface(view) : nullptr;
}

} // namespace

void installAlertViewAccessibility()
{
    QAccessible::installFactory(interfaceOf); // a second time is no time
}

void announceCurrent(AlertView &view)
{
    const int number = view.cards().number(view.placeOf(view.currentIndex()));
    if (!QAccessible::isActive() || number < 0)
        return;
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(number);
    QAccessible::updateAccessibility(&event);
}

} // namespace opsdeck

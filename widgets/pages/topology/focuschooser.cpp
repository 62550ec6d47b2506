// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/focuschooser.h"

#include "widgets/pages/topology/topologywords.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int PopupWidth = 360;
constexpr int PopupHeight = 380;
constexpr int ShapeSize = 12;

QIcon iconOf(const TopologyNode &node, const Theme &theme, qreal ratio)
{
    QPixmap pixmap(QSize(ShapeSize, ShapeSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    if (const auto shape = shapeOf(node))
        paintShape(painter, QRectF(0, 0, ShapeSize, ShapeSize), *shape, theme);
    return pixmap;
}

} // namespace

FocusChooser::FocusChooser(Theme &theme, QList<TopologyNode> nodes, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::Grid, 2 * Theme::Grid, 2 * Theme::Grid, 2 * Theme::Grid);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    resize(PopupWidth, PopupHeight);

    m_search->setPlaceholderText(tr("Service, database, host…"));
    m_search->setAccessibleName(tr("Choose what to look at"));
    m_search->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({ShapeSize, ShapeSize});
    m_list->setAccessibleName(tr("What can be looked at"));
    fill(theme, std::move(nodes));
    connect(m_search, &QLineEdit::textChanged, this, &FocusChooser::filter);
    connect(m_list, &QListWidget::itemClicked, this, &FocusChooser::accept);
    m_search->setFocus();
}

void FocusChooser::fill(const Theme &theme, QList<TopologyNode> nodes)
{
    const auto rank = [](const TopologyNode &node) { return node.worst ? static_cast<int>(*node.worst) : 3; };
    std::stable_sort(nodes.begin(), nodes.end(), [&](const TopologyNode &a, const TopologyNode &b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.title.localeAwareCompare(b.title) < 0;
    });
    for (const TopologyNode &node : std::as_const(nodes)) {
        auto *item = new QListWidgetItem(
            iconOf(node, theme, devicePixelRatioF()), node.title + QStringLiteral("   ") + subtitleOf(node), m_list);
        item->setData(Qt::UserRole, node.id.text());
        item->setData(Qt::AccessibleDescriptionRole, stateText(node));
        item->setSizeHint({PopupWidth / 2, Theme::ControlHeight});
    }
    m_list->setCurrentRow(0);
}

bool FocusChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    default:
        return false;
    }
}

void FocusChooser::filter(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QListWidgetItem *first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool fits = std::all_of(words.cbegin(), words.cend(),
            [&](const QString &word) { return item->text().contains(word, Qt::CaseInsensitive); });
        item->setHidden(!fits);
        if (fits && !first)
            first = item;
    }
    m_list->setCurrentItem(first);
}

void FocusChooser::accept()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || item->isHidden())
        return;
    Q_EMIT chosen(EntityId(item->data(Qt::UserRole).toString()));
    close();
}

} // namespace opsdeck

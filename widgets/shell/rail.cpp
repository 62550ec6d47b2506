// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/rail.h"

#include "widgets/parts/plaintext.h"
#include "widgets/shell/railentry.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int wideWidth = 184;
constexpr int narrowWidth = 56;
constexpr int logoSize = 24;

} // namespace

Rail::Rail(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_logo(new QLabel(this))
    , m_name(captionLabel(QStringLiteral("Opsdeck"), this, theme.strongFont()))
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
    , m_toggle(new RailEntry(theme, QStringLiteral("sidebar"), this))
{
    setProperty("panel", QStringLiteral("rail"));
    setFixedWidth(wideWidth);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 4, 0, 12);
    head->setSpacing(10);
    head->addWidget(m_logo);
    head->addWidget(m_name, 1);
    m_logo->setFixedSize(logoSize, logoSize);
    m_top->setSpacing(2);
    m_bottom->setSpacing(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 9, 8);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(m_top);
    layout->addStretch(1);
    layout->addLayout(m_bottom);
    layout->addSpacing(2);
    layout->addWidget(m_toggle);
    connect(m_toggle, &RailEntry::clicked, this, [this] { setCollapsed(!m_collapsed); });
    connect(&theme, &Theme::changed, this, &Rail::retint);
    retint();
    retranslate();
}

void Rail::addEntry(const QString &id, const QString &iconName, Place place)
{
    auto *entry = new RailEntry(m_theme, iconName, this);
    entry->setCheckable(true);
    entry->setCollapsed(m_collapsed);
    entry->setObjectName(id);
    m_entries.insert(id, entry);
    (place == Place::Top ? m_top : m_bottom)->addWidget(entry);
    connect(entry, &RailEntry::clicked, this, [this, id] { Q_EMIT chosen(id); });
}

void Rail::setTitle(const QString &id, const QString &title, const QString &shortcut)
{
    RailEntry *entry = m_entries.value(id);
    if (!entry)
        return;
    entry->setText(title);
    entry->setToolTip(shortcut.isEmpty() ? title : QStringLiteral("%1  %2").arg(title, shortcut));
}

void Rail::setBadge(const QString &id, const std::optional<PageBadge> &badge)
{
    if (RailEntry *entry = m_entries.value(id))
        entry->setBadge(badge);
}

void Rail::setCurrent(const QString &id)
{
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
        it.value()->setChecked(it.key() == id);
}

void Rail::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? narrowWidth : wideWidth);
    m_name->setHidden(collapsed);
    for (RailEntry *entry : std::as_const(m_entries))
        entry->setCollapsed(collapsed);
    m_toggle->setCollapsed(collapsed);
    retranslate();
    Q_EMIT collapsedChanged(collapsed);
}

void Rail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void Rail::retranslate()
{
    setAccessibleName(tr("Pages"));
    //: The rail at the left edge shows icons only, or icons and words
    m_toggle->setText(m_collapsed ? tr("Expand") : tr("Collapse"));
    m_toggle->setToolTip(m_toggle->text());
}

void Rail::retint()
{
    m_logo->setPixmap(
        m_theme.icon(QStringLiteral("logo"), Token::Accent).pixmap(QSize(logoSize, logoSize), devicePixelRatioF()));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shell.h"

#include "widgets/shell/commandpalette.h"
#include "widgets/shell/inspectorframe.h"
#include "widgets/shell/noticebar.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/shortcutsheet.h"
#include "widgets/shell/topbar.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QStackedWidget>

namespace opsdeck {

namespace {

const QString settingsId = QStringLiteral("settings");
constexpr int pagesWithShortcut = 9;

} // namespace

Shell::Shell(Theme &theme, const QString &workspaceName, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_workspace(workspaceName)
    , m_rail(new Rail(theme, this))
    , m_top(new TopBar(theme, this))
    , m_notices(new NoticeBar(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_inspector(new InspectorFrame(theme, this))
    , m_status(new StatusBar(theme, this))
    , m_pages([this](Page *page) {
        m_stack->addWidget(page);
        connectPage(page);
    })
{
    setWindowTitle(QStringLiteral("%1 – Opsdeck").arg(workspaceName));
    setMinimumSize(960, 560);
    layOut();
    connectBars();
    addShortcuts();
    m_top->setWorkspace(workspaceName);
    m_top->setHistory(false, false);
    connect(&m_clock, &QTimer::timeout, this, &Shell::tick);
    m_clock.start(1000);
    connect(&m_making, &QTimer::timeout, this, [this] {
        if (!m_palette || !m_pages.makeNext())
            m_making.stop();
    });
    tick();
}

Shell::~Shell()
{
    // An inspector belongs to its page, whoever shows it at the moment.
    const QList<Page *> pages = m_pages.made();
    for (Page *page : pages) {
        page->disconnect(this);
        QWidget *inspector = page->inspector();
        if (!inspector)
            continue;
        m_inspector->release(inspector);
        inspector->setParent(page);
    }
}

void Shell::addPage(const std::function<PageCard()> &card, const std::function<Page *()> &make)
{
    const PageCard shown = card();
    m_pages.add(card, make);
    m_rail->addEntry(shown.id, shown.iconName, shown.id == settingsId ? Rail::Place::Bottom : Rail::Place::Top);
    retranslate();
    if (!frontPage())
        showPage(m_pages.page(shown.id));
}

void Shell::addPage(Page *page)
{
    addPage([page] { return page->card(); }, [page] { return page; });
    makePage(page->id());
}

void Shell::makePages()
{
    while (m_pages.makeNext()) { }
}

bool Shell::openAddress(const QString &address)
{
    const auto parsed = Address::parse(address);
    if (!parsed || parsed->workspace != m_workspace || !m_pages.contains(parsed->page))
        return false;
    go(parsed);
    visitCurrent();
    return true;
}

QString Shell::address() const
{
    const Page *front = frontPage();
    return front ? Address{m_workspace, front->id(), front->place()}.text() : QString();
}

void Shell::setWorkspaceTitle(const QString &title)
{
    m_top->setWorkspace(title);
    setWindowTitle(QStringLiteral("%1 – Opsdeck").arg(title));
}

void Shell::setEnvironment(const QString &title, bool production)
{
    m_environment = title.isEmpty() ? std::nullopt : std::optional(PageEnvironment{title, production});
    showEnvironment();
}

void Shell::setSources(const QList<SourceRecord> &sources, const QDateTime &now)
{
    m_sources = sources;
    m_clockOffset = QDateTime::currentDateTimeUtc().msecsTo(now);
    tick();
}

void Shell::setTasks(const QList<TaskStatus> &tasks)
{
    m_status->setTasks(tasks);
}

void Shell::setNotices(const QList<Notice> &notices)
{
    m_notices->setNotices(notices);
}

void Shell::showFound(const QString &words, const QList<FoundPlace> &places)
{
    if (!m_palette)
        return;
    QList<PaletteItem> items;
    for (const FoundPlace &found : places) {
        if (m_pages.contains(found.page))
            items.append(itemFor(m_pages.card(found.page), found.place));
    }
    m_palette->addFound(words, items);
}

void Shell::setRailCollapsed(bool collapsed)
{
    m_rail->setCollapsed(collapsed);
}

bool Shell::isRailCollapsed() const
{
    return m_rail->isCollapsed();
}

void Shell::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Shell::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Else the first control of the window gets the keys. A page that has nothing to show yet takes them later.
    Page *front = frontPage();
    if (!front || front->isAncestorOf(focusWidget()))
        return;
    const QWidget *target = front->focusProxy();
    if (!target || target->isVisible())
        front->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
}

void Shell::layOut()
{
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto *front = new QVBoxLayout;
    front->setSpacing(0);
    front->addWidget(m_notices);
    front->addWidget(m_stack, 1);
    middle->addLayout(front, 1);
    middle->addWidget(m_inspector);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addLayout(middle, 1);
    right->addWidget(m_status);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addLayout(right, 1);
}

void Shell::connectBars()
{
    connect(m_rail, &Rail::chosen, this, [this](const QString &id) { showPage(m_pages.page(id)); });
    connect(m_rail, &Rail::collapsedChanged, this, &Shell::railCollapsedChanged);
    connect(m_top, &TopBar::backRequested, this, [this] { go(m_history.goBack()); });
    connect(m_top, &TopBar::forwardRequested, this, [this] { go(m_history.goForward()); });
    connect(m_top, &TopBar::copyAddressRequested, this, [this] { QGuiApplication::clipboard()->setText(address()); });
    connect(m_top, &TopBar::sourcesRequested, this, [this] { openSettings(QStringLiteral("sources")); });
    connect(m_top, &TopBar::paletteRequested, this, &Shell::showPalette);
    connect(m_top, &TopBar::shortcutsRequested, this, &Shell::showShortcuts);
    connect(m_top, &TopBar::languageRequested, this, &Shell::languageRequested);
    connect(m_top, &TopBar::themeRequested, this, &Shell::themeRequested);
    connect(m_top, &TopBar::tellingRequested, this, [this] { openSettings(QStringLiteral("telling")); });
    connect(m_status, &StatusBar::cancelRequested, this, &Shell::cancelRequested);
    connect(m_notices, &NoticeBar::activated, this, &Shell::noticeActivated);
    connect(m_inspector, &InspectorFrame::closeRequested, this, [this] {
        m_inspected.remove(frontPage());
        showInspector();
    });
}

void Shell::openSettings(const QString &place)
{
    if (!m_pages.contains(settingsId))
        return;
    go(Address{m_workspace, settingsId, place});
    visitCurrent();
}

void Shell::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    for (int i = 0; i < pagesWithShortcut; ++i) {
        add(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)),
            [this, i] { showPage(m_pages.page(m_pages.ids().value(i))); });
    }
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { go(m_history.goBack()); });
    add(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { go(m_history.goForward()); });
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { Q_EMIT m_top->copyAddressRequested(); });
    add(QKeySequence(Qt::Key_Question), [this] { showShortcuts(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { showPalette(); });
    // A shortcut of the inspector: away with it, Esc is the page's own again.
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), m_inspector), &QShortcut::activated, m_inspector,
        &InspectorFrame::closeRequested);
}

void Shell::connectPage(Page *page)
{
    m_rail->setBadge(page->id(), page->badge());
    connect(page, &Page::placesCame, this, &Shell::refreshPalette, Qt::SingleShotConnection);
    connect(page, &Page::badgeChanged, this,
        [this, id = page->id()](const std::optional<PageBadge> &badge) { m_rail->setBadge(id, badge); });
    connect(page, &Page::inspectorWanted, this, [this, page](bool visible) {
        if (visible)
            m_inspected.insert(page);
        else
            m_inspected.remove(page);
        showInspector();
    });
    connect(page, &Page::placeChanged, this, [this, page] {
        if (page == frontPage())
            visitCurrent();
    });
    connect(page, &Page::environmentChanged, this, &Shell::showEnvironment);
    connect(page, &QObject::destroyed, this, [this, page] {
        m_pages.remove(page);
        m_inspected.remove(page);
    });
    connect(page, &Page::openAddressRequested, this, [this](const QString &pageId, const QString &place) {
        if (m_pages.contains(pageId)) {
            go(Address{m_workspace, pageId, place});
            visitCurrent();
        }
    });
}

Page *Shell::frontPage() const
{
    return static_cast<Page *>(m_stack->currentWidget());
}

void Shell::showPage(Page *page)
{
    if (!page)
        return;
    // Keys go where they were in this page; at first to its main part, not to whatever control stands first.
    const bool isFresh = !page->focusWidget();
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(page->id());
    if (isFresh || !page->isAncestorOf(focusWidget()))
        page->setFocus(Qt::OtherFocusReason);
    showInspector();
    showEnvironment();
    visitCurrent();
}

void Shell::go(const std::optional<Address> &address)
{
    Page *target = address ? m_pages.page(address->page) : nullptr;
    if (!target)
        return;
    {
        const QScopedValueRollback travelling(m_travelling, true);
        showPage(target);
        if (target->place() != address->place)
            target->openPlace(address->place);
    }
    m_top->setHistory(m_history.canGoBack(), m_history.canGoForward());
}

void Shell::visitCurrent()
{
    if (m_travelling)
        return;
    const Page *front = frontPage();
    m_history.visit({m_workspace, front->id(), front->place()});
    m_top->setHistory(m_history.canGoBack(), m_history.canGoForward());
}

void Shell::showInspector()
{
    Page *front = frontPage();
    QWidget *inspector = front && m_inspected.contains(front) ? front->inspector() : nullptr;
    if (inspector)
        m_inspector->showInspector(inspector);
    m_inspector->setVisible(inspector);
}

void Shell::showEnvironment()
{
    const Page *front = frontPage();
    const auto own = front ? front->environment() : std::nullopt;
    m_top->setEnvironment(own ? own : m_environment);
}

void Shell::tick()
{
    const QDateTime now = QDateTime::currentDateTimeUtc().addMSecs(m_clockOffset);
    QDateTime lastSuccess;
    for (const SourceRecord &source : std::as_const(m_sources)) {
        if (!lastSuccess.isValid() || source.lastSuccess > lastSuccess)
            lastSuccess = source.lastSuccess;
    }
    m_top->setTime(now);
    m_top->setSources(m_sources, now);
    m_status->setLastSync(lastSuccess, now);
}

void Shell::retranslate()
{
    int number = 0;
    const QList<PageCard> cards = m_pages.cards();
    for (const PageCard &card : cards) {
        const QString keys = ++number <= pagesWithShortcut ? QStringLiteral("Ctrl+%1").arg(number) : QString();
        m_rail->setTitle(card.id, card.title, keys);
    }
}

void Shell::showShortcuts()
{
    QStringList titles;
    const QList<PageCard> cards = m_pages.cards();
    for (const PageCard &card : cards)
        titles.append(card.title);
    const Page *front = frontPage();
    auto *sheet = new ShortcutSheet(m_theme, titles, front ? front->shortcuts() : QList<PageShortcut>(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->adjustSize();
    sheet->move(mapToGlobal(rect().center()) - sheet->rect().center());
    sheet->show();
}

} // namespace opsdeck

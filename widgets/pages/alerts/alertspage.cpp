// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertspage.h"

#include "models/items/alerttext.h"
#include "models/items/alerttreemodel.h"
#include "models/items/errortext.h"
#include "models/items/foldtext.h"
#include "widgets/pages/alerts/alerthandler.h"
#include "widgets/pages/alerts/alertheader.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/pages/alerts/filterbar.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace opsdeck {

AlertsPage::AlertsPage(Theme &theme, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_model(new AlertTreeModel(this))
    , m_header(new AlertHeader(theme, this))
    , m_filter(new FilterBar(theme, this))
    , m_search(m_filter->field())
    , m_banner(new Card(theme, {}, this))
    , m_bannerText(plainLabel({}, m_banner, theme.bodyFont()))
    , m_stack(new QStackedWidget(this))
    , m_view(new AlertView(theme, m_stack))
    , m_empty(new EmptyState(theme, QStringLiteral("alerts"), m_stack))
    , m_inspector(new AlertInspector(theme, this))
{
    m_view->setModel(m_model);
    m_inspector->hide();
    lay();
    connectParts();
    retranslate();
}

void AlertsPage::lay()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 8);
    layout->setSpacing(0); // the cards bring their own distance above
    auto *head = new QVBoxLayout;
    head->setSpacing(3 * Theme::Grid);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_header, m_filter, m_banner})
        head->addWidget(widget);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    m_banner->setEdge(Token::Warning);
    m_banner->body()->addWidget(m_bannerText);
    m_bannerText->setWordWrap(true);
    m_banner->hide();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    setFocusProxy(m_view);
}

void AlertsPage::connectParts()
{
    connect(m_model, &AlertTreeModel::aboutToShow, this, [this] {
        m_current = m_view->currentIndex().data(AlertTreeModel::KeyRole).toString();
        m_view->rememberPlace();
    });
    connect(m_model, &AlertTreeModel::shown, this, &AlertsPage::takeNew);
    connect(m_model, &AlertTreeModel::failed, this, [this](const Error &error) { setError(error); });
    connect(m_search, &QLineEdit::textChanged, this, &AlertsPage::filter);
    connect(m_search, &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_header, &AlertHeader::filterRequested, m_search, &QLineEdit::setText);
    connect(m_header, &AlertHeader::blindRequested, this, &AlertsPage::jumpToBlind);
    connect(m_header, &AlertHeader::groupingRequested, this, [this](const AlertGrouping &grouping) {
        group(grouping);
        Q_EMIT placeChanged(place());
    });
    connect(m_view, &AlertView::foldRequested, m_model, &AlertTreeModel::setFoldOpen);
    connect(m_view, &AlertView::inspectRequested, this, [this](const QModelIndex &index) {
        inspect(index);
        Q_EMIT inspectorWanted(true);
    });
    connect(m_view, &AlertView::copyRequested, this, &AlertsPage::copy);
    connect(m_view, &AlertView::changeRequested, this, &AlertsPage::openAddressRequested);
    m_view->installEventFilter(this); // a view takes letters for a search
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &AlertsPage::inspect);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { inspectChosen(); });
    connect(m_filter, &FilterBar::ownViewsChanged, this, &AlertsPage::ownViewsChanged);
    connect(m_inspector, &AlertInspector::alertRequested, this, &AlertsPage::openPlace);
    connect(m_inspector, &AlertInspector::changeRequested, this, &AlertsPage::openAddressRequested);
    connect(m_inspector, &AlertInspector::copyRequested, this, [this] { copy(m_view->currentIndex()); });
    connect(m_inspector, &AlertInspector::openLinkRequested, this, &AlertsPage::openLinkRequested);
    connect(m_empty, &EmptyState::actionRequested, this,
        [this] { Q_EMIT openAddressRequested(QStringLiteral("settings"), QStringLiteral("sources")); });
}

void AlertsPage::setWall(const AlertWall &wall, const QDateTime &now)
{
    setNow(now);
    m_model->setFilter(AlertFilter::parse(m_search->text(), now)); // "since:2h" is later now
    m_model->setWall(wall);
}

void AlertsPage::takeNew()
{
    const AlertWall &wall = m_model->wall();
    m_view->setAllOpen(m_model->isFiltering());
    m_view->restorePlace();
    followCurrent();
    m_header->setShown(m_model->shownAlerts());
    m_filter->setSources(wall.sources);
    refreshInspector();
    showContent();
    openWanted();
    if (!m_wanted.isEmpty() && !m_model->isFiltering() && !m_model->indexOf(m_wanted).isValid())
        m_wanted.clear(); // it has gone meanwhile
    std::optional<PageBadge> badge;
    if (wall.counts.critical > 0)
        badge = PageBadge{StateShape::Critical, wall.counts.critical};
    if (std::exchange(m_badge, badge) != badge)
        setBadge(badge);
}

/// An alert that is in another group now, say since its component has moved, is the same alert.
void AlertsPage::followCurrent()
{
    if (m_current.isEmpty() || m_view->currentIndex().data(AlertTreeModel::KeyRole).toString() == m_current)
        return;
    const QModelIndex index = m_model->indexOf(m_current);
    if (!index.isValid())
        return;
    m_view->setAutoScroll(false); // what stands on top stays there
    m_view->moveCurrent(index);
    m_view->setAutoScroll(true);
}

void AlertsPage::setNow(const QDateTime &now)
{
    m_view->setNow(now);
    m_model->setNow(now);
    m_inspector->setNow(now);
}

void AlertsPage::setError(const std::optional<Error> &error)
{
    m_error = error;
    showBanner();
    showContent();
}

void AlertsPage::showRefusal(const QList<Error> &errors)
{
    m_refusals = errors;
    showBanner();
}

void AlertsPage::showBanner()
{
    QStringList words;
    QStringList raw;
    for (const Error &error : m_error ? QList{*m_error} + m_refusals : m_refusals) {
        words.append(errorText(error));
        raw.append(rawText(error));
    }
    m_bannerText->setText(words.join(u'\n'));
    m_bannerText->setToolTip(words.isEmpty() ? QString() : plainToolTip(raw.join(u'\n')));
    m_banner->setHidden(words.isEmpty());
}

QString AlertsPage::filterText() const
{
    return m_search->text();
}

void AlertsPage::setChanges(const ChangeIndex &index, std::chrono::seconds window)
{
    m_model->setChanges(index, window);
}

void AlertsPage::setViews(const QList<SavedView> &shared, const QList<SavedView> &own)
{
    m_filter->setViews(shared, own);
}

AlertHandler &AlertsPage::enableHandling()
{
    if (!m_handler)
        m_handler = new AlertHandler(m_theme, m_view, m_inspector, this);
    return *m_handler;
}

QWidget *AlertsPage::inspector()
{
    return m_inspector;
}

QList<PageShortcut> AlertsPage::shortcuts() const
{
    const QList<PageShortcut> looking{
        {QStringLiteral("j  k"), tr("Next and previous alert")},
        {QStringLiteral("J  K"), tr("The same, and select on the way; Ctrl+A selects all that are shown")},
        {QStringLiteral("← →"), tr("Close and open a group or what is folded")},
        {QStringLiteral("g"), tr("Group by something else")},
        {QStringLiteral("Enter"), tr("Open the inspector, or a group")},
        {QStringLiteral("o"), tr("Open in source")},
    };
    return m_handler ? looking + m_handler->shortcuts() : looking;
}

void AlertsPage::filter(const QString &text)
{
    m_model->setFilter(AlertFilter::parse(text));
    m_header->setFilterText(text);
}

void AlertsPage::group(const AlertGrouping &grouping)
{
    m_grouping = grouping;
    m_model->setGrouping(grouping);
    nameView();
}

void AlertsPage::nameView()
{
    //: %1 is what the alerts are grouped by: "business system", "host"
    m_view->setAccessibleName(tr("Alerts by %1").arg(groupingText(m_grouping.value_or(AlertGrouping()).text())));
}

void AlertsPage::showContent()
{
    const bool canShow = m_model->hasWall() && !m_model->wall().sources.isEmpty() && m_model->rowCount() > 0;
    const bool hasAlerts = m_model->wall().counts.total() > 0;
    const bool onlyQuiet = !hasAlerts && m_model->wall().unobserved == 0 && !m_model->wall().sources.isEmpty();
    m_stack->setCurrentWidget(canShow && !onlyQuiet ? static_cast<QWidget *>(m_view) : m_empty);
    // The window keeps the keys for us until there is something to use them on.
    if (m_view->isVisible() && window()->focusWidget() == window())
        m_view->setFocus(Qt::OtherFocusReason);
    explainEmptiness();
}

void AlertsPage::inspect(const QModelIndex &index)
{
    const auto row = index.data(AlertTreeModel::AlertRole).value<AlertRow>();
    if (row.key.isEmpty() || m_view->selectedLines() > 1)
        return;
    const auto group = index.parent().data(AlertTreeModel::GroupRole).value<AlertGroup>();
    m_inspector->setAlert(row, group, m_model->now());
    Q_EMIT placeChanged(place());
}

/// Several that are selected are told in numbers.
bool AlertsPage::inspectChosen()
{
    const bool areMany = m_view->selectedLines() > 1;
    if (areMany)
        m_inspector->setMany(m_view->chosenSummary(), m_model->now());
    else if (m_inspector->showsMany())
        inspect(m_view->currentIndex().siblingAtColumn(0));
    return areMany;
}

void AlertsPage::refreshInspector()
{
    if (inspectChosen())
        return;
    const QModelIndex index = m_view->currentIndex();
    const auto row = index.data(AlertTreeModel::AlertRole).value<AlertRow>();
    if (!row.key.isEmpty())
        m_inspector->setAlert(row, index.parent().data(AlertTreeModel::GroupRole).value<AlertGroup>(), m_model->now());
}

void AlertsPage::copy(const QModelIndex &index) const
{
    if (m_view->selectedLines() > 1) {
        QStringList lines;
        for (const AlertRow &chosen : m_view->chosenAlerts())
            lines.append(copyText(chosen, m_model->now()));
        QApplication::clipboard()->setText(lines.join(u'\n'));
        return;
    }
    const auto row = index.data(AlertTreeModel::AlertRole).value<AlertRow>();
    const ShownRow *line = m_model->lineAt(index);
    const QString text = line && line->isHead ? lineText(*line, m_model->now())
        : row.key.isEmpty()                   ? index.data().toString()
                                              : copyText(row, m_model->now());
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void AlertsPage::jumpToBlind()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (!isBlind(m_model->groupAt(index)->head.freshness))
            continue;
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index, QAbstractItemView::PositionAtTop);
        m_view->setFocus();
        return;
    }
}

void AlertsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        showRefusal({});
        Q_EMIT inspectorWanted(false);
    } else if (event->key() == Qt::Key_G && event->modifiers() == Qt::NoModifier) {
        m_header->openGroupings();
    } else {
        Page::keyPressEvent(event);
    }
}

bool AlertsPage::eventFilter(QObject *watched, QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    const bool isOpen = watched == m_view && key && key->key() == Qt::Key_O && key->modifiers() == Qt::NoModifier;
    if (!isOpen)
        return Page::eventFilter(watched, event);
    m_inspector->openInSource();
    return true;
}

void AlertsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void AlertsPage::retranslate()
{
    nameView();
    m_model->retranslate();
    setError(m_error);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/settingspage.h"

#include "models/domain/workspace.h"
#include "models/items/sourcesmodel.h"
#include "widgets/connect/connectkind.h"
#include "widgets/pages/settings/faultlist.h"
#include "widgets/pages/settings/sourceinspector.h"
#include "widgets/pages/settings/sourcestable.h"
#include "widgets/pages/settings/tellingview.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

const QString workspacePlace = QStringLiteral("workspace");
const QString tellingPlace = QStringLiteral("telling");
const QString sourcesPlace = QStringLiteral("sources");

} // namespace

SettingsPage::SettingsPage(Theme &theme, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_model(new SourcesModel(this))
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_sourcesTab(new Pill(theme, this))
    , m_tellingTab(new Pill(theme, this))
    , m_faultsTab(new Pill(theme, this))
    , m_connect(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_stack(new QStackedWidget(this))
    , m_table(new SourcesTable(theme, *m_model, m_stack))
    , m_empty(new EmptyState(theme, QStringLiteral("sources"), m_stack))
    , m_telling(new TellingView(theme, m_stack))
    , m_faults(new FaultList(theme, m_stack))
    , m_inspector(new SourceInspector(theme, this))
{
    m_inspector->hide();
    layOut();
    connect(m_sourcesTab, &Pill::clicked, this, [this] { showTab(Sources); });
    connect(m_tellingTab, &Pill::clicked, this, [this] { showTab(Telling); });
    connect(m_faultsTab, &Pill::clicked, this, [this] { showTab(Faults); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SettingsPage::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SettingsPage::showCurrent);
    connect(m_inspector, &SourceInspector::testRequested, this, &SettingsPage::testRequested);
    connect(m_inspector, &SourceInspector::pollRequested, this, &SettingsPage::pollRequested);
    connect(m_inspector, &SourceInspector::trustRequested, this, &SettingsPage::trustRequested);
    connect(m_inspector, &SourceInspector::programApproved, this, &SettingsPage::programApproved);
    connect(m_empty, &EmptyState::actionRequested, m_connect, &QPushButton::showMenu);
    connect(&m_clock, &QTimer::timeout, this, &SettingsPage::tick);
    m_clock.start(1000);
    retranslate();
    showTab(Sources);
}

void SettingsPage::layOut()
{
    auto *header = new QHBoxLayout;
    header->setSpacing(2 * Theme::Grid);
    header->addWidget(m_title);
    for (Pill *tab : {m_sourcesTab, m_tellingTab, m_faultsTab}) {
        tab->setCheckable(true);
        header->addWidget(tab);
    }
    header->addStretch(1);
    m_connect->setIconName(QStringLiteral("plus"));
    m_connect->setMenu(new QMenu(m_connect));
    header->addWidget(m_connect);
    for (QWidget *view : std::initializer_list<QWidget *>{m_table, m_empty, m_telling, m_faults})
        m_stack->addWidget(view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    layout->setSpacing(3 * Theme::Grid);
    layout->addLayout(header);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
}

QWidget *SettingsPage::inspector()
{
    return m_inspector;
}

PageCard SettingsPage::describe()
{
    return {QStringLiteral("settings"), QStringLiteral("settings"), tr("Settings")};
}

QString SettingsPage::place() const
{
    if (m_tab != Sources)
        return m_tab == Faults ? workspacePlace : tellingPlace;
    const SourceReport *report = m_model->record(m_table->currentIndex());
    const bool isChosen = m_table->selectionModel()->isSelected(m_table->currentIndex());
    return report && isChosen ? sourcesPlace + u'/' + report->record.id.text() : sourcesPlace;
}

void SettingsPage::openPlace(const QString &place)
{
    showTab(place == workspacePlace ? Faults : place == tellingPlace ? Telling : Sources);
    // A host's id has a slash of its own.
    const int row = m_model->rowOf(SourceId(place.section(u'/', 1)));
    if (m_tab == Sources && row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

QList<PagePlace> SettingsPage::places() const
{
    QList<PagePlace> places{{iconName(), tr("Workspace"), {}, workspacePlace},
        {QStringLiteral("alerts"), tr("Telling people"), {}, tellingPlace}};
    for (const SourceReport &report : m_model->records())
        places.append({QStringLiteral("sources"), report.record.id.text(), report.record.kind,
            sourcesPlace + u'/' + report.record.id.text()});
    return places;
}

QList<PageShortcut> SettingsPage::shortcuts() const
{
    return {{QStringLiteral("j  k"), tr("Next and previous source")}};
}

void SettingsPage::setReports(const QList<SourceReport> &reports)
{
    m_model->setNow(QDateTime::currentDateTimeUtc());
    m_model->setRecords(reports);
    m_sourcesTab->setCount(static_cast<int>(reports.size()));
    showTab(m_tab);
    showCurrent();
    Q_EMIT placesCame();
}

void SettingsPage::setFaults(const Diagnostics &faults, const QString &folder)
{
    m_faults->setFaults(faults, folder);
    const int count = static_cast<int>(faults.size());
    m_faultsTab->setCount(count > 0 ? std::optional(count) : std::nullopt);
    m_faultsTab->setShape(count > 0 ? std::optional(StateShape::Warning) : std::nullopt);
    setBadge(count > 0 ? std::optional(PageBadge{StateShape::Warning, count}) : std::nullopt);
}

void SettingsPage::showTest(const SourceId &source, const Result<SourceIdentity> &answer)
{
    if (source == m_inspector->source())
        m_inspector->showTest(answer);
}

void SettingsPage::showSettled(const HostId &host, const Result<void> &settled)
{
    if (sourceOf(host) == m_inspector->source())
        m_inspector->showSettled(settled);
}

void SettingsPage::showTab(Tab tab)
{
    const bool moved = m_tab != tab;
    m_tab = tab;
    m_sourcesTab->setChecked(tab == Sources);
    m_tellingTab->setChecked(tab == Telling);
    m_faultsTab->setChecked(tab == Faults);
    QWidget *sources = m_model->records().isEmpty() ? static_cast<QWidget *>(m_empty) : m_table;
    QWidget *other = tab == Faults ? static_cast<QWidget *>(m_faults) : m_telling;
    m_stack->setCurrentWidget(tab == Sources ? sources : other);
    if (!moved)
        return;
    Q_EMIT inspectorWanted(tab == Sources && m_table->currentIndex().isValid());
    Q_EMIT placeChanged(place());
}

void SettingsPage::showCurrent()
{
    const SourceReport *report = m_model->record(m_table->currentIndex());
    // Focus alone makes the first row current; only a choice opens the inspector.
    if (!report || !m_table->selectionModel()->isSelected(m_table->currentIndex()))
        return;
    const bool another = report->record.id != m_inspector->source();
    m_inspector->showReport(*report, m_model->now());
    if (!another)
        return;
    Q_EMIT inspectorWanted(true);
    Q_EMIT placeChanged(place());
}

void SettingsPage::tick()
{
    if (!isVisible())
        return;
    m_model->setNow(QDateTime::currentDateTimeUtc());
    showCurrent();
}

void SettingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void SettingsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    Q_EMIT opened();
}

void SettingsPage::retranslate()
{
    m_title->setText(title());
    m_sourcesTab->setText(tr("Sources"));
    //: Tab of the settings: sounds, popups and messages about alerts
    m_tellingTab->setText(tr("Telling people"));
    m_faultsTab->setText(tr("Workspace"));
    m_table->setAccessibleName(tr("Sources"));
    m_empty->setTexts(tr("No source is connected yet"),
        tr("Name a GitLab, Harbor, Alertmanager or Prometheus under \"connections\" in opsdeck.yaml, or a Docker host "
           "under \"hosts\". Or fill in a form that writes it for you."),
        tr("Connect…"));
    m_connect->setText(tr("Connect…"));
    m_connect->menu()->clear();
    for (const QString &kind : connectKinds()) {
        QAction *action
            = m_connect->menu()->addAction(m_theme.icon(connectIcon(kind), Token::TextMuted), connectTitle(kind));
        connect(action, &QAction::triggered, this, [this, kind] { Q_EMIT connectRequested(kind); });
    }
    m_model->retranslate();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/analysis/tallyview.h"

#include "models/items/episodemodel.h"
#include "models/items/tallymodel.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/pill.h"

#include <QEvent>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

using Table = TallyView::Table;

constexpr Table tables[]
    = {Table::Offenders, Table::Flapping, Table::Standing, Table::Services, Table::Owners, Table::Sources};
constexpr qsizetype MostRows = 500; ///< nobody reads on, and each costs a merge

} // namespace

TallyView::TallyView(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_tallies(new TallyModel(this))
    , m_episodes(new EpisodeModel(this))
    , m_stack(new QStackedWidget(this))
    , m_tallyView(makeView(m_tallies, TallyModel::What))
    , m_episodeView(makeView(m_episodes, EpisodeModel::Name))
{
    auto *pills = new QWidget(this);
    auto *flow = new FlowLayout(pills, Theme::Grid);
    for (const Table table : tables) {
        auto *pill = new Pill(theme, pills);
        pill->setCheckable(true);
        connect(pill, &QAbstractButton::clicked, this, [this, table] { setTable(table); });
        flow->addWidget(pill);
        m_pills.append(pill);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * Theme::Grid);
    column->addWidget(pills);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_tallyView);
    retranslate();
    showTable();
}

QTreeView *TallyView::makeView(QAbstractItemModel *model, int stretched)
{
    auto *view = new QTreeView(m_stack);
    view->setModel(model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->header()->setStretchLastSection(false);
    view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->header()->setResizeContentsPrecision(0); // what is seen, not all of it
    view->header()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    connect(view, &QTreeView::clicked, this, &TallyView::choose);
    connect(view, &QTreeView::activated, this, &TallyView::choose);
    m_stack->addWidget(view);
    return view;
}

QString TallyView::nameOf(Table table)
{
    switch (table) {
    case Table::Offenders:
        return QStringLiteral("offenders");
    case Table::Flapping:
        return QStringLiteral("flapping");
    case Table::Standing:
        return QStringLiteral("standing");
    case Table::Services:
        return QStringLiteral("services");
    case Table::Owners:
        return QStringLiteral("owners");
    case Table::Sources:
        return QStringLiteral("sources");
    }
    return {};
}

void TallyView::setTableNamed(const QString &name)
{
    for (const Table table : tables) {
        if (nameOf(table) == name)
            setTable(table);
    }
}

void TallyView::setTable(Table table)
{
    const bool isOther = std::exchange(m_table, table) != table;
    showTable();
    if (isOther)
        Q_EMIT tableChanged();
}

void TallyView::setStats(const AlertStats &stats)
{
    m_stats = stats;
    const qsizetype counts[] = {stats.offenders.size(), stats.flapping.size(), stats.standing.size(),
        stats.services.size(), stats.owners.size(), stats.sources.size()};
    for (qsizetype i = 0; i < m_pills.size(); ++i)
        m_pills.at(i)->setCount(static_cast<int>(counts[i]));
    showTable();
}

const QList<AlertTally> &TallyView::tallies() const
{
    switch (m_table) {
    case Table::Flapping:
        return m_stats.flapping;
    case Table::Services:
        return m_stats.services;
    case Table::Owners:
        return m_stats.owners;
    case Table::Sources:
        return m_stats.sources;
    case Table::Offenders:
    case Table::Standing:
        break;
    }
    return m_stats.offenders;
}

void TallyView::showTable()
{
    for (qsizetype i = 0; i < m_pills.size(); ++i)
        m_pills.at(i)->setChecked(tables[i] == m_table);
    const bool ofEpisodes = m_table == Table::Standing;
    if (ofEpisodes)
        m_episodes->setEpisodes(
            m_stats.episodes, m_stats.standing.first(std::min(MostRows, m_stats.standing.size())), m_stats.to);
    else
        m_tallies->setRecords(tallies().first(std::min(MostRows, tallies().size())));
    m_stack->setCurrentWidget(ofEpisodes ? m_episodeView : m_tallyView);
}

void TallyView::choose(const QModelIndex &index)
{
    if (m_table == Table::Standing)
        return Q_EMIT chosen(tr("Longest standing"), {m_stats.standing.value(index.row())});
    if (const AlertTally *tally = m_tallies->record(index))
        Q_EMIT chosen(index.siblingAtColumn(TallyModel::What).data().toString(), tally->episodes);
}

const QAbstractItemModel &TallyView::shownModel() const
{
    if (m_table == Table::Standing)
        return *m_episodes;
    return *m_tallies;
}

void TallyView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TallyView::retranslate()
{
    const QString words[]
        = {tr("Fires most"), tr("Flaps"), tr("Stands longest"), tr("By service"), tr("By owner"), tr("By source")};
    for (qsizetype i = 0; i < m_pills.size(); ++i)
        m_pills.at(i)->setText(words[i]);
    m_tallyView->setAccessibleName(tr("What fires most"));
    m_episodeView->setAccessibleName(tr("What stands longest"));
    m_tallies->retranslate();
    m_episodes->retranslate();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/runlist.h"

#include "models/items/errortext.h"
#include "models/items/runlistmodel.h"
#include "widgets/pages/deploy/deploytext.h"
#include "widgets/pages/deploy/runactions.h"
#include "widgets/pages/deploy/tables.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr std::chrono::milliseconds selectionPause{250};

} // namespace

RunStateDelegate::RunStateDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void RunStateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    constexpr int size = 12;
    QStyledItemDelegate::paint(painter, option, index);
    const auto run = index.data(RunListModel::RunRole).value<DeployRun>();
    const QPointF center = QRectF(option.rect).center();
    paintShape(
        *painter, QRectF(center.x() - size / 2.0, center.y() - size / 2.0, size, size), shapeOf(run.state), m_theme);
}

RunList::RunList(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_model(new RunListModel(this))
    , m_table(makeTable(m_model, this))
    , m_actions(new RunActions(theme, {RunDecision::Kind::Return}, this))
    , m_message(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
{
    m_message->setWordWrap(true);
    body()->addWidget(m_message);
    body()->addWidget(m_table, 1);
    body()->addWidget(m_actions);
    m_table->setItemDelegateForColumn(RunListModel::State, new RunStateDelegate(theme, m_table));
    m_table->horizontalHeader()->resizeSection(RunListModel::State, 36);
    m_table->horizontalHeader()->setSectionResizeMode(RunListModel::What, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(RunListModel::By, 104);
    m_table->horizontalHeader()->resizeSection(RunListModel::Started, 136);
    const auto open = [this](const QModelIndex &index) {
        Q_EMIT runOpened(index.data(RunListModel::RunRole).value<DeployRun>().id);
    };
    connect(m_table, &QTableView::activated, this, open);
    connectActions();
    retranslate();
    setRuns({});
}

void RunList::setRuns(const QList<DeployRun> &runs)
{
    m_model->setRuns(runs);
    showChosen();
    m_table->setHidden(runs.isEmpty());
    body()->setAlignment(m_message, Qt::AlignTop);
    retranslate();
}

void RunList::setError(const std::optional<Error> &error)
{
    m_error = error;
    retranslate();
}

void RunList::choose(const RunId &run)
{
    for (int row = 0; row < runs().size(); ++row) {
        if (runs().at(row).id == run)
            m_table->selectRow(row);
    }
}

void RunList::setReturn(const RunId &run, const Result<void> &may)
{
    m_actions->setReturn(run, may);
}

void RunList::lookAgain()
{
    m_actions->lookAgain();
}

const QList<DeployRun> &RunList::runs() const
{
    return m_model->runs();
}

void RunList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void RunList::connectActions()
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(selectionPause);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunList::showChosen);
    connect(m_actions, &RunActions::decided, this, &RunList::decided);
    connect(m_actions, &RunActions::returnAsked, this, [this] { m_pause.start(); });
    connect(&m_pause, &QTimer::timeout, this, [this] {
        const auto run = m_table->currentIndex().data(RunListModel::RunRole).value<DeployRun>();
        if (!run.id.isEmpty())
            Q_EMIT returnAsked(run.id);
    });
}

void RunList::showChosen()
{
    const auto run = m_table->currentIndex().data(RunListModel::RunRole).value<DeployRun>();
    m_actions->setRun(run);
    m_actions->setVisible(run.state == RunState::Done && !run.id.isEmpty());
}

void RunList::retranslate()
{
    setTitle(tr("Deployments"));
    m_message->setText(m_error ? errorText(*m_error) : tr("Nothing has been deployed from this workspace yet."));
    m_message->setToolTip(m_error ? plainToolTip(rawText(*m_error)) : QString());
    setTone(m_message, m_error ? Token::Critical : Token::TextMuted);
    m_message->setVisible(m_error || runs().isEmpty());
    m_table->setAccessibleName(tr("Deployments"));
}

} // namespace opsdeck

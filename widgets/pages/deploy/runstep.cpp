// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/runstep.h"

#include "models/items/deployrunmodel.h"
#include "widgets/pages/deploy/lanedelegate.h"
#include "widgets/pages/deploy/logview.h"
#include "widgets/pages/deploy/runactions.h"
#include "widgets/pages/deploy/runbanner.h"
#include "widgets/pages/deploy/tables.h"
#include "widgets/parts/actionbutton.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int maxVisibleLanes = 10;

} // namespace

RunStep::RunStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new DeployRunModel(this))
    , m_banner(new RunBanner(theme, this))
    , m_lanes(makeTable(m_model, this))
    , m_log(new LogView(theme, this))
    , m_actions(new RunActions(theme, this))
    , m_cancel(new ActionButton(theme, ActionButton::Look::Danger, {}, this))
    , m_leave(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
{
    makeLanes(theme);
    auto *card = new Card(theme, {}, this);
    card->setPadding(1);
    card->body()->addWidget(m_lanes);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch(1);
    buttons->addWidget(m_actions, 2);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_banner);
    layout->addWidget(card);
    layout->addWidget(m_log, 1);
    layout->addLayout(buttons);
    m_cancel->setIconName(QStringLiteral("stop"));
    connect(m_cancel, &ActionButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelRequested(m_model->run().id);
    });
    connect(m_actions, &RunActions::decided, this, &RunStep::decided);
    connect(m_actions, &RunActions::returnAsked, this, &RunStep::returnAsked);
    connect(m_leave, &ActionButton::clicked, this, &RunStep::leaveRequested);
    connect(&m_tick, &QTimer::timeout, m_model, &DeployRunModel::tick);
    retranslate();
}

void RunStep::setRun(const DeployRun &run)
{
    m_lastSequence = 0;
    m_isOver = run.state != RunState::Running && run.state != RunState::Paused;
    m_model->setRun(run);
    m_log->start(run.plan.hosts());
    m_cancel->setEnabled(true);
    fitLanes();
    showState();
}

void RunStep::append(const DeployEvent &event)
{
    if (event.run != m_model->run().id || event.sequence <= m_lastSequence)
        return;
    m_lastSequence = event.sequence;
    m_log->append(event);
    const bool isOfRun = event.kind == DeployEvent::Kind::RunEnded || event.kind == DeployEvent::Kind::RunChanged;
    const QDateTime ended = m_model->run().endedAt;
    if (isOfRun && ended.isValid() && event.at > ended)
        m_isOver = false; // somebody goes on with it
    if (m_isOver)
        return;
    m_model->append(event);
    if (isOfRun)
        showState();
    else if (event.stepState == StepState::Skipped)
        m_actions->setRun(run());
}

const DeployRun &RunStep::run() const
{
    return m_model->run();
}

void RunStep::showProblem(const std::optional<Error> &problem)
{
    m_actions->showProblem(problem);
}

void RunStep::setReturn(const RunId &run, const Result<void> &may)
{
    m_actions->setReturn(run, may);
}

void RunStep::lookAgain()
{
    m_actions->lookAgain();
}

void RunStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RunStep::makeLanes(Theme &theme)
{
    m_lanes->setItemDelegate(new LaneDelegate(theme, m_lanes));
    QHeaderView *header = m_lanes->horizontalHeader();
    const std::pair<int, int> widths[] = {{DeployRunModel::State, 36}, {DeployRunModel::Host, 120},
        {DeployRunModel::Module, 120}, {DeployRunModel::Steps, 420}, {DeployRunModel::Duration, 100}};
    for (const auto &[column, width] : widths)
        header->resizeSection(column, width);
    header->setSectionResizeMode(DeployRunModel::State, QHeaderView::Fixed);
    connect(m_lanes, &QTableView::clicked, this, [this](const QModelIndex &index) {
        m_log->showHost(index.data(DeployRunModel::LaneRole).value<DeployRun::Lane>().host);
    });
    connect(&theme, &Theme::changed, m_lanes->viewport(), qOverload<>(&QWidget::update));
}

void RunStep::showState()
{
    const bool runs = run().state == RunState::Running;
    m_banner->setRun(run());
    m_actions->setRun(run());
    m_cancel->setEnabled(true);
    m_cancel->setVisible(runs);
    m_leave->setVisible(true);
    if (runs)
        m_tick.start(1000);
    else
        m_tick.stop();
    Q_EMIT changed();
}

void RunStep::fitLanes()
{
    const int rows = qBound(1, m_model->rowCount(), maxVisibleLanes);
    m_lanes->setFixedHeight(m_lanes->horizontalHeader()->sizeHint().height() + rows * Theme::RowHeight + 2);
}

void RunStep::retranslate()
{
    m_cancel->setText(tr("Cancel this run"));
    m_leave->setText(tr("Back to all deployments"));
    m_lanes->setAccessibleName(tr("Hosts and steps"));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/planstep.h"

#include "models/items/errortext.h"
#include "models/items/planmodel.h"
#include "widgets/pages/deploy/diffview.h"
#include "widgets/pages/deploy/plandelegate.h"
#include "widgets/pages/deploy/tables.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/timetext.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace opsdeck {

PlanStep::PlanStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new PlanModel(this))
    , m_stack(new QStackedWidget(this))
    , m_state(new EmptyState(theme, QStringLiteral("clock"), this))
    , m_tableCard(new Card(theme, {}, this))
    , m_diffCard(new Card(theme, {}, this))
    , m_factCard(new Card(theme, {}, this))
    , m_table(makeTable(m_model, this))
    , m_diff(new DiffView(theme, this))
    , m_facts(new KeyValueList(theme, this))
    , m_ask(plainLabel({}, this, theme.bodyFont(), Token::Critical))
    , m_typed(new QLineEdit(this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_deploy(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    m_stack->addWidget(m_state);
    m_stack->addWidget(makePlanView());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeButtons());
    m_deploy->setIconName(QStringLiteral("deploy"));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanStep::showSelected);
    connect(m_typed, &QLineEdit::textChanged, this, &PlanStep::showConfirmation);
    connect(m_typed, &QLineEdit::returnPressed, m_deploy, &QPushButton::click);
    connect(m_back, &ActionButton::clicked, this, &PlanStep::backRequested);
    connect(m_state, &EmptyState::actionRequested, this, &PlanStep::retryRequested);
    connect(m_deploy, &ActionButton::clicked, this, [this] {
        m_deploy->setEnabled(false); // one click, one run
        Q_EMIT confirmed(m_model->plan());
    });
    retranslate();
}

void PlanStep::setConfirmProduction(bool confirm)
{
    m_confirmProduction = confirm;
    showConfirmation();
}

void PlanStep::startPlanning(const Environment &environment, const QString &what)
{
    m_environment = environment;
    m_what = what;
    m_plan.reset();
    m_typed->clear();
    m_model->setPlan({});
    retranslate();
}

void PlanStep::setPlan(const Result<DeployPlan> &plan)
{
    m_plan = plan;
    m_typed->clear();
    m_model->setPlan(plan.value_or(DeployPlan{}));
    m_table->selectRow(0);
    retranslate();
}

const DeployPlan &PlanStep::plan() const
{
    return m_model->plan();
}

void PlanStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

QWidget *PlanStep::makePlanView()
{
    m_table->setItemDelegate(new PlanDelegate(m_theme, m_table));
    QHeaderView *header = m_table->horizontalHeader();
    const std::pair<int, int> widths[]
        = {{PlanModel::Host, 120}, {PlanModel::Module, 120}, {PlanModel::Now, 190}, {PlanModel::After, 190}};
    for (const auto &[column, width] : widths)
        header->resizeSection(column, width);
    m_tableCard->body()->addWidget(m_table);
    m_diffCard->body()->addWidget(m_diff);
    m_factCard->body()->addWidget(m_facts);
    m_factCard->body()->addStretch(1);
    auto *lower = new QWidget(this);
    auto *row = new QHBoxLayout(lower);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * Theme::Grid);
    row->addWidget(m_diffCard, 3);
    row->addWidget(m_factCard, 2);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(3 * Theme::Grid);
    splitter->addWidget(m_tableCard);
    splitter->addWidget(lower);
    splitter->setSizes({400, 400});
    return splitter;
}

QWidget *PlanStep::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_ask);
    row->addWidget(m_typed);
    row->addWidget(m_deploy);
    m_typed->setFixedWidth(180);
    return bar;
}

void PlanStep::showSelected()
{
    const QModelIndex index = m_table->currentIndex();
    const auto change = index.data(PlanModel::ChangeRole).value<HostChange>();
    m_diff->setTexts(change.composeBefore, change.composeAfter);
    //: Title over a diff; %1 is a folder on host %2
    m_diffCard->setTitle(index.isValid() ? tr("%1/docker-compose.yml on %2").arg(change.directory, change.host.text())
                                         : tr("Compose file"));
}

void PlanStep::retranslate()
{
    m_tableCard->setTitle(tr("What changes, in this order"));
    m_factCard->setTitle(tr("This plan"));
    m_table->setAccessibleName(tr("What changes, in this order"));
    m_diff->setAccessibleName(tr("Compose file"));
    m_back->setText(tr("Back"));
    m_typed->setAccessibleName(tr("Name of the environment"));
    showState();
    showSelected();
    showFacts();
    showConfirmation();
}

void PlanStep::showFacts()
{
    const DeployPlan &plan = m_model->plan();
    QStringList hosts;
    for (const HostId &host : plan.hosts())
        hosts.append(host.text());
    const int unchanged = m_model->rowCount() - changesToMake();
    QList<KeyValueRow> rows{
        {.label = tr("plan"), .value = planHash(plan), .mono = true},
        {.label = tr("made"),
            .value = momentText(plan.createdAt, QDateTime::currentDateTimeUtc()),
            .toolTip = exactText(plan.createdAt)},
        {.label = tr("by"), .value = plan.createdBy},
        {.label = tr("hosts"), .value = hosts.join(QStringLiteral(", ")), .mono = true, .wrap = true},
        {.label = tr("changes"), .value = tr("%n change(s)", nullptr, changesToMake())},
        {.label = tr("unchanged"), .value = tr("%n module(s) already as planned", nullptr, unchanged)},
        {.label = tr("order"), .value = orderText(plan), .wrap = true},
    };
    if (!plan.reason.isEmpty())
        rows.append({.label = tr("reason"), .value = plan.reason, .wrap = true});
    m_facts->setRows(rows);
}

QString PlanStep::orderText(const DeployPlan &plan) const
{
    const Rollout &rollout = plan.rollout;
    const auto hosts = static_cast<int>(rollout.batch.of(plan.hosts().size()));
    QStringList parts{hosts == 1 ? tr("One after the other; the first failure stops the run.")
                                 : tr("%n host(s) at a time; a failure stops before the next ones.", nullptr, hosts)};
    if (rollout.pauseAfterFirst)
        parts.append(tr("Pauses after the first host."));
    if (rollout.wait.count() > 0)
        parts.append(tr("Waits %n second(s) in between.", nullptr, static_cast<int>(rollout.wait.count())));
    for (const RolloutGate &gate : rollout.gates)
        //: %1 is the name of something that has to hold before the next host is touched
        parts.append(tr("Gate: %1.").arg(gate.name));
    if (!rollout.balancer.isEmpty())
        //: %1 is the name of a load balancer's route
        parts.append(tr("Each host is taken out of %1 meanwhile.").arg(rollout.balancer));
    if (!rollout.drain.isEmpty())
        //: %1 is a command
        parts.append(tr("Before: %1.").arg(rollout.drain.join(u' ')));
    if (!rollout.undrain.isEmpty())
        //: %1 is a command
        parts.append(tr("After: %1.").arg(rollout.undrain.join(u' ')));
    return parts.join(u' ');
}

void PlanStep::showState()
{
    const bool there = m_plan && *m_plan;
    m_stack->setCurrentIndex(there ? 1 : 0);
    if (!m_plan) {
        m_state->setIconName(QStringLiteral("clock"));
        //: %1 is product and version
        m_state->setTexts(tr("Planning %1").arg(m_what),
            tr("Resolving tags to digests and reading what runs on every host. Nothing is written."));
    } else if (!*m_plan) {
        const QString raw = rawText(m_plan->error());
        m_state->setIconName(QStringLiteral("warning"));
        m_state->setTexts(tr("There is no plan for %1").arg(m_what),
            raw.isEmpty() ? errorText(m_plan->error()) : errorText(m_plan->error()) + QStringLiteral("\n\n") + raw,
            tr("Plan again"));
    }
}

void PlanStep::showConfirmation()
{
    const bool there = m_plan && *m_plan;
    const bool work = there && changesToMake() > 0;
    const bool ask = work && m_environment.production && m_confirmProduction;
    const QString name = m_environment.id.text();
    m_deploy->setVisible(there);
    m_deploy->setLook(m_environment.production ? ActionButton::Look::Danger : ActionButton::Look::Primary);
    m_deploy->setEnabled(work && (!ask || m_typed->text().trimmed() == name));
    m_typed->setVisible(ask);
    m_typed->setPlaceholderText(name);
    m_ask->setVisible(ask || (there && !work));
    setTone(m_ask, ask ? Token::Critical : Token::TextMuted);
    //: %1 is the environment's name, to be typed
    m_ask->setText(ask ? tr("This changes production. Type “%1” to confirm:").arg(name)
                       : tr("Everything already runs as planned."));
    const int hosts = static_cast<int>(m_model->plan().hosts().size());
    //: %1 is product and version: "Deploy shop 2.4.2 to 2 hosts"
    m_deploy->setText(plan().undoes.isEmpty() ? tr("Deploy %1 to %n host(s)", nullptr, hosts).arg(m_what)
                                              : tr("Roll back %n host(s)", nullptr, hosts));
}

int PlanStep::changesToMake() const
{
    const auto &changes = m_model->plan().changes;
    return static_cast<int>(
        std::count_if(changes.begin(), changes.end(), [](const HostChange &change) { return !change.isNoop(); }));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/runactions.h"

#include "models/domain/lanereach.h"
#include "models/items/errortext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace opsdeck {

namespace {

bool needsReason(RunDecision::Kind kind)
{
    using Kind = RunDecision::Kind;
    return kind == Kind::Skip || kind == Kind::RollBack || kind == Kind::Return || kind == Kind::Abort;
}

ActionButton::Look lookOf(RunDecision::Kind kind)
{
    switch (kind) {
    case RunDecision::Kind::Resume:
    case RunDecision::Kind::Retry:
        return ActionButton::Look::Primary;
    case RunDecision::Kind::RollBack: // what confirms it is red
    case RunDecision::Kind::Return:
    case RunDecision::Kind::Pause:
    case RunDecision::Kind::Skip:
    case RunDecision::Kind::Abort:
        return ActionButton::Look::Plain;
    }
    return ActionButton::Look::Plain;
}

} // namespace

RunActions::RunActions(Theme &theme, QWidget *parent)
    : RunActions(
        theme, {Kind::Abort, Kind::Skip, Kind::Return, Kind::RollBack, Kind::Pause, Kind::Retry, Kind::Resume}, parent)
{ }

RunActions::RunActions(Theme &theme, const QList<RunDecision::Kind> &offered, QWidget *parent)
    : QWidget(parent)
    , m_told(plainLabel({}, this, theme.bodyFont(), Token::Critical))
    , m_reason(new QLineEdit(this))
    , m_confirm(new ActionButton(theme, ActionButton::Look::Danger, {}, this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_told->setWordWrap(true);
    row->addWidget(m_told, 1);
    row->addWidget(m_reason, 1);
    row->addWidget(m_back);
    row->addWidget(m_confirm);
    row->addStretch(); // where neither text nor question takes the room
    for (const Kind kind : offered) {
        auto *button = new ActionButton(theme, lookOf(kind), {}, this);
        connect(button, &ActionButton::clicked, this, [this, kind] { choose(kind); });
        m_buttons.insert(kind, button);
        row->addWidget(button);
    }
    connect(m_reason, &QLineEdit::textChanged, this,
        [this] { m_confirm->setEnabled(!m_reason->text().trimmed().isEmpty()); });
    connect(m_reason, &QLineEdit::returnPressed, this, &RunActions::confirm);
    connect(m_confirm, &ActionButton::clicked, this, &RunActions::confirm);
    connect(m_back, &ActionButton::clicked, this, [this] {
        m_asking.reset();
        showButtons();
    });
    retranslate();
}

void RunActions::setRun(const DeployRun &run)
{
    const bool isAnother = run.id != m_run.id || run.state != m_run.state;
    m_run = run;
    if (isAnother) {
        m_asking.reset();
        m_problem.reset();
        m_return.reset();
    }
    retranslate();
    if (isAnother)
        lookAgain();
}

void RunActions::setReturn(const RunId &run, const Result<void> &may)
{
    if (run != m_run.id)
        return;
    m_return = may;
    if (m_asking == Kind::Return && !may)
        m_asking.reset();
    if (m_asking)
        return; // the reason is being typed
    showButtons();
}

void RunActions::lookAgain()
{
    if (m_buttons.contains(Kind::Return) && isPossible(Kind::Return))
        Q_EMIT returnAsked(m_run.id);
}

void RunActions::showProblem(const std::optional<Error> &problem)
{
    m_problem = problem;
    showButtons();
}

void RunActions::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RunActions::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_asking)
        return QWidget::keyPressEvent(event);
    m_back->click();
}

void RunActions::choose(Kind kind)
{
    m_problem.reset();
    if (!needsReason(kind)) {
        buttonOf(kind)->setEnabled(false); // until the run's next state
        Q_EMIT decided({kind, m_run.id, {}, {}});
        return;
    }
    m_asking = kind;
    m_reason->clear();
    m_confirm->setText(confirmWords(kind));
    showButtons();
    m_reason->setFocus();
}

void RunActions::confirm()
{
    const QString reason = m_reason->text().trimmed();
    if (!m_asking || reason.isEmpty())
        return;
    const RunDecision decision{*m_asking, m_run.id, *m_asking == Kind::Skip ? brokenHost() : HostId(), reason};
    m_asking.reset();
    showButtons();
    Q_EMIT decided(decision);
}

void RunActions::showButtons()
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        it.value()->setVisible(!m_asking && isPossible(it.key()));
        it.value()->setEnabled(it.key() != Kind::Return || (m_return && *m_return));
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reason, m_confirm, m_back})
        widget->setVisible(m_asking.has_value());
    m_confirm->setEnabled(!m_reason->text().trimmed().isEmpty());
    showTold();
}

/// What was refused, else why a button cannot be pressed.
void RunActions::showTold()
{
    const bool offersReturn = m_buttons.contains(Kind::Return) && isPossible(Kind::Return);
    QString told;
    if (m_problem)
        told = errorText(*m_problem);
    else if (offersReturn && !m_return)
        told = tr("Looking whether registry and hosts still have what this run left…");
    else if (offersReturn && !*m_return)
        //: Why one cannot go back to what an earlier deployment left; %1 is a sentence
        told = tr("No return to this: %1").arg(errorText(m_return->error()));
    setTone(m_told, m_problem ? Token::Critical : Token::TextMuted);
    m_told->setText(breakable(told));
    m_told->setVisible(!told.isEmpty() && !m_asking);
    if (ActionButton *button = buttonOf(Kind::Return)) {
        button->setToolTip(button->isEnabled() ? QString() : plainToolTip(told));
        button->setAccessibleDescription(button->isEnabled() ? QString() : told);
    }
}

void RunActions::retranslate()
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setText(wordsOf(it.key()));
    m_back->setText(tr("Back"));
    m_confirm->setText(m_asking ? confirmWords(*m_asking) : QString());
    m_reason->setPlaceholderText(tr("Why? It stays in the ledger."));
    m_reason->setAccessibleName(tr("Reason"));
    showButtons();
}

bool RunActions::isPossible(Kind kind) const
{
    const bool stands = m_run.state == RunState::Paused || m_run.state == RunState::Interrupted;
    const bool isBroken = !brokenHost().isEmpty();
    switch (kind) {
    case Kind::Pause:
        return m_run.state == RunState::Running && m_run.plan.hosts().size() > 1;
    case Kind::Resume:
        return stands && !isBroken;
    case Kind::Retry:
    case Kind::Skip:
        return stands && isBroken;
    case Kind::RollBack:
        return m_run.state != RunState::Running
            && std::any_of(m_run.lanes.cbegin(), m_run.lanes.cend(), mayHaveChanged);
    case Kind::Return:
        return m_run.state == RunState::Done;
    case Kind::Abort:
        return m_run.state == RunState::Paused;
    }
    return false;
}

/// The first on which something failed, or nobody knows how it ended.
HostId RunActions::brokenHost() const
{
    const auto lane = std::find_if(m_run.lanes.cbegin(), m_run.lanes.cend(), isBroken);
    return lane == m_run.lanes.cend() ? HostId() : lane->host;
}

QString RunActions::wordsOf(Kind kind) const
{
    switch (kind) {
    case Kind::Pause:
        return tr("Pause after this host");
    case Kind::Resume:
        return tr("Go on");
    case Kind::Retry:
        return tr("Retry what failed");
    case Kind::Skip:
        //: %1 is a host
        return tr("Skip %1…").arg(brokenHost().text());
    case Kind::RollBack:
        return tr("Roll back…");
    case Kind::Return:
        return tr("Return to this…");
    case Kind::Abort:
        return tr("End it here…");
    }
    return {};
}

QString RunActions::confirmWords(Kind kind) const
{
    //: %1 is product and version: "Plan the return to shop 2.4.0"
    return kind == Kind::Return ? tr("Plan the return to %1").arg(m_run.plan.product.text() + u' ' + m_run.plan.version)
                                : wordsOf(kind);
}

} // namespace opsdeck

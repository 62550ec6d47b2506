// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/gitplanstep.h"

#include "models/items/errortext.h"
#include "widgets/pages/deploy/diffview.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/timetext.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

GitPlanStep::GitPlanStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_state(new EmptyState(theme, QStringLiteral("clock"), this))
    , m_fileCard(new Card(theme, {}, this))
    , m_diffCard(new Card(theme, {}, this))
    , m_factCard(new Card(theme, {}, this))
    , m_files(new QListWidget(this))
    , m_diff(new DiffView(theme, this))
    , m_facts(new KeyValueList(theme, this))
    , m_ask(plainLabel({}, this, theme.bodyFont(), Token::Critical))
    , m_typed(new QLineEdit(this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_commit(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    m_files->setProperty("inCard", true);
    m_files->setTabKeyNavigation(false);
    m_files->setFont(theme.monoFont());
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_stack->addWidget(m_state);
    m_stack->addWidget(makePlanView());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeButtons());
    m_commit->setIconName(QStringLiteral("deploy"));
    connect(m_files, &QListWidget::currentRowChanged, this, &GitPlanStep::showSelected);
    connect(m_typed, &QLineEdit::textChanged, this, &GitPlanStep::showConfirmation);
    connect(m_typed, &QLineEdit::returnPressed, m_commit, &QPushButton::click);
    connect(m_back, &ActionButton::clicked, this, &GitPlanStep::backRequested);
    connect(m_state, &EmptyState::actionRequested, this, &GitPlanStep::retryRequested);
    connect(m_commit, &ActionButton::clicked, this, [this] {
        m_commit->setEnabled(false); // one click, one run
        const GitReleasePlan shown = *plan();
        Q_EMIT confirmed(shown);
    });
    retranslate();
}

void GitPlanStep::setConfirmProduction(bool confirm)
{
    m_confirmProduction = confirm;
    showConfirmation();
}

void GitPlanStep::startPlanning(const Environment &environment, const QString &what)
{
    m_environment = environment;
    m_what = what;
    m_plan.reset();
    m_typed->clear();
    fillFiles();
    retranslate();
}

void GitPlanStep::setPlan(const Result<GitReleasePlan> &plan)
{
    m_plan = plan;
    m_typed->clear();
    fillFiles();
    retranslate();
}

void GitPlanStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

QWidget *GitPlanStep::makePlanView()
{
    m_fileCard->body()->addWidget(m_files);
    m_diffCard->body()->addWidget(m_diff);
    m_factCard->body()->addWidget(m_facts);
    m_factCard->body()->addStretch(1);
    auto *view = new QWidget(this);
    auto *left = new QVBoxLayout;
    left->setSpacing(3 * Theme::Grid);
    left->addWidget(m_fileCard, 1);
    left->addWidget(m_factCard, 1);
    auto *row = new QHBoxLayout(view);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * Theme::Grid);
    row->addLayout(left, 2);
    row->addWidget(m_diffCard, 3);
    return view;
}

QWidget *GitPlanStep::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_ask);
    row->addWidget(m_typed);
    row->addWidget(m_commit);
    m_typed->setFixedWidth(180);
    return bar;
}

void GitPlanStep::fillFiles()
{
    m_files->clear();
    const GitReleasePlan *shown = plan();
    if (!shown)
        return;
    for (const GitFileEdit &edit : shown->files) {
        auto *item = new QListWidgetItem(edit.path, m_files); // the list owns it
        item->setSizeHint({0, Theme::RowHeight});
        item->setToolTip(plainToolTip(edit.path));
    }
    m_files->setCurrentRow(0);
}

void GitPlanStep::showSelected()
{
    const GitReleasePlan *shown = plan();
    const int row = m_files->currentRow();
    const bool there = shown && row >= 0 && row < shown->files.size();
    const GitFileEdit edit = there ? shown->files.at(row) : GitFileEdit();
    m_diff->setTexts(edit.before, edit.after);
    m_diffCard->setTitle(!there ? tr("Compose file")
            : edit.isNoop()     ? tr("%1: these images stand there already").arg(edit.path)
                                : edit.path);
}

void GitPlanStep::retranslate()
{
    m_fileCard->setTitle(tr("Files of the repository"));
    m_factCard->setTitle(tr("Commit and tag"));
    m_files->setAccessibleName(tr("Files of the repository"));
    m_diff->setAccessibleName(tr("Compose file"));
    m_back->setText(tr("Back"));
    m_typed->setAccessibleName(tr("Name of the environment"));
    showState();
    showSelected();
    showFacts();
    showConfirmation();
}

void GitPlanStep::showFacts()
{
    const GitReleasePlan shown = plan() ? *plan() : GitReleasePlan();
    const QString message = commitMessage(shown, {}).section(u'\n', 0, 0);
    m_facts->setRows({
        {.label = tr("repository"), .value = shown.projectPath, .mono = true},
        {.label = tr("branch"), .value = shown.branch, .mono = true},
        {.label = tr("on top of"), .value = shown.head, .mono = true},
        {.label = tr("commit"), .value = message, .wrap = true},
        {.label = tr("tag"), .value = shown.tag, .mono = true},
        {.label = tr("plan"), .value = planHash(shown), .mono = true},
        {.label = tr("made"),
            .value = momentText(shown.createdAt, QDateTime::currentDateTimeUtc()),
            .toolTip = exactText(shown.createdAt)},
        {.label = tr("by"), .value = shown.createdBy},
    });
}

void GitPlanStep::showState()
{
    m_stack->setCurrentIndex(plan() ? 1 : 0);
    if (!m_plan) {
        m_state->setIconName(QStringLiteral("clock"));
        //: %1 is product and version
        m_state->setTexts(tr("Planning %1").arg(m_what),
            tr("Reading the branch, its compose files and its tags in GitLab. Nothing is written."));
    } else if (!*m_plan) {
        const QString raw = rawText(m_plan->error());
        m_state->setIconName(QStringLiteral("warning"));
        m_state->setTexts(tr("There is no plan for %1").arg(m_what),
            raw.isEmpty() ? errorText(m_plan->error()) : errorText(m_plan->error()) + QStringLiteral("\n\n") + raw,
            tr("Plan again"));
    }
}

void GitPlanStep::showConfirmation()
{
    const int files = changedFiles();
    const bool ask = files > 0 && m_environment.production && m_confirmProduction;
    const QString name = m_environment.id.text();
    m_commit->setVisible(plan());
    m_commit->setLook(m_environment.production ? ActionButton::Look::Danger : ActionButton::Look::Primary);
    m_commit->setEnabled(files > 0 && (!ask || m_typed->text().trimmed() == name));
    m_typed->setVisible(ask);
    m_typed->setPlaceholderText(name);
    m_ask->setVisible(ask || (plan() && files == 0));
    setTone(m_ask, ask ? Token::Critical : Token::TextMuted);
    //: %1 is the environment's name, to be typed
    m_ask->setText(ask ? tr("This changes production. Type “%1” to confirm:").arg(name)
                       : tr("These images stand there already: there is nothing to commit."));
    //: %1 is the name of a git tag
    m_commit->setText(tr("Commit %n file(s) and tag %1", nullptr, files).arg(plan() ? plan()->tag : QString()));
}

int GitPlanStep::changedFiles() const
{
    const GitReleasePlan *shown = plan();
    if (!shown)
        return 0;
    return static_cast<int>(std::count_if(
        shown->files.cbegin(), shown->files.cend(), [](const GitFileEdit &edit) { return !edit.isNoop(); }));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/gitrunstep.h"

#include "models/domain/alert.h"
#include "models/items/phrasetext.h"
#include "widgets/pages/deploy/deploytext.h"
#include "widgets/pages/deploy/gittext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace opsdeck {

GitRunStep::GitRunStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_banner(new Card(theme, {}, this))
    , m_stepCard(new Card(theme, {}, this))
    , m_stageCard(new Card(theme, {}, this))
    , m_badge(new StateBadge(theme, StateShape::Running, 20, this))
    , m_headline(plainLabel({}, this, theme.strongFont()))
    , m_reason(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_steps(new KeyValueList(theme, this))
    , m_stages(new KeyValueList(theme, this))
    , m_open(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_leave(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_cancel(new ActionButton(theme, ActionButton::Look::Danger, {}, this))
{
    layOut();
    m_cancel->setIconName(QStringLiteral("stop"));
    connect(m_open, &ActionButton::clicked, this, [this] {
        if (m_run.pipeline)
            Q_EMIT linkOpened(m_run.pipeline->row.webUrl);
    });
    connect(m_leave, &ActionButton::clicked, this, &GitRunStep::leaveRequested);
    connect(m_cancel, &ActionButton::clicked, this, [this] {
        m_isCancelling = true;
        showRun();
        Q_EMIT cancelRequested();
    });
    retranslate();
}

void GitRunStep::setRun(const GitRun &run)
{
    if (run.id != m_run.id)
        m_isCancelling = false;
    m_run = run;
    showRun();
}

void GitRunStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void GitRunStep::layOut()
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(Theme::Grid);
    for (QLabel *label : {m_headline, m_reason}) {
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    auto *head = new QHBoxLayout;
    head->setSpacing(3 * Theme::Grid);
    head->addWidget(m_badge, 0, Qt::AlignVCenter);
    head->addLayout(texts, 1);
    m_banner->body()->addLayout(head);
    m_stepCard->body()->addWidget(m_steps);
    m_stepCard->body()->addStretch(1);
    auto *stages = new QScrollArea(m_stageCard); // a pipeline has as many as it likes
    stages->setWidgetResizable(true);
    stages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(stages);
    auto *list = new QVBoxLayout(content);
    list->setContentsMargins(0, 0, 0, 0);
    list->addWidget(m_stages);
    list->addStretch(1);
    stages->setWidget(content);
    m_stageCard->body()->addWidget(stages, 1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(3 * Theme::Grid);
    columns->addWidget(m_stepCard, 1);
    columns->addWidget(m_stageCard, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_banner);
    layout->addLayout(columns, 1);
    layout->addLayout(buttons);
}

void GitRunStep::retranslate()
{
    m_stepCard->setTitle(tr("Commit, tag and pipeline"));
    m_stageCard->setTitle(tr("Stages"));
    m_steps->setAccessibleName(tr("Commit, tag and pipeline"));
    m_stages->setAccessibleName(tr("Stages"));
    m_open->setText(tr("Open in GitLab"));
    m_leave->setText(tr("Back to all deployments"));
    m_cancel->setText(tr("Cancel this run"));
    showRun();
}

void GitRunStep::showRun()
{
    const Standing now = standing();
    m_badge->setShape(now.shape);
    m_headline->setText(breakable(now.headline));
    m_reason->setText(breakable(now.reason));
    m_reason->setHidden(now.reason.isEmpty());
    m_banner->setEdge(tokenOf(now.shape));
    m_banner->setAccessibleName(now.headline);
    m_steps->setRows(steps());
    m_stages->setRows(stages());
    const bool hasLink = m_run.pipeline && !safeLink(m_run.pipeline->row.webUrl).isEmpty();
    m_open->setVisible(hasLink);
    m_open->setToolTip(hasLink ? plainToolTip(m_run.pipeline->row.webUrl) : QString());
    m_cancel->setVisible(m_run.state == RunState::Running);
    m_cancel->setEnabled(!m_isCancelling);
}

GitRunStep::Standing GitRunStep::standing() const
{
    const QString what = m_run.plan.product.text() + u' ' + m_run.plan.version;
    const QString reason = phraseText(m_run.failure);
    switch (m_run.state) {
    case RunState::Running:
        if (m_isCancelling)
            return {
                StateShape::Running, tr("Cancelling: the pipeline is asked to end, and followed until it has."), {}};
        //: %1 is product and version, %2 an environment
        return {StateShape::Running, tr("GitLab takes %1 to %2").arg(what, m_run.plan.environment.text()),
            phraseText(m_run.note)};
    case RunState::Done:
        return verified();
    case RunState::Cancelled:
        return {StateShape::Warning, tr("Cancelled by a person; what was committed stays"), reason};
    case RunState::Paused:
    case RunState::Interrupted:
        if (isGreen())
            return {StateShape::Unknown, tr("The pipeline is green, but the hosts could not be asked"), reason};
        return {StateShape::Unknown, tr("Nobody knows how this ended: look into GitLab"), reason};
    case RunState::Failed:
        if (isGreen() && m_run.otherwise)
            return {StateShape::Critical, tr("The pipeline is green, but another digest runs"),
                m_run.otherwise->join(QStringLiteral(", "))};
        return {StateShape::Critical, tr("The run failed; what was committed stays"), reason};
    }
    return {};
}

/// A green pipeline is no proof.
GitRunStep::Standing GitRunStep::verified() const
{
    if (!m_run.otherwise)
        return {StateShape::Running, tr("The pipeline is green. Asking the hosts what they run…"), {}};
    const QString what = m_run.plan.product.text() + u' ' + m_run.plan.version;
    //: %1 is product and version, %2 an environment
    return {StateShape::Ok, tr("%1 runs on %2, every digest verified").arg(what, m_run.plan.environment.text()), {}};
}

bool GitRunStep::isGreen() const
{
    return m_run.pipeline && runStateOf(m_run.pipeline->row.status) == RunState::Done;
}

QList<KeyValueRow> GitRunStep::steps() const
{
    const QString unsure = wordOf(StepState::Unknown);
    const QString notYet = QStringLiteral("–");
    const auto known = [&](const QString &value, bool may) { return !value.isEmpty() ? value : may ? unsure : notYet; };
    QList<KeyValueRow> rows{
        {.label = tr("repository"), .value = m_run.plan.projectPath, .mono = true},
        {.label = tr("commit"), .value = known(m_run.commit, m_run.mayHaveCommitted()), .mono = true},
        {.label = tr("tag"), .value = known(m_run.tag, m_run.mayHaveTagged()), .mono = true},
    };
    if (m_run.pipeline) {
        const Pipeline &row = m_run.pipeline->row;
        //: A pipeline of GitLab: "812 · running"
        const QString state = tr("%1 · %2").arg(row.id).arg(wordOfGitStatus(row.status));
        rows.append({.label = tr("pipeline"), .value = state, .wrap = true, .shape = shapeOfGitStatus(row.status)});
        rows.append({.label = tr("link"), .value = row.webUrl, .mono = true});
        if (!m_run.pipeline->yamlErrors.isEmpty())
            rows.append({.label = tr("fault"), .value = m_run.pipeline->yamlErrors, .wrap = true});
    }
    if (!m_run.unrecorded.isEmpty())
        rows.append(
            {.label = tr("ledger"), .value = phraseText(m_run.unrecorded), .wrap = true, .token = Token::Critical});
    return rows;
}

QList<KeyValueRow> GitRunStep::stages() const
{
    QList<KeyValueRow> rows;
    if (m_run.pipeline) {
        const QList<GitStage> all = stagesOf(m_run.pipeline->row.jobs);
        for (const GitStage &stage : all) {
            //: State of a stage of a pipeline, and how many of its jobs have ended: "running · 1 of 3"
            const QString state
                = tr("%1 · %2 of %3")
                      .arg(wordOfGitStatus(stage.status), QString::number(stage.ended), QString::number(stage.jobs));
            rows.append({.label = stage.name, .value = state, .wrap = true, .shape = shapeOfGitStatus(stage.status)});
        }
    }
    if (rows.isEmpty())
        rows = {{.label = {}, .value = tr("No pipeline yet."), .wrap = true, .token = Token::TextMuted}};
    return rows;
}

} // namespace opsdeck

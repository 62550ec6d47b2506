// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/runbanner.h"

#include "models/items/deployrunmodel.h"
#include "models/items/phrasetext.h"
#include "widgets/pages/deploy/deploytext.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"
#include "widgets/parts/timetext.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

const DeployRun::Lane *failedLane(const DeployRun &run)
{
    for (const DeployRun::Lane &lane : run.lanes) {
        if (overallState(lane) == StepState::Failed)
            return &lane;
    }
    return nullptr;
}

DeployStep failedStep(const DeployRun::Lane &lane)
{
    const auto found = std::find(lane.steps.begin(), lane.steps.end(), StepState::Failed);
    return static_cast<DeployStep>(found - lane.steps.begin());
}

/// Hosts none of whose lanes began.
QStringList untouchedHosts(const DeployRun &run)
{
    QStringList hosts;
    for (const HostId &host : run.plan.hosts()) {
        const bool touched = std::any_of(run.lanes.begin(), run.lanes.end(), [&host](const DeployRun::Lane &lane) {
            return lane.host == host && overallState(lane) != StepState::Waiting;
        });
        if (!touched)
            hosts.append(host.text());
    }
    return hosts;
}

} // namespace

RunBanner::RunBanner(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_badge(new StateBadge(theme, StateShape::Ok, 20, this))
    , m_headline(plainLabel({}, this, theme.strongFont()))
    , m_reason(plainLabel({}, this, theme.monoFont()))
    , m_consequence(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(Theme::Grid);
    for (QLabel *label : {m_headline, m_reason, m_consequence}) {
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(3 * Theme::Grid);
    row->addWidget(m_badge, 0, Qt::AlignVCenter);
    row->addLayout(texts, 1);
    body()->addLayout(row);
    hide();
}

void RunBanner::setRun(const DeployRun &run)
{
    m_run = run;
    setVisible(run.state != RunState::Running && !run.id.isEmpty());
    m_badge->setShape(shapeOf(run.state));
    setEdge(run.state == RunState::Done ? Token::Ok : run.state == RunState::Failed ? Token::Critical : Token::Warning);
    retranslate();
}

void RunBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void RunBanner::retranslate()
{
    const DeployRun::Lane *lane = failedLane(m_run);
    const Phrase reason = m_run.state == RunState::Done ? Phrase()
        : lane && !lane->note.isEmpty()                 ? lane->note
                                                        : m_run.failure;
    m_headline->setText(headline());
    m_reason->setText(phraseText(reason));
    m_reason->setHidden(reason.isEmpty());
    m_consequence->setText(consequence());
    m_consequence->setHidden(m_consequence->text().isEmpty());
    setAccessibleName(m_headline->text());
}

QString RunBanner::headline() const
{
    const QString what = QStringLiteral("%1 %2").arg(m_run.plan.product.text(), m_run.plan.version);
    switch (m_run.state) {
    case RunState::Running:
        return {};
    case RunState::Done:
        //: %1 is product and version, %2 an environment, %3 a duration
        return tr("%1 runs on %2, every digest verified, after %3")
            .arg(what, m_run.plan.environment.text(),
                durationText(std::chrono::milliseconds(m_run.startedAt.msecsTo(m_run.endedAt))));
    case RunState::Paused:
    case RunState::Failed:
        if (const DeployRun::Lane *lane = failedLane(m_run)) {
            //: %1 is a host, %2 a step (pull, write, up, health, verify), %3 a module
            return tr("Stopped at %1: step “%2” of %3 failed")
                .arg(lane->host.text(), wordOf(failedStep(*lane)), lane->part.text());
        }
        return m_run.state == RunState::Paused ? tr("Paused") : tr("The run failed");
    case RunState::Cancelled:
        return tr("Cancelled by a person");
    case RunState::Interrupted:
        if (const auto &place = m_run.failedAt) // the connection broke; the reason is told below
            return QStringLiteral("%1, %2, %3: %4")
                .arg(place->host.text(), place->part.text(), wordOf(place->step), wordOf(StepState::Unknown));
        return tr("Opsdeck ended in the middle of this run; steps marked unknown may or may not have happened");
    }
    return {};
}

QString RunBanner::consequence() const
{
    if (m_run.state == RunState::Done)
        return {};
    const QStringList untouched = untouchedHosts(m_run);
    if (untouched.isEmpty())
        return tr("Nothing else runs until you decide.");
    //: %1 is a list of hosts
    return tr("Not touched: %1. Nothing else runs until you decide.").arg(untouched.join(QStringLiteral(", ")));
}

} // namespace opsdeck

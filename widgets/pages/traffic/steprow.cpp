// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/steprow.h"

#include "widgets/pages/traffic/boardtext.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"
#include "widgets/parts/timetext.h"

#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int stepBadge = 14;

StateShape shapeOf(StepStanding standing)
{
    switch (standing) {
    case StepStanding::Done:
        return StateShape::Ok;
    case StepStanding::Now:
        return StateShape::Running;
    case StepStanding::Broken:
        return StateShape::Critical;
    case StepStanding::Next:
    case StepStanding::Later:
        return StateShape::Waiting;
    }
    return StateShape::Unknown;
}

} // namespace

StepRow::StepRow(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void StepRow::setBoard(const BoardRoute &board, const QDateTime &now)
{
    m_shift = board.shift;
    QList<Face> faces;
    for (qsizetype step = 1; step <= board.route.steps.size(); ++step)
        faces.append({board.route.steps.at(step - 1), standingOf(board, step)});
    if (faces != m_faces || !m_content) {
        m_faces = faces;
        build();
    }
    tick(now);
}

void StepRow::tick(const QDateTime &now)
{
    for (qsizetype i = 0; i < m_labels.size(); ++i) {
        const QString text = words(i + 1, m_faces.at(i), now);
        if (m_labels.at(i)->text() != text)
            m_labels.at(i)->setText(text);
    }
}

void StepRow::build()
{
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_labels.clear();
    m_content = new QWidget(this);
    auto *flow = new FlowLayout(m_content, 5 * Theme::Grid);
    flow->setContentsMargins(0, 0, 0, 0);
    for (qsizetype i = 0; i < m_faces.size(); ++i)
        flow->addWidget(makeStep(i + 1, m_faces.at(i)));
    layout()->addWidget(m_content);
}

QWidget *StepRow::makeStep(qsizetype number, const Face &face)
{
    auto *step = new QWidget(m_content);
    auto *row = new QHBoxLayout(step);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::Grid);
    row->addWidget(new StateBadge(m_theme, shapeOf(face.standing), stepBadge, step));
    const bool isNow = face.standing == StepStanding::Now || face.standing == StepStanding::Broken;
    const bool isFar = face.standing == StepStanding::Later;
    auto *label = plainLabel(words(number, face, {}), step, isNow ? m_theme.strongFont() : m_theme.bodyFont(),
        isFar ? Token::TextMuted : Token::Text);
    m_labels.append(label);
    row->addWidget(label);
    return step;
}

QString StepRow::words(qsizetype number, const Face &face, const QDateTime &now) const
{
    //: A step: %1 is its number, %2 a percentage without its sign
    const QString step = tr("%1 · %2 %").arg(number).arg(face.step.percent);
    switch (face.standing) {
    case StepStanding::Done:
        //: %1 is a step: "2 · 20 %"
        return tr("%1 done").arg(step);
    case StepStanding::Broken:
        //: %1 is a step: "2 · 20 %"
        return tr("%1 broke").arg(step);
    case StepStanding::Now: {
        const QString left = m_shift && now.isValid() ? holdText(*m_shift, now) : QString();
        //: %1 is a step: "2 · 20 %", %2 "4 min 12 s left"
        return left.isEmpty() ? tr("%1 now").arg(step) : tr("%1 now, %2").arg(step, left);
    }
    case StepStanding::Next:
        //: %1 is a step: "2 · 20 %"
        return tr("%1 next").arg(step);
    case StepStanding::Later:
        break;
    }
    //: %1 is a step: "2 · 20 %", %2 a duration
    return face.step.hold.count() > 0 ? tr("%1, held %2").arg(step, durationText(face.step.hold)) : step;
}

} // namespace opsdeck

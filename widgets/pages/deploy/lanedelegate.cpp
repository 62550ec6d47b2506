// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/lanedelegate.h"

#include "models/items/phrasetext.h"
#include "widgets/pages/deploy/deploytext.h"
#include "widgets/parts/timetext.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int shapeSize = 12;
constexpr int blockHeight = 22;
constexpr int blockGap = 4;

DeployRun::Lane laneOf(const QModelIndex &index)
{
    return index.data(DeployRunModel::LaneRole).value<DeployRun::Lane>();
}

StepState stateOf(const QModelIndex &index)
{
    return static_cast<StepState>(index.data(DeployRunModel::StateRole).toInt());
}

} // namespace

LaneDelegate::LaneDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void LaneDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == DeployRunModel::State) {
        const QRectF box(option.rect.center().x() - shapeSize / 2.0, option.rect.center().y() - shapeSize / 2.0,
            shapeSize, shapeSize);
        paintShape(*painter, box, shapeOf(stateOf(index)), m_theme);
    } else if (index.column() == DeployRunModel::Steps) {
        paintSteps(*painter, option.rect.adjusted(8, 0, -8, 0), laneOf(index));
    }
}

void LaneDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const StepState state = stateOf(index);
    switch (index.column()) {
    case DeployRunModel::Host:
    case DeployRunModel::Module:
        option->font = m_theme.monoFont();
        option->textElideMode = Qt::ElideMiddle;
        break;
    case DeployRunModel::Duration:
        option->text = durationOf(index);
        option->palette.setColor(QPalette::Text, m_theme.color(Token::TextMuted));
        break;
    case DeployRunModel::Note: {
        option->text = noteOf(index);
        const bool failed = state == StepState::Failed || state == StepState::Unknown;
        option->palette.setColor(QPalette::Text,
            m_theme.color(state == StepState::Failed ? Token::Critical
                    : failed                         ? Token::Warning
                                                     : Token::TextMuted));
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
        break;
    }
    default:
        break;
    }
}

void LaneDelegate::paintSteps(QPainter &painter, const QRect &rect, const DeployRun::Lane &lane) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.metaFont());
    QList<DeployStep> steps;
    for (int i = 0; i < DeployStepCount; ++i) {
        if (lane.steps.at(static_cast<size_t>(i)) != StepState::Absent)
            steps.append(static_cast<DeployStep>(i));
    }
    const auto count = static_cast<qreal>(steps.size());
    const qreal width = (rect.width() - (count - 1) * blockGap) / count;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const QRectF block(rect.left() + static_cast<qreal>(i) * (width + blockGap),
            rect.center().y() - blockHeight / 2.0, width, blockHeight);
        const StepState state = lane.steps.at(static_cast<size_t>(steps.at(i)));
        const bool filled = state == StepState::Done || state == StepState::Failed || state == StepState::Running;
        const Token token = tokenOf(shapeOf(state));
        painter.setPen(state == StepState::Unknown || state == StepState::Skipped ? QPen(m_theme.color(token), 1)
                                                                                  : QPen(Qt::NoPen));
        painter.setBrush(m_theme.color(filled ? token : Token::Surface2));
        painter.drawRoundedRect(block, 4, 4);
        painter.setPen(m_theme.color(filled ? Token::OnAccent : Token::TextMuted));
        const QString word = wordOf(steps.at(i));
        // Colour never stands alone: what is neither done nor waiting carries its shape as well.
        const bool marked = state == StepState::Failed || state == StepState::Unknown || state == StepState::Running;
        const QString text = marked ? QStringLiteral("%1 · %2").arg(word, wordOf(state)) : word;
        const int room = static_cast<int>(width) - 8;
        const bool fits = painter.fontMetrics().horizontalAdvance(text) <= room;
        painter.drawText(block, Qt::AlignCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(fits ? text : word, Qt::ElideRight, room));
    }
    painter.restore();
}

QString LaneDelegate::durationOf(const QModelIndex &index) const
{
    const DeployRun::Lane lane = laneOf(index);
    const bool live = static_cast<RunState>(index.data(DeployRunModel::RunStateRole).toInt()) == RunState::Running;
    if (!lane.startedAt.isValid())
        return live ? wordOf(StepState::Waiting) : QString();
    if (!lane.endedAt.isValid() && !live)
        return {};
    const QDateTime end = lane.endedAt.isValid() ? lane.endedAt : QDateTime::currentDateTimeUtc();
    return durationText(std::chrono::milliseconds(lane.startedAt.msecsTo(end)));
}

QString LaneDelegate::noteOf(const QModelIndex &index) const
{
    const QString note = phraseText(laneOf(index).note).simplified();
    if (!note.isEmpty())
        return note;
    const bool over = static_cast<RunState>(index.data(DeployRunModel::RunStateRole).toInt()) != RunState::Running;
    if (over && stateOf(index) == StepState::Waiting)
        return tr("not touched");
    return stateOf(index) == StepState::Skipped ? tr("already runs as planned") : QString();
}

} // namespace opsdeck

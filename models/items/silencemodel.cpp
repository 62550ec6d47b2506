// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/silencemodel.h"

#include "models/items/timetext.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr std::chrono::hours Soon{8}; // within a shift

} // namespace

SilenceModel::SilenceModel(QObject *parent)
    : RecordModel(
        {
            {[] { return tr("source"); },
                [](const SilenceView &view) {
                    QStringList names;
                    for (const SourceId &source : view.sources)
                        names.append(source.text());
                    return names.join(QStringLiteral(", "));
                }},
            {[] { return tr("matches"); }, [](const SilenceView &view) { return matchersText(view.silence.matchers); }},
            {[] { return tr("hits now"); },
                [](const SilenceView &view) {
                    return view.isUnmatched() ? tr("nothing") : tr("%n alert(s)", nullptr, view.hits);
                }},
            {[] { return tr("until"); },
                [this](const SilenceView &view) {
                    const QString until = localTimeText(view.silence.endsAt, m_now);
                    return view.endsWithin(Soon, m_now) ? tr("%1, soon").arg(until) : until;
                }},
            {[] { return tr("by"); }, [](const SilenceView &view) { return view.silence.createdBy; }},
            {[] { return tr("why"); }, [](const SilenceView &view) { return view.silence.comment; }},
        },
        &SilenceView::key, parent)
{ }

int SilenceModel::unmatched() const
{
    return static_cast<int>(std::ranges::count_if(records(), &SilenceView::isUnmatched));
}

int SilenceModel::endingSoon() const
{
    const auto endsSoon = [this](const SilenceView &view) { return view.endsWithin(Soon, m_now); };
    return static_cast<int>(std::ranges::count_if(records(), endsSoon));
}

QVariant SilenceModel::roleData(const SilenceView &view, int column, int role) const
{
    if (role == Qt::ToolTipRole && column == Until)
        return utcTimeText(view.silence.endsAt);
    if (role != MarkRole)
        return {};
    if (column == Hits && view.isUnmatched())
        return QVariant::fromValue(Mark::HitsNothing);
    return QVariant::fromValue(column == Until && view.endsWithin(Soon, m_now) ? Mark::EndsSoon : Mark::None);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/silencemodel.h"

#include "models/items/timetext.h"

namespace opsdeck {

namespace {

constexpr std::chrono::hours Soon{8}; // within a shift

} // namespace

SilenceModel::SilenceModel(QObject *parent)
    : RecordModel(
        {
            {[] { return tr("source"); }, [](const SilenceView &view) { return view.silence.source.text(); }},
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
        [](const SilenceView &view) { return view.silence.source.text() + u'/' + view.silence.id; }, parent)
{ }

QVariant SilenceModel::roleData(const SilenceView &view, int column, int role) const
{
    if (role == Qt::ToolTipRole && column == Until)
        return utcTimeText(view.silence.endsAt);
    return {};
}

} // namespace opsdeck

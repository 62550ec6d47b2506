// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/silencepreview.h"

#include <algorithm>

namespace opsdeck {

SilencePreview previewOf(const Silence &silence, const SilenceContext &context, qsizetype some)
{
    const SilenceMatch match(silence.matchers);
    SilencePreview preview{.isValid = match.isValid()};
    preview.catchesAll = preview.isValid && match.catchesAll();
    for (const Alert &alert : context.alerts) {
        if (alert.key.source != silence.source || !match.matches(alert.labels))
            continue;
        ++preview.hits;
        if (preview.some.size() < some)
            preview.some.append(alert);
    }
    if (context.lastDay) {
        const auto isHit = [&](const AlertTrace &trace) {
            return trace.key.source == silence.source && match.matches(trace.labels);
        };
        preview.lastDay = static_cast<int>(std::ranges::count_if(*context.lastDay, isHit));
    }
    return preview;
}

} // namespace opsdeck

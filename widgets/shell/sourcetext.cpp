// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/sourcetext.h"

#include "widgets/parts/timetext.h"

#include <QCoreApplication>

namespace opsdeck {

QString blindText(const SourceRecord &source, const QDateTime &now)
{
    return QStringLiteral("%1 %2").arg(source.id.text(), freshnessText(source, now));
}

QString freshnessText(const SourceRecord &source, const QDateTime &now)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("SourceText", text); };
    switch (freshnessOf(source, now)) {
    case Freshness::Never:
        return tr(QT_TRANSLATE_NOOP("SourceText", "not asked yet"));
    case Freshness::Live:
        return tr(QT_TRANSLATE_NOOP("SourceText", "live"));
    case Freshness::Stale:
        //: %1 is a time of day
        return tr(QT_TRANSLATE_NOOP("SourceText", "stale since %1")).arg(momentText(source.lastSuccess, now));
    case Freshness::Unreachable:
        return tr(QT_TRANSLATE_NOOP("SourceText", "never reached"));
    case Freshness::Unauthorised:
        return tr(QT_TRANSLATE_NOOP("SourceText", "refuses the credentials"));
    }
    return {};
}

} // namespace opsdeck

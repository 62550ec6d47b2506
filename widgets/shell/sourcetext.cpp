// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/sourcetext.h"

#include "widgets/parts/timetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct SourceText
{
    Q_DECLARE_TR_FUNCTIONS(SourceText)
};

} // namespace

QString blindText(const SourceRecord &source, const QDateTime &now)
{
    return QStringLiteral("%1 %2").arg(source.id.text(), freshnessText(source, now));
}

QString freshnessText(const SourceRecord &source, const QDateTime &now)
{
    switch (freshnessOf(source, now)) {
    case Freshness::Never:
        return SourceText::tr("not asked yet");
    case Freshness::Live:
        return SourceText::tr("live");
    case Freshness::Stale:
        //: %1 is a time of day
        return SourceText::tr("stale since %1").arg(momentText(source.lastSuccess, now));
    case Freshness::Unreachable:
        return SourceText::tr("never reached");
    case Freshness::Unauthorised:
        return SourceText::tr("refuses the credentials");
    }
    return {};
}

} // namespace opsdeck

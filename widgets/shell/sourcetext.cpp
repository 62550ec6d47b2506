// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/sourcetext.h"

#include "models/items/sourcesmodel.h"

namespace opsdeck {

QString blindText(const SourceRecord &source, const QDateTime &now)
{
    return QStringLiteral("%1 %2").arg(source.id.text(), sourceStateText(source, now));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/diagnostic.h"

namespace opsdeck {

QString Diagnostic::text() const
{
    QString place = file;
    if (line > 0)
        place += QStringLiteral(":%1:%2").arg(line).arg(column);
    const QString said = QStringLiteral("%1: %2").arg(place, message);
    return hint.isEmpty() ? said : QStringLiteral("%1 (%2)").arg(said, hint);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/phrase.h"

namespace opsdeck {

QString Phrase::fill(const QString &pattern) const
{
    if (arguments.isEmpty())
        return pattern;
    QString filled;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern.at(i) == u'%' && i + 1 < pattern.size();
        const qsizetype number = isPlace ? pattern.at(i + 1).digitValue() : 0;
        if (number < 1 || number > arguments.size()) {
            filled += pattern.at(i);
            continue;
        }
        filled += arguments.at(number - 1);
        ++i;
    }
    return filled;
}

} // namespace opsdeck

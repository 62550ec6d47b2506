// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/phrasetext.h"

#include <QCoreApplication>

namespace opsdeck {

QString phraseText(const Phrase &phrase)
{
    return phrase.fill(QCoreApplication::translate("Phrase", phrase.text.toUtf8().constData()));
}

} // namespace opsdeck

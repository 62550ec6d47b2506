// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace opsdeck {

// The ledger's stable words in the person's language. Unknown words pass through as they are.

QString ledgerActionText(const QString &action);
QString ledgerOutcomeText(const QString &outcome); ///< an intent has none and is called so
/// The entry's JSON with line breaks; as it is where it is none.
QString prettyDetail(const QByteArray &detail);

} // namespace opsdeck

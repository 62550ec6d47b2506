// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"
#include "models/domain/diagnostic.h"
#include "models/domain/error.h"

namespace opsdeck {

// Product versions as files of the workspace: versions/PRODUCT/VERSION.yaml, one key a line in a fixed order, so that
// they can live in git. All functions block on small local files.

/// Why this cannot be the name of a product, a version or a site, which become names of files; nothing where it can.
std::optional<Phrase> nameFault(const QString &name);

/// Where the bill stands, relative to the workspace. Usage where a name is none.
Result<QString> billPath(const ProductId &product, const QString &version);

QByteArray billYaml(const Bill &bill);

/// The bill of this product and version; nothing where there is any fault in it: half a bill is none.
std::optional<Bill> parseBill(const QByteArray &bytes, const ProductId &product, const QString &version,
    const QString &shownAs, Diagnostics &diagnostics);

/// Every bill of the workspace, by product and version in ascending order. A faulty file makes that one missing.
QList<Bill> loadBills(const QString &workspaceFolder, Diagnostics &diagnostics);

enum class BillWrite
{
    Written,
    Unchanged, ///< it stands there already, perhaps made by somebody else at another time
};

/// A version is frozen: Refused where another content stands there, unless `replace`. Usage where the bill could not be
/// read back as it is; Storage where the file cannot be written, and then the old one is whole.
Result<BillWrite> writeBill(const QString &workspaceFolder, const Bill &bill, bool replace = false);

} // namespace opsdeck

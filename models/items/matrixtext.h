// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/versionmatrix.h"

namespace opsdeck {

// The words of the version matrix, in one place for table, inspector and export.

QString versionText(const HostVersion &version); ///< tag, else short digest, else the image's own tag
QString versionText(const MatrixCell &cell); ///< "–" where it is not placed or nothing runs
QString driftText(
    const MatrixCell &cell); ///< "≠ 1 of 3 hosts", "≠ tag moved", "not running on 1 of 3 hosts"; else empty
QString blindText(const MatrixCell &cell, const QDateTime &now); ///< "since 13:41"; empty where live
QString originText(const MatrixCell &cell, const QDateTime &now); ///< "9f2c41d0 · 3 d"
/// One line with everything, for export, copy and screen readers.
QString cellText(const MatrixCell &cell, const QDateTime &now);
/// "5 hosts run the same digest, 1 does not"
QString summaryText(const MatrixCell &cell);

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace opsdeck {

/// One fault in a workspace, at a place that an editor can jump to. Text is translated. Lines and columns count from 1;
/// 0 = the file as a whole.
struct Diagnostic
{
    QString file;
    int line = 0;
    int column = 0;
    QString message;
    QString hint; ///< what to do about it; may be empty

    /// file:line:column: message (hint), as compilers write it
    QString text() const;
    bool operator==(const Diagnostic &) const = default;
};

using Diagnostics = QList<Diagnostic>;

} // namespace opsdeck

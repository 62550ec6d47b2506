// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

class QAbstractItemModel;

namespace opsdeck {

// What a table shows, as text to take away: the rows of a model that are flagged ItemNeverHasChildren (or of a proxy,
// so a filter counts) with the columns asked for, in that order; no columns = all. UTF-8. A column's title is its key
// in JSON.

/// RFC 4180 with a header line. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
QByteArray toCsv(const QAbstractItemModel &model, QList<int> columns = {});
/// One object a line.
QByteArray toJsonLines(const QAbstractItemModel &model, QList<int> columns = {});

} // namespace opsdeck

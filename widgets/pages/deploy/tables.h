// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace opsdeck {

/// A table in a card: rows selected as a whole, no grid, no row numbers.
QTableView *makeTable(QAbstractItemModel *model, QWidget *parent);

} // namespace opsdeck

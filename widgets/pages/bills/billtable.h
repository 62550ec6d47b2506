// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QTreeView>

namespace opsdeck {

/// A list of versions or modules: j and k move, Ctrl+C copies the selected rows in full.
class BillTable : public QTreeView
{
    Q_OBJECT

public:
    BillTable(Theme &theme, QAbstractItemModel *model, QWidget *parent);

    void copyRows() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void step(int rows);
};

} // namespace opsdeck

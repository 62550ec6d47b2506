// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QTreeView>

namespace opsdeck {

class SourcesModel;

/// The list of sources: the state's shape before the name, hatched where a source is blind, j and k to move.
class SourcesTable : public QTreeView
{
    Q_OBJECT

public:
    SourcesTable(Theme &theme, SourcesModel &model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void step(int rows);

    Theme &m_theme;
};

} // namespace opsdeck

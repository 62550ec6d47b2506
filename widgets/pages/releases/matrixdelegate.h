// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/versionmatrix.h"
#include "widgets/theme/stateshape.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace opsdeck {

StateShape shapeOf(const MatrixCell &cell);

/// Paints a cell of the version matrix: shape, version, drift; below the digest and its age. Hatched where blind.
class MatrixDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int RowHeight = 52;

    explicit MatrixDelegate(Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setNow(const QDateTime &now) { m_now = now; }

private:
    void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, bool hatched) const;
    void paintService(QPainter &painter, const QRect &rect, const MatrixRow &row) const;
    void paintCell(QPainter &painter, const QRect &rect, const MatrixCell &cell) const;

    Theme &m_theme;
    QDateTime m_now;
};

/// Column titles; production carries a mark.
class MatrixHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit MatrixHeader(Theme &theme, QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    Theme &m_theme;
};

} // namespace opsdeck

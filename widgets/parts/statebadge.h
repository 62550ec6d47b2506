// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QWidget>

namespace opsdeck {

/// One state shape as a widget; its accessible name and tooltip are the word.
class StateBadge : public QWidget
{
    Q_OBJECT

public:
    StateBadge(Theme &theme, StateShape shape, int size, QWidget *parent = nullptr);

    StateShape shape() const { return m_shape; }
    void setShape(StateShape shape);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Theme &m_theme;
    StateShape m_shape;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QAbstractButton>

namespace opsdeck {

/// A number with what it counts and what was left out of it; pressed, it opens the rows behind it.
class NumberTile : public QAbstractButton
{
    Q_OBJECT

public:
    explicit NumberTile(Theme &theme, QWidget *parent = nullptr);

    void setTexts(const QString &caption, const QString &number, const QString &detail);
    QString number() const { return m_number; }
    QString detail() const { return m_detail; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme &m_theme;
    QString m_number;
    QString m_detail;
};

} // namespace opsdeck

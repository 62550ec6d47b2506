// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QWidget>

namespace opsdeck {

/// The steps of a wizard: done ones with a check, the current one filled.
class Stepper : public QWidget
{
    Q_OBJECT

public:
    explicit Stepper(Theme &theme, QWidget *parent = nullptr);

    void setWords(const QStringList &words);
    void setCurrent(int step);
    int current() const { return m_current; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    Theme &m_theme;
    QStringList m_words;
    int m_current = 0;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QAbstractButton>

#include <optional>

namespace opsdeck {

/// A chip of shape, count and word: a filter when checkable, else something to read or press. Hatched where it stands
/// for a silent source.
class Pill : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Pill(Theme &theme, QWidget *parent = nullptr);
    Pill(Theme &theme, StateShape shape, const QString &word, QWidget *parent = nullptr);

    void setShape(std::optional<StateShape> shape);
    void setCount(std::optional<int> count);
    std::optional<int> count() const { return m_count; }
    void setHatched(bool hatched);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    QString countText() const;
    QFont countFont() const;

    Theme &m_theme;
    std::optional<StateShape> m_shape;
    std::optional<int> m_count;
    bool m_hatched = false;
};

} // namespace opsdeck

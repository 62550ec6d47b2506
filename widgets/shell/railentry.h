// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

#include <QAbstractButton>

namespace opsdeck {

/// One line of the rail: icon, word, badge. Collapsed it is the icon with the badge's shape at its corner.
class RailEntry : public QAbstractButton
{
    Q_OBJECT

public:
    RailEntry(Theme &theme, const QString &iconName, QWidget *parent = nullptr);

    void setBadge(const std::optional<PageBadge> &badge);
    const std::optional<PageBadge> &badge() const { return m_badge; }
    void setCollapsed(bool collapsed);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBadge(QPainter &painter) const;

    Theme &m_theme;
    QString m_iconName;
    std::optional<PageBadge> m_badge;
    bool m_collapsed = false;
};

} // namespace opsdeck

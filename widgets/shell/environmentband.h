// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

namespace opsdeck {

/// The environment that actions take effect in, as word and colour; production is filled, all others are outlined.
class EnvironmentBand : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBand(Theme &theme, QWidget *parent = nullptr);

    void setEnvironment(const std::optional<PageEnvironment> &environment); ///< nothing hides the band
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString word() const;

    Theme &m_theme;
    std::optional<PageEnvironment> m_environment;
};

} // namespace opsdeck

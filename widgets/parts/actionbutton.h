// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QPushButton>

namespace opsdeck {

/// A button whose words name the act. Primary: the one thing to do here; danger: it breaks or changes production;
/// quiet: beside a text.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Look
    {
        Plain,
        Primary,
        Danger,
        Quiet
    };

    ActionButton(Theme &theme, Look look, const QString &text = {}, QWidget *parent = nullptr);

    void setLook(Look look);
    void setIconName(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retint();

    Theme &m_theme;
    Look m_look;
    QString m_iconName;
};

} // namespace opsdeck

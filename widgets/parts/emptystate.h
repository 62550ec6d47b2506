// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;

namespace opsdeck {

class ActionButton;

/// Why there is nothing here, and what to do about it. A page without content is never blank.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(Theme &theme, const QString &iconName, QWidget *parent = nullptr);

    /// An empty button text hides the button.
    void setTexts(const QString &title, const QString &explanation, const QString &button = {});
    void setIconName(const QString &iconName);

Q_SIGNALS:
    void actionRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void retint();

    Theme &m_theme;
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_explanation;
    ActionButton *m_button;
};

} // namespace opsdeck

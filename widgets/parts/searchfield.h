// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QLineEdit>

class QAction;
class QLabel;

namespace opsdeck {

/// A one-line filter. "/" puts the focus here, Esc empties it and gives the focus back.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(Theme &theme, const QString &iconName, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retint();
    void placeHint();

    Theme &m_theme;
    QString m_iconName;
    QAction *m_icon;
    QLabel *m_hint;
};

} // namespace opsdeck

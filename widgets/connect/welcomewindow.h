// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace opsdeck {

class ActionButton;
class Card;

/// What a person sees before there is a workspace: connect something, open a folder, or look around in the demo.
class WelcomeWindow : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomeWindow(Theme &theme, QWidget *parent = nullptr);

    /// The workspace that was open last; empty = none.
    void setLast(const QString &folder);
    /// Why the last one could not be opened; empty = nothing went wrong.
    void setProblem(const QString &text);

Q_SIGNALS:
    void connectRequested(const QString &kind);
    void openRequested(const QString &folder);
    void demoRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    Card *addCard(QVBoxLayout *column, QLabel *explanation);
    void chooseFolder();
    void retranslate();

    Theme &m_theme;
    QString m_last;
    QLabel *m_title;
    QLabel *m_subtitle;
    Card *m_problem;
    QLabel *m_problemText;
    Card *m_connectCard = nullptr;
    QLabel *m_connectText;
    QList<ActionButton *> m_connect; ///< in the order of connectKinds
    Card *m_openCard = nullptr;
    QLabel *m_openText;
    ActionButton *m_open;
    ActionButton *m_again;
    Card *m_demoCard = nullptr;
    QLabel *m_demoText;
    ActionButton *m_demo;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QDateTime>
#include <QFrame>

class QLabel;
class QMenu;
class QProgressBar;

namespace opsdeck {

class ActionButton;
class ElidedLabel;

/// Work that takes longer than a person would notice.
struct TaskStatus
{
    QString id;
    QString title; ///< translated: "deploy shop 2.4.1 → production (3/6 hosts)"
    std::optional<double> progress; ///< 0 … 1; nothing = unknown
    bool cancellable = false;

    bool operator==(const TaskStatus &) const = default;
};

/// The bottom line: what runs, how far it is, a way to stop it; and how old what we see is.
class StatusBar : public QFrame
{
    Q_OBJECT

public:
    explicit StatusBar(Theme &theme, QWidget *parent = nullptr);

    void setTasks(const QList<TaskStatus> &tasks);
    void setLastSync(const QDateTime &lastSuccess, const QDateTime &now);

Q_SIGNALS:
    void cancelRequested(const QString &taskId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fillMenu();

    Theme &m_theme;
    ActionButton *m_count;
    QMenu *m_menu;
    ElidedLabel *m_title;
    QProgressBar *m_progress;
    ActionButton *m_cancel;
    QLabel *m_sync;
    QList<TaskStatus> m_tasks;
    QDateTime m_lastSuccess;
    QDateTime m_now;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/gitrelease.h"
#include "widgets/parts/keyvaluelist.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace opsdeck {

class ActionButton;
class Card;
class StateBadge;
class Theme;

/// A deployment that GitLab's runners carry out: commit, tag, the pipeline stage by stage, and at its end what the
/// hosts say that they run.
class GitRunStep : public QWidget
{
    Q_OBJECT

public:
    explicit GitRunStep(Theme &theme, QWidget *parent = nullptr);

    void setRun(const GitRun &run); ///< as it stands now
    const GitRun &run() const { return m_run; }

Q_SIGNALS:
    void cancelRequested();
    void leaveRequested();
    void linkOpened(const QString &link);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// How it stands, in a shape and words.
    struct Standing
    {
        StateShape shape = StateShape::Running;
        QString headline;
        QString reason;
    };

    void layOut();
    void retranslate();
    void showRun();
    Standing standing() const;
    Standing verified() const;
    bool isGreen() const;
    QList<KeyValueRow> steps() const;
    QList<KeyValueRow> stages() const;

    GitRun m_run;
    bool m_isCancelling = false;
    Card *m_banner;
    Card *m_stepCard;
    Card *m_stageCard;
    StateBadge *m_badge;
    QLabel *m_headline;
    QLabel *m_reason;
    KeyValueList *m_steps;
    KeyValueList *m_stages;
    ActionButton *m_open;
    ActionButton *m_leave;
    ActionButton *m_cancel;
};

} // namespace opsdeck

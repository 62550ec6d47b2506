// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"

#include <QTimer>
#include <QWidget>

class QTableView;

namespace opsdeck {

class ActionButton;
class DeployRunModel;
class LogView;
class RunActions;
class RunBanner;
class Theme;
struct RunDecision;

/// A run, live or past: lanes, log, and how it ended.
class RunStep : public QWidget
{
    Q_OBJECT

public:
    explicit RunStep(Theme &theme, QWidget *parent = nullptr);

    void setRun(const DeployRun &run);
    void append(const DeployEvent &event); ///< of this run, in order; known ones are ignored
    const DeployRun &run() const;
    void showProblem(const std::optional<Error> &problem); ///< with what was decided last
    void setReturn(const RunId &run, const Result<void> &may); ///< the answer to returnAsked
    void lookAgain(); ///< whether one can return to it

Q_SIGNALS:
    void cancelRequested(const opsdeck::RunId &run);
    void decided(const opsdeck::RunDecision &decision);
    void returnAsked(const opsdeck::RunId &run); ///< whether one can return to what it left
    void leaveRequested();
    void changed(); ///< the run's state

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeLanes(Theme &theme);
    void showState();
    void fitLanes();
    void retranslate();

    DeployRunModel *m_model;
    RunBanner *m_banner;
    QTableView *m_lanes;
    LogView *m_log;
    RunActions *m_actions;
    ActionButton *m_cancel;
    ActionButton *m_leave;
    QTimer m_tick;
    qint64 m_lastSequence = 0;
    bool m_isOver = false; ///< was so when it was set: its events only fill the log
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/interrupt.h"
#include "app/cli/terminal.h"
#include "app/deploy/localtrafficservice.h"

#include <QObject>
#include <QStringList>

namespace opsdeck {

/// What `opsdeck traffic` was asked to do.
struct TrafficOptions
{
    QString workspace;
    QString action; ///< list, show, shift, next, back, abort, drain, undrain
    QString name; ///< route of show and shift, server of drain and undrain
    QString route; ///< of next, back, abort, drain, undrain; empty = the only one that fits
    int lastStep = 0; ///< of shift and next; 0 = to the end
    std::chrono::seconds limit{60}; ///< of drain
    QString reason; ///< of back and abort
    QString confirmed; ///< the production environment's name, typed
    bool json = false;
};

/// Looks at traffic or moves it, without a window; tells each event as it happens. Emits `finished` once.
class TrafficCommand : public QObject
{
    Q_OBJECT

public:
    TrafficCommand(TrafficOptions options, const Workspace &workspace, QList<TrafficRoute> routes,
        LocalTrafficService &service, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void act(const ShiftHistory &history);
    void decide(const TrafficRoute &route);
    void list(const ShiftHistory &history);
    void show(const TrafficRoute &route, const ShiftHistory &history);
    Result<TrafficRoute> routeMeant(const ShiftHistory &history) const;
    Result<void> confirm(const TrafficRoute &route) const;
    void follow(const QFuture<Result<TrafficShift>> &decision);
    void followServer(const QFuture<Result<Phrase>> &decision);
    void tell(const ShiftEvent &event);
    void tellShift(const TrafficRoute &route, const TrafficShift *shift, const Result<TrafficShare> *now);
    void cancel();
    void fail(const Error &error);
    void object(const QJsonObject &json);

    const TrafficOptions m_options;
    const Workspace &m_workspace;
    const QList<TrafficRoute> m_routes;
    LocalTrafficService &m_service;
    Terminal m_out;
    Terminal m_err;
    Interrupt m_interrupt;
    bool m_isActing = false;
};

/// opsdeck traffic WORKSPACE list|show|shift|next|back|abort|drain|undrain …; needs a QCoreApplication.
ExitCode runTraffic(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck

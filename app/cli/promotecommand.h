// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/interrupt.h"
#include "app/cli/promotereport.h"
#include "models/domain/redaction.h"
#include "models/domain/workspace.h"

#include <QObject>

namespace opsdeck {

/// What `opsdeck promote` was asked to do.
struct PromoteOptions
{
    QString workspace;
    QStringList what; ///< product and version, or images with tags
    QString from; ///< a connection's name, or host and port; may be empty where the images say it
    QString to;
    QString policy; ///< empty = copy from here
    bool list = false;
    qint64 log = 0; ///< the execution whose logs are shown
    bool json = false;
};

/// What the options mean in this workspace. Usage where they mean nothing.
Result<PromotionOrder> promotionOrder(const PromoteOptions &options, const Workspace &workspace);
/// The Harbors that the options are about: the named one, else all of the workspace.
Result<QList<SourceId>> harborsOf(const PromoteOptions &options, const Workspace &workspace);
/// "harbor.example:8443" for a connection's name or a host; empty for what is neither.
QString registryNamed(const QString &name, const QList<Connection> &connections);

/// One promotion, or what is known of policies, without a window. Emits `finished` once.
class PromoteCommand : public QObject
{
    Q_OBJECT

public:
    PromoteCommand(
        PromoteOptions options, const Workspace &workspace, PromotionService &service, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void promote();
    void run(const PromotionOrder &order);
    void listPolicies(QList<SourceId> harbors);
    void showLogs(const SourceId &harbor);
    void cancel();
    void fail(const Error &error);

    const PromoteOptions m_options;
    const Workspace &m_workspace;
    PromotionService &m_service;
    PromoteReport m_report;
    Interrupt m_interrupt;
    bool m_isRunning = false;
    bool m_cancelled = false;
};

/// opsdeck promote PRODUCT VERSION|IMAGE:TAG… --from R --to R [--policy P], --list, --log EXECUTION; needs a
/// QCoreApplication.
ExitCode runPromote(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck

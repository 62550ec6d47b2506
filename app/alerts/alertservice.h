// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertcare.h"
#include "models/domain/error.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// An alert as what is done about it needs to know it.
struct AlertTarget
{
    QString key; ///< AlertRow::key
    QString title; ///< for people who read the ledger: "DiskFull db-01"
    QString environment;
    QList<Alert> told; ///< as each source tells it
};

/// What came of it. What was said at the desk holds there whatever the sources answered.
struct AlertOutcome
{
    QList<SourceId> written; ///< took it too
    QList<Error> refused; ///< did not, and why
};

/// What people do about alerts. In the ledger before it happens, and with its result after; refused to whoever has not
/// the role for it. GUI thread; the work happens on the I/O thread.
class AlertService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// `deed` says what; who, when and which alert is filled in. Told to every source that can take it. To close an
    /// alert takes a source that can.
    virtual QFuture<Result<AlertOutcome>> tend(QList<AlertTarget> alerts, AlertDeed deed) = 0;
    /// Makes a silence in its source, or changes the one whose id it carries; answers its id, which may be a new one.
    virtual QFuture<Result<QString>> silence(Silence silence) = 0;
    virtual QFuture<Result<void>> expire(Silence silence) = 0;
    /// Sources where silences can be made.
    virtual QFuture<Result<QList<SourceId>>> silencers() = 0;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alerthistory.h"
#include "models/domain/error.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// What alerts did over time. The cache writes it with the rows that changed; here it is read. Answers in a thread of
/// the store's own; await it or use onResult. A read sees every poll that was answered before it.
class History : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Of these alerts, with the observed times of their sources.
    virtual QFuture<Result<AlertTimeline>> of(QList<AlertKey> alerts, QDateTime since, QDateTime until) = 0;
    /// Of every alert that was told at some moment of that time, with the observed times of all sources.
    virtual QFuture<Result<AlertTimeline>> during(QDateTime since, QDateTime until) = 0;
    /// Only of alerts that changed at least this often since then: what may be flapping, however many others stand.
    /// Without observed times, and without waiting for what is being written.
    virtual QFuture<Result<AlertTimeline>> restless(QDateTime since, int changes) = 0;

Q_SIGNALS:
    void changed(); ///< something was added; at most once a second
};

} // namespace opsdeck

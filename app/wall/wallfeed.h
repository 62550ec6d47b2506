// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/alertwatch.h"
#include "app/features/coalescer.h"
#include "app/features/sourcewatch.h"
#include "models/domain/wallrotation.h"
#include "widgets/wall/wallcontent.h"

#include <QDate>
#include <QObject>

namespace opsdeck {

/// What the stores of a workspace know, put together for the wall off the GUI thread: at once what burns, beside it
/// what runs where, what touches what, and what was changed today. Reads on change notices only. GUI thread.
class WallFeed : public QObject
{
    Q_OBJECT

public:
    struct Burning; ///< what is made of the alerts
    struct Beside; ///< what is made of the rest
    struct Rows;

    /// All outlive it.
    WallFeed(const Workspace &workspace, Cache &cache, Ledger &ledger, History &history, QObject *parent = nullptr);
    ~WallFeed() override;

    const WallContent &content() const { return m_content; }
    bool isComplete() const { return m_content.hasAlerts && m_hasBeside; } ///< everything was read once
    const QList<OpenCritical> &criticals() const { return m_criticals; }
    /// A new day begins with no changes.
    void tick(const QDateTime &now);

Q_SIGNALS:
    void criticalsKnown(); ///< with every new alert wall
    void contentChanged();

private:
    void readAlerts();
    void read();
    void readGit(const std::shared_ptr<Rows> &rows);
    void build(const std::shared_ptr<Rows> &rows);
    void takeTimes();
    void fail(const Error &error);

    const Workspace &m_workspace;
    Cache &m_cache;
    Ledger &m_ledger;
    SourceWatch m_sources;
    AlertWatch m_alerts;
    WallContent m_content;
    QList<OpenCritical> m_criticals;
    bool m_hasBeside = false;
    QDate m_day;
    Coalescer m_burning;
    Coalescer m_reading;
};

} // namespace opsdeck

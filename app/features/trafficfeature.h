// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/trafficservice.h"
#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "widgets/pages/traffic/boardvalues.h"

#include <QPointer>
#include <QTimer>

#include <functional>

namespace opsdeck {

class TrafficPage;

/// The gray board with its service, the ledger, and the cache's containers. Events are shown as they come; the ledger
/// is read again after them. While the page is in sight, balancers on which nobody works are asked once a minute. A
/// balancer takes one call at a time, so a decision waits for a read that is under way, and nothing is read meanwhile.
class TrafficFeature : public Feature
{
    Q_OBJECT

public:
    TrafficFeature(
        const FeatureContext &context, TrafficService &service, QList<TrafficRoute> routes, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

private:
    /// What is known of one route besides the ledger.
    struct Standing
    {
        std::optional<TrafficShare> share;
        QDateTime readAt;
        QDateTime triedAt;
        std::optional<Error> shareError;
        std::optional<Error> problem;
        bool isReading = false;
        bool isBusy = false;
        std::function<void()> waiting; ///< a decision, until the read is over
    };

    void connectPage();
    void readLedger();
    void readVersions();
    void takeLedger(const ShiftHistory &history, const QList<LedgerEntry> &entries);
    void takeVersions(const VersionMatrix &matrix);
    void takeEvent(const ShiftEvent &event);
    void readShare(const TrafficRoute &route);
    void readAgain(const QString &route);
    void decide(const TrafficDecision &decision);
    void carryOut(const TrafficDecision &decision, const TrafficRoute &route);
    template <typename T> void follow(const QString &route, const QFuture<Result<T>> &answer);
    BoardRoute boardOf(const TrafficRoute &route) const;
    void show();
    void tick();

    FeatureContext m_context;
    TrafficService &m_service;
    const QList<TrafficRoute> m_routes;
    QPointer<TrafficPage> m_page; ///< the shell owns it
    Coalescer m_ledgerReading;
    Coalescer m_versionReading;
    QTimer m_clock; ///< while the page is in sight
    ShiftHistory m_history;
    QMap<QString, QSet<QString>> m_drained;
    QMap<QString, QMap<HostId, QList<BoardVersion>>> m_running; ///< by route
    QMap<QString, Standing> m_standing;
    bool m_isRead = false;
};

} // namespace opsdeck

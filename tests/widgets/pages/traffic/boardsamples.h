// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

namespace opsdeck::testing {

inline const QDateTime boardNow(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

inline TrafficRoute grayRoute()
{
    TrafficRoute route;
    route.name = QStringLiteral("shop-gray");
    route.product = ProductId(QStringLiteral("shop"));
    route.environment = EnvironmentId(QStringLiteral("production"));
    route.strategy = TrafficStrategy::Gray;
    route.target.host = HostId(QStringLiteral("lb-01"));
    route.target.socketPath = QStringLiteral("/run/haproxy/admin");
    route.target.backend = QStringLiteral("shop");
    route.target.pools = {{QStringLiteral("G0"), {QStringLiteral("s1"), QStringLiteral("s2")}},
        {QStringLiteral("G1"), {QStringLiteral("s4")}}, {QStringLiteral("G2"), {QStringLiteral("s3")}}};
    route.hosts = {{QStringLiteral("s1"), HostId(QStringLiteral("app-01"))},
        {QStringLiteral("s2"), HostId(QStringLiteral("app-02"))},
        {QStringLiteral("s3"), HostId(QStringLiteral("app-03"))}};
    route.from = QStringLiteral("G0");
    route.to = QStringLiteral("G2");
    route.steps = {{5, std::chrono::seconds(600)}, {20, std::chrono::seconds(600)}, {100, std::chrono::seconds(0)}};
    route.tenants = {{QStringLiteral("bank"), 9}, {QStringLiteral("demo"), 0}, {QStringLiteral("fund"), 1}};
    return route;
}

/// Events of one shift of that route, numbered as they come, a minute apart.
class ShiftScript
{
public:
    ShiftEvent begun(const QString &owner = {})
    {
        ShiftEvent event = happened(ShiftEvent::Kind::Begun, 0, 0);
        event.route = grayRoute();
        event.owner = owner;
        return event;
    }
    ShiftEvent happened(ShiftEvent::Kind kind, int step, int percent = -1)
    {
        ShiftEvent event;
        event.shift = ShiftId(QStringLiteral("one"));
        event.kind = kind;
        event.sequence = ++m_sequence;
        event.step = step;
        event.at = boardNow.addSecs(60 * (m_sequence - 12));
        event.actor = QStringLiteral("li@desk");
        if (percent >= 0)
            event.share = shareAt(grayRoute(), percent);
        return event;
    }

private:
    qint64 m_sequence = 0;
};

/// The first step is done, the second is held until ten minutes after boardNow.
inline TrafficShift heldShift()
{
    using Kind = ShiftEvent::Kind;
    ShiftScript script;
    TrafficShift shift = *beginShift(script.begun());
    for (const ShiftEvent &each :
        {script.happened(Kind::Step, 1, 5), script.happened(Kind::Shared, 1, 5), script.happened(Kind::Holding, 1),
            script.happened(Kind::Held, 1), script.happened(Kind::Step, 2, 20), script.happened(Kind::Shared, 2, 20)})
        apply(shift, each);
    ShiftEvent holding = script.happened(Kind::Holding, 2);
    holding.at = boardNow;
    holding.hold = std::chrono::seconds(600);
    apply(shift, holding);
    return shift;
}

inline TrafficShift brokenShift()
{
    TrafficShift shift = heldShift();
    shift.state = ShiftState::Waiting;
    shift.isBlocked = true;
    shift.reason = Phrase(QStringLiteral("errors at app-03: 7.3 > 2"));
    shift.gates = {{QStringLiteral("errors"), HostId(QStringLiteral("app-03")), 2, false, boardNow,
                       Phrase(QStringLiteral("7.3 > 2"))},
        {QStringLiteral("health"), HostId(QStringLiteral("app-03")), 2, true, boardNow, Phrase(QStringLiteral("200"))}};
    shift.tenants = {QStringLiteral("demo")};
    return shift;
}

inline BoardVersion runs(const char *tag, const char *host, Health health = Health::Healthy)
{
    HostVersion version;
    version.host = HostId(QString::fromLatin1(host));
    version.presence = HostVersion::Presence::Running;
    version.freshness = Freshness::Live;
    version.tag = QString::fromLatin1(tag);
    version.health = health;
    return {QStringLiteral("cart"), version};
}

inline BoardRoute boardOf(const std::optional<TrafficShift> &shift = {})
{
    BoardRoute board;
    board.route = grayRoute();
    board.product = QStringLiteral("Shop");
    board.environment = {QStringLiteral("Production"), true};
    board.asksForName = true;
    board.shift = shift;
    board.share = shift ? shift->share : shareAt(grayRoute(), 0);
    board.shareReadAt = boardNow.addSecs(-4);
    for (const BoardVersion &version : {runs("2.4.1", "app-01"), runs("2.4.1", "app-02"), runs("2.5.0", "app-03")})
        board.running[version.version.host].append(version);
    return board;
}

} // namespace opsdeck::testing

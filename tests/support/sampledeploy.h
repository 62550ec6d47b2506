// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/workspace.h"

namespace opsdeck::testing {

/// A small believable deployment: shop 2.4.1 over what runs, with one module unchanged.
inline Digest digestOf(char letter)
{
    return Digest::parse(QStringLiteral("sha256:") + QString(64, QLatin1Char(letter)));
}

inline HostChange change(const QString &host, const QString &part, char running, char wanted)
{
    HostChange change;
    change.host = HostId(host);
    change.part = ModuleId(part);
    change.composeProject = part;
    change.directory = QStringLiteral("/srv/") + part;
    change.services = {part};
    change.running = digestOf(running);
    change.runningTag = QStringLiteral("2.4.0");
    const QString image = QStringLiteral("127.0.0.1:5000/shop/") + part;
    change.runningImage = image + QStringLiteral(":2.4.0");
    change.wanted = ImageRef::parse(image)->pinned(digestOf(wanted));
    change.wantedTag = running == wanted ? QStringLiteral("2.4.0") : QStringLiteral("2.4.1");
    const QByteArray head = "services:\n  " + part.toUtf8() + ":\n    image: ";
    const QByteArray tail = "\n    restart: unless-stopped\n    healthcheck:\n      test: [CMD, wget, -q, -O-, "
                            "http://127.0.0.1:8080/health]\n    ports:\n      - 8080:8080\n";
    const QByteArray pinned = change.wanted.text().toUtf8();
    change.composeAfter = head + pinned + tail;
    change.composeBefore = running == wanted ? change.composeAfter
                                             : head + image.toUtf8() + '@' + digestOf(running).text().toUtf8() + tail;
    return change;
}

inline DeployPlan samplePlan(const QString &environment = QStringLiteral("production"))
{
    DeployPlan plan;
    plan.product = ProductId(QStringLiteral("shop"));
    plan.version = QStringLiteral("2.4.1");
    plan.environment = EnvironmentId(environment);
    plan.createdBy = QStringLiteral("li.na@desk-7");
    plan.createdAt = QDateTime::fromString(QStringLiteral("2026-11-20T05:44:00Z"), Qt::ISODate);
    for (const QString &host : {QStringLiteral("app-01"), QStringLiteral("app-02")}) {
        plan.changes.append(change(host, QStringLiteral("checkout"), 'a', 'b'));
        plan.changes.append(change(host, QStringLiteral("cart"), 'c', 'c'));
    }
    return plan;
}

inline Product sampleProduct()
{
    Product product;
    product.id = ProductId(QStringLiteral("shop"));
    product.title = QStringLiteral("Shop");
    for (const QString &name : {QStringLiteral("checkout"), QStringLiteral("cart")}) {
        ProductModule part;
        part.id = ModuleId(name);
        part.image = *ImageRef::parse(QStringLiteral("127.0.0.1:5000/shop/") + name);
        part.placements = {{EnvironmentId(QStringLiteral("staging")), {HostId(QStringLiteral("stg-01"))}},
            {EnvironmentId(QStringLiteral("production")),
                {HostId(QStringLiteral("app-01")), HostId(QStringLiteral("app-02"))}}};
        product.modules.append(part);
    }
    return product;
}

inline QList<Environment> sampleEnvironments()
{
    return {{EnvironmentId(QStringLiteral("staging")), QStringLiteral("Staging"), false},
        {EnvironmentId(QStringLiteral("production")), QStringLiteral("Production"), true}};
}

/// Makes the events of a run, one after the other, three seconds apart.
class EventScript
{
public:
    EventScript(RunId run, QDateTime start)
        : m_run(std::move(run))
        , m_at(std::move(start))
    { }

    DeployEvent step(const HostChange &change, DeployStep step, StepState state, const QString &text = {})
    {
        DeployEvent event = next(DeployEvent::Kind::StepChanged, text);
        event.host = change.host;
        event.part = change.part;
        event.step = step;
        event.stepState = state;
        return event;
    }

    DeployEvent output(const HostChange &change, DeployStep step, const QString &text)
    {
        DeployEvent event = next(DeployEvent::Kind::Output, text);
        event.host = change.host;
        event.part = change.part;
        event.step = step;
        return event;
    }

    DeployEvent ended(RunState state, const QString &text = {})
    {
        DeployEvent event = next(DeployEvent::Kind::RunEnded, text);
        event.runState = state;
        return event;
    }

    /// All steps of a plan without drain and gates, each started and done.
    QList<DeployEvent> wholeLane(const HostChange &change)
    {
        QList<DeployEvent> events;
        for (int i = 0; i < DeployStepCount; ++i) {
            const auto which = static_cast<DeployStep>(i);
            if (which == DeployStep::Drain || which == DeployStep::Gate || which == DeployStep::Undrain)
                continue; // a plan without any
            events.append(step(change, which, StepState::Running));
            const bool last = which == DeployStep::Verify;
            events.append(step(change, which, StepState::Done, last ? QStringLiteral("digest verified") : QString()));
        }
        return events;
    }

private:
    DeployEvent next(DeployEvent::Kind kind, const QString &text)
    {
        m_at = m_at.addSecs(3);
        DeployEvent event;
        event.run = m_run;
        event.sequence = ++m_sequence;
        event.at = m_at;
        event.kind = kind;
        event.text = text;
        return event;
    }

    RunId m_run;
    QDateTime m_at;
    qint64 m_sequence = 0;
};

} // namespace opsdeck::testing

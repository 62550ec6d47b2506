// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/engine.h"
#include "app/deploy/environmentguard.h"
#include "app/deploy/planner.h"
#include "app/deploy/rollback.h"
#include "backends/store/stores.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

#include <QUuid>

namespace opsdeck::testing {

using namespace Qt::StringLiterals;

inline constexpr size_t HostCount = 6;
inline const Digest oldDigest = Digest::parse(u"sha256:"_s + QString(64, u'a'));
inline const Digest newDigest = Digest::parse(u"sha256:"_s + QString(64, u'b'));
inline const ImageRef image = *ImageRef::parse(u"127.0.0.1:5000/shop/cart"_s);
inline const QString composeFile = u"/srv/cart/docker-compose.yml"_s;
inline const QByteArray composeBefore = "services: {cart: {image: by hand}}\n";
inline const EnvironmentId staging(u"staging"_s);
inline const QString actor = u"li@desk"_s;

class Registry : public ImageResolver
{
public:
    QMap<QString, Digest> digests{{u"2.4.1"_s, newDigest}};
    QSet<Digest> held{oldDigest, newDigest};

    QCoro::Task<Result<Digest>> resolve(ImageRef ref, std::stop_token) override
    {
        const Digest found = ref.tag.isEmpty() ? ref.digest : digests.value(ref.tag);
        if (!held.contains(found))
            co_return failure(Error::Kind::NotFound, ref.text());
        co_return found;
    }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override
    {
        const QStringList all = digests.keys();
        co_return all;
    }
};

inline Container containerOf(const Digest &digest, Health health = Health::Healthy)
{
    Container container;
    container.id = QString(64, u'c');
    container.name = u"cart_cart_1"_s;
    container.image = image.pinned(digest).text();
    container.digest = digest;
    container.state = u"running"_s;
    container.health = health;
    container.composeProject = u"cart"_s;
    container.composeService = u"cart"_s;
    return container;
}

inline StepState stateAt(const DeployRun::Lane &lane, DeployStep step)
{
    return lane.steps.at(static_cast<size_t>(step));
}

/// Six hosts that run version 2.4.0, a registry that has 2.4.1, and a real store.
class RolloutWorld
{
protected:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    std::array<FakeHost, HostCount> m_hosts;
    FakeHostPool m_pool;
    Registry m_registry;
    Workspace m_workspace;
    QList<DeployEvent> m_events;
    QStringList m_order; ///< "HOST up" as it happened
    std::unique_ptr<EnvironmentGuard> m_guard;
    std::unique_ptr<DeployEngine> m_engine;
    std::stop_source m_stop;

    static HostId nameOf(size_t i) { return HostId(u"app-0%1"_s.arg(i + 1)); }

    Rollout &pace() { return m_workspace.environments[0].pace; }

    DeployPlan plan()
    {
        const DeployOrder order{ProductId(u"shop"_s), u"2.4.1"_s, staging, actor};
        auto made = wait(makePlan(&m_workspace, &m_pool, &m_registry, order, m_stop.get_token()));
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return *made;
    }

    DeployRun stored(const RunId &id) { return wait(m_stores->ledger().run(id)).value(); }

    DeployRun waitForEnd(const RunId &id)
    {
        const auto isOver = [&] {
            return !m_events.isEmpty() && m_events.last().run == id
                && (m_events.last().kind == DeployEvent::Kind::RunEnded
                    || m_events.last().runState == RunState::Paused);
        };
        spinUntil(isOver, 20'000);
        if (!isOver())
            qFatal("the run did not end");
        return stored(id);
    }

    DeployRun run(const DeployPlan &what)
    {
        const auto id = wait(m_engine->start(what, {}, actor, m_stop.get_token()));
        if (!id)
            qFatal("%s", qPrintable(id.error().detail));
        return waitForEnd(*id);
    }

    DeployRun goOn(const RunId &id, RolloutRunner::Work what)
    {
        m_events.clear();
        const auto resumed = wait(m_engine->resume(id, what, actor, m_stop.get_token()));
        if (!resumed)
            qFatal("%s", qPrintable(resumed.error().detail));
        return waitForEnd(id);
    }

    void upMakes(size_t host, Container container)
    {
        m_hosts[host].onExec = [this, host, container](const QString &command) {
            if (!command.contains(u" up "_s))
                return;
            m_order.append(nameOf(host).text());
            m_hosts[host].running = {container};
        };
    }

    QStringList commandsOn(size_t host) { return m_hosts[host].log.filter(QRegularExpression(u"^docker"_s)); }

    QStringList actions()
    {
        QStringList found;
        const auto entries = wait(m_stores->ledger().entries(0, 100));
        for (const LedgerEntry &entry : *entries)
            found.prepend(entry.action);
        return found;
    }

    void makeWorkspace()
    {
        QFile file(m_folder->filePath(u"cart.yml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("services:\n  cart:\n    image: IMAGE\n");
        ProductModule part{.id = ModuleId(u"cart"_s), .image = image, .compose = file.fileName()};
        part.directory = u"/srv/cart"_s;
        part.composeProject = u"cart"_s;
        part.services = QStringList{u"cart"_s};
        ProductModule::Placement placement{staging, {}};
        m_workspace = {};
        for (size_t i = 0; i < HostCount; ++i) {
            placement.hosts.append(nameOf(i));
            m_workspace.hosts.append(HostSpec{.id = nameOf(i), .address = u"10.0.0.%1"_s.arg(i + 1)});
        }
        part.placements = {placement};
        m_workspace.environments = {{staging, u"Staging"_s, false, {}}};
        m_workspace.products = {Product{.id = ProductId(u"shop"_s), .modules = {part}}};
        m_workspace.policies.healthTimeout = std::chrono::seconds(2);
    }

    void makeEngine()
    {
        m_engine.reset();
        m_guard = std::make_unique<EnvironmentGuard>(m_workspace, m_pool, actor, QUuid::createUuid().toString());
        m_engine = std::make_unique<DeployEngine>(RunTools{m_pool, {}, m_workspace.policies},
            RunGuards{*m_guard, &m_registry}, m_stores->ledger(),
            [this](const DeployEvent &event) { m_events.append(event); });
    }

    void setUp()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_events.clear();
        m_order.clear();
        m_pool.hosts.clear();
        m_registry = Registry();
        for (size_t i = 0; i < HostCount; ++i) {
            m_hosts[i] = FakeHost();
            m_hosts[i].running = {containerOf(oldDigest)};
            m_hosts[i].files.insert(composeFile, composeBefore);
            upMakes(i, containerOf(newDigest));
            m_pool.hosts.insert(nameOf(i), &m_hosts[i]);
        }
        makeWorkspace();
        auto stores = openStores(m_folder->filePath(u"data"_s));
        QVERIFY(stores.has_value());
        m_stores = std::move(*stores);
        makeEngine();
    }

    void tearDown()
    {
        m_engine.reset();
        m_stores.reset();
    }
};

} // namespace opsdeck::testing

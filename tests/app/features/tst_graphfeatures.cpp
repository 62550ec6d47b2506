// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertwatch.h"
#include "app/features/ledgerfeature.h"
#include "app/features/sourcewatch.h"
#include "app/features/topologyfeature.h"
#include "models/items/ledgermodel.h"
#include "tests/app/features/fakestores.h"
#include "widgets/pages/ledger/ledgerpage.h"
#include "widgets/pages/topology/topologycanvas.h"
#include "widgets/pages/topology/topologypage.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const EntityId cart(u"component:cart"_s);
const EntityId database(u"resource:cart-db"_s);

Entity entity(const EntityId &id, EntityKind kind, QList<EntityId> dependsOn = {})
{
    Entity made;
    made.id = id;
    made.kind = kind;
    made.name = id.text().section(u':', 1);
    made.dependsOn = std::move(dependsOn);
    return made;
}

/// A ledger of entries 1…count that answers in chunks, as the store does.
class LongLedger : public FakeLedger
{
public:
    qint64 m_count = 0;
    QList<qint64> m_asked;
    std::optional<Error> m_error;

    void append(qint64 more)
    {
        m_count += more;
        Q_EMIT changed({{RowKind::Ledger}, {}});
    }
    using FakeLedger::append;
    QFuture<Result<QList<LedgerEntry>>> entries(qint64 olderThan, int limit) override
    {
        m_asked.append(olderThan);
        if (m_error)
            return ready(Result<QList<LedgerEntry>>(tl::unexpected<Error>(*m_error)));
        QList<LedgerEntry> rows;
        for (qint64 n = olderThan == 0 ? m_count : olderThan - 1; n > 0 && rows.size() < limit; --n)
            rows.append(LedgerEntry{.number = n});
        return ready(Result<QList<LedgerEntry>>(rows));
    }
};

} // namespace

class GraphFeaturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workspace = {};
        m_workspace.catalog
            = Catalog({entity(cart, EntityKind::Component, {database}), entity(database, EntityKind::Resource)});
        m_cache = std::make_unique<FakeCache>();
        m_ledger = std::make_unique<LongLedger>();
    }

    void drawsTheCatalogAndFollowsAlerts()
    {
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        TopologyFeature feature(given, alerts);
        const std::unique_ptr<Page> page(feature.page());
        auto *canvas = page->findChild<TopologyCanvas *>();
        QTRY_COMPARE(canvas->drawing().nodes().size(), 2);
        Alert alert;
        alert.key = {SourceId(u"am"_s), u"1"_s};
        alert.severity = Severity::Critical;
        alert.labels = {{u"service"_s, u"cart-db"_s}};
        m_cache->m_alerts = {alert};
        m_cache->notify({RowKind::Alerts});
        const auto worst
            = [&] { return canvas->drawing().nodes().at(canvas->drawing().indexOf(database)).value.worst; };
        QTRY_COMPARE(worst(), std::optional(Severity::Critical));
    }

    void saysWhyThereIsNoTopology()
    {
        m_cache->m_error = Error{.kind = Error::Kind::Storage, .origin = u"cache.db"_s};
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        TopologyFeature feature(given, alerts);
        const std::unique_ptr<Page> page(feature.page());
        const auto says = [&] {
            const auto labels = page->findChildren<QLabel *>();
            return std::any_of(
                labels.cbegin(), labels.cend(), [](auto *l) { return l->text().contains(u"cache.db"_s); });
        };
        QTRY_VERIFY(says());
        m_cache->m_error.reset();
        m_cache->notify({RowKind::Alerts});
        QTRY_COMPARE(page->findChild<TopologyCanvas *>()->drawing().nodes().size(), 2);
    }

    void neverLeavesAHoleInTheLedger()
    {
        m_ledger->m_count = 250;
        LedgerFeature feature(context());
        const std::unique_ptr<Page> owner(feature.page());
        LedgerModel &model = static_cast<LedgerPage *>(feature.page())->model();
        QTRY_VERIFY(model.rowCount() >= 200);
        m_ledger->append(700);
        QTRY_COMPARE(model.newest(), 950);
        QVERIFY(model.rowCount() >= 900); // the view may have asked for the rest already
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.records().at(row).number, 950 - row);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 950);
        QVERIFY(model.isComplete());
    }

    void anUnreadableLedgerIsToldAndReadAgain()
    {
        m_ledger->m_count = 3;
        m_ledger->m_error = Error{.kind = Error::Kind::Storage, .origin = u"ledger.db"_s};
        LedgerFeature feature(context());
        const std::unique_ptr<Page> owner(feature.page());
        LedgerModel &model = static_cast<LedgerPage *>(feature.page())->model();
        QTRY_COMPARE(m_ledger->m_asked.size(), 1);
        m_ledger->m_error.reset();
        const auto readAgain = [&] {
            m_ledger->append(1);
            return model.rowCount() == 4 || model.rowCount() > 4;
        };
        QTRY_VERIFY(readAgain());
    }

private:
    /// How the sources stand is known before the feature looks: what it reads then is for its own reasons.
    FeatureContext context()
    {
        m_watch = std::make_unique<SourceWatch>(*m_cache);
        QSignalSpy(m_watch.get(), &SourceWatch::recordsChanged).wait(1000);
        return {m_workspace, *m_cache, *m_ledger, *m_watch, m_theme};
    }

    Theme m_theme{ThemeKind::Dark};
    Workspace m_workspace;
    std::unique_ptr<FakeCache> m_cache;
    std::unique_ptr<SourceWatch> m_watch;
    std::unique_ptr<LongLedger> m_ledger;
};

QTEST_MAIN(GraphFeaturesTest)
#include "tst_graphfeatures.moc"

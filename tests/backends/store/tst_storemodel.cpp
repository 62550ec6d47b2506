// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/store/samples.h"

#include <QRandomGenerator>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

/// What the cache should hold, in the plainest way.
struct Model
{
    QMap<std::pair<SourceId, QString>, Alert> alerts;
    QMap<std::tuple<SourceId, qint64, QString>, Tag> tags;
    QMap<std::tuple<SourceId, qint64, qint64>, Pipeline> pipelines;

    bool operator==(const Model &) const = default;

    void take(const SourceId &source, const Snapshot<Alert> &snapshot)
    {
        alerts.removeIf([&](const auto &row) { return row.key().first == source; });
        for (const Alert &alert : snapshot.rows)
            alerts.insert({alert.key.source, alert.key.fingerprint}, alert);
    }
    void take(const SourceId &source, const Snapshot<Tag> &snapshot)
    {
        tags.removeIf([&](const auto &row) {
            return std::get<0>(row.key()) == source && std::get<1>(row.key()) == snapshot.scope;
        });
        for (const Tag &tag : snapshot.rows)
            tags.insert({source, tag.project, tag.name}, tag);
    }
    void take(const SourceId &source, const Upsert<Pipeline> &rows)
    {
        for (const Pipeline &pipeline : rows.rows)
            pipelines.insert({source, pipeline.project, pipeline.id}, pipeline);
    }
    void take(const SourceId &, const auto &) { }
    void forget(const SourceId &source)
    {
        alerts.removeIf([&](const auto &row) { return row.key().first == source; });
        tags.removeIf([&](const auto &row) { return std::get<0>(row.key()) == source; });
        pipelines.removeIf([&](const auto &row) { return std::get<0>(row.key()) == source; });
    }
};

/// Small numbers, so that the same keys come again and again.
class Chance
{
public:
    explicit Chance(quint32 seed)
        : m_random(seed)
    { }
    int below(int bound) { return m_random.bounded(bound); }
    QString word() { return QString(QChar(u'a' + below(4))); }
    SourceId source() { return below(2) ? lab : plant; }

    Snapshot<Alert> alerts(const SourceId &source)
    {
        Snapshot<Alert> rows;
        for (const QString &key : {u"p"_s, u"q"_s, u"r"_s}) {
            if (below(2))
                rows.rows.append(alertOf(source, key, word()));
        }
        return rows;
    }
    Snapshot<Tag> tags(const SourceId &source)
    {
        Snapshot<Tag> rows{.scope = below(2)};
        for (const QString &name : {u"1.0"_s, u"1.1"_s, u"2.0"_s}) {
            if (below(2))
                rows.rows.append({.source = source, .project = rows.scope, .name = name, .commit = word()});
        }
        return rows;
    }
    Upsert<Pipeline> pipelines(const SourceId &source)
    {
        return {
            {{.source = source, .project = below(2), .id = below(5), .status = word(), .jobs = {{.id = below(3)}}}}};
    }
    SyncRows rows(const SourceId &source)
    {
        switch (below(3)) {
        case 0:
            return alerts(source);
        case 1:
            return tags(source);
        default:
            return pipelines(source);
        }
    }

private:
    QRandomGenerator m_random;
};

Model read(Cache &cache)
{
    Model stored;
    const auto alerts = *wait(cache.alerts());
    for (const Alert &alert : alerts)
        stored.alerts.insert({alert.key.source, alert.key.fingerprint}, alert);
    for (const SourceId &source : {lab, plant}) {
        for (const qint64 project : {0, 1}) {
            const auto tags = *wait(cache.tags(source, project));
            for (const Tag &tag : tags)
                stored.tags.insert({tag.source, tag.project, tag.name}, tag);
            const auto pipelines = *wait(cache.pipelines(source, project, 99));
            for (const Pipeline &pipeline : pipelines)
                stored.pipelines.insert({pipeline.source, pipeline.project, pipeline.id}, pipeline);
        }
    }
    return stored;
}

QSet<RowKind> differences(const Model &a, const Model &b)
{
    QSet<RowKind> kinds;
    if (a.alerts != b.alerts)
        kinds.insert(RowKind::Alerts);
    if (a.tags != b.tags || a.pipelines != b.pipelines)
        kinds.insert(RowKind::Git);
    return kinds;
}

} // namespace

class StoreModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anySequenceOfBatchesEndsWhereTheModelEnds_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void anySequenceOfBatchesEndsWhereTheModelEnds()
    {
        QFETCH(quint32, seed);
        Chance chance(seed);
        QTemporaryDir dir;
        const auto stores = mustOpen(dir.path());
        Cache &cache = stores->cache();
        QList<ChangeNotice> notices;
        int polls = 0;
        connect(&cache, &Cache::changed, this, [&](const ChangeNotice &notice) { notices.append(notice); });
        connect(&cache, &Cache::polled, this, [&] { ++polls; });
        Model model;

        for (int round = 0; round < 60; ++round) {
            const SourceId source = chance.source();
            const Model before = model;
            notices.clear();
            polls = 0;
            if (chance.below(20) == 0) {
                model.forget(source);
                QVERIFY(wait(cache.keepOnly({source == lab ? plant : lab})));
            } else {
                // One list a batch: within a batch, there and back again counts as a change.
                const SyncRows rows = chance.rows(source);
                std::visit([&](const auto &typed) { model.take(source, typed); }, rows);
                QVERIFY(wait(cache.commit(recordOf(source), {.rows = {rows}})));
                QTRY_COMPARE(polls, 1);
                const auto kinds = differences(before, model);
                QCOMPARE(notices.size(), kinds.isEmpty() ? 0 : 1);
                QCOMPARE(notices.isEmpty() ? QSet<RowKind>() : notices.first().kinds, kinds);
            }
            QCOMPARE(read(cache), model);
            QCoreApplication::processEvents();
        }
    }
};

QTEST_GUILESS_MAIN(StoreModelTest)
#include "tst_storemodel.moc"

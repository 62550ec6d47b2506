// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttext.h"
#include "models/items/alerttreemodel.h"
#include "models/items/rowexport.h"
#include "tests/support/run.h"
#include "tests/widgets/pages/noisysamples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QList<QString> keysUnder(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QList<QString> keys;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        keys.append(index.data(AlertTreeModel::KeyRole).toString());
        keys += keysUnder(model, index);
    }
    return keys;
}

QList<QString> keysOf(const AlertWall &wall, const AlertFilter &filter)
{
    QList<QString> keys;
    for (const AlertGroup &group : wall.groups) {
        QList<QString> hits;
        for (const AlertRow &row : group.rows) {
            if (filter.matches(row, titleText(group)))
                hits.append(row.key);
        }
        if (!hits.isEmpty() || filter.isEmpty())
            keys += QList<QString>{group.key()} + hits;
    }
    return keys;
}

/// Another moment of the same night: some alerts come, go, or change their severity, some sources fall silent.
AlertWallInput randomMoment(QRandomGenerator &random)
{
    AlertWallInput input = sampleWallInput();
    input.alerts.removeIf([&](const Alert &) { return random.bounded(3) == 0; });
    for (Alert &one : input.alerts)
        one.severity = static_cast<Severity>(random.bounded(3));
    for (SourceRecord &record : input.sources)
        record.lastSuccess = sampleNow().addSecs(random.bounded(4) == 0 ? -900 : -5);
    return input;
}

void checkPersistent(const AlertTreeModel &model, const QHash<QString, QPersistentModelIndex> &held)
{
    for (auto it = held.cbegin(); it != held.cend(); ++it) {
        // An alert that moved to another group, or whose group went, may lose its index; it must never point elsewhere.
        if (it->isValid())
            QCOMPARE(it->data(AlertTreeModel::KeyRole).toString(), it.key());
        else
            QVERIFY(!model.indexOf(it.key()).isValid() || model.indexOf(it.key()).parent().isValid());
    }
}

/// What a person reads of every row, in order.
QStringList textsOf(const AlertTreeModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex group = model.index(row, 0);
        texts.append(group.data().toString());
        for (int child = 0; child < model.rowCount(group); ++child)
            texts.append(model.index(child, 0, group).data(Qt::AccessibleTextRole).toString());
    }
    return texts;
}

QSet<QString> toggled(QSet<QString> keys, const QString &key)
{
    if (!keys.remove(key))
        keys.insert(key);
    return keys;
}

int totalOf(const AlertTreeModel &model)
{
    int total = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        total += model.index(row, 0).data(AlertTreeModel::GroupRole).value<AlertGroup>().counts.total();
    return total;
}

AlertWall wallOf(int alerts)
{
    AlertWallInput input = sampleWallInput();
    input.alerts.resize(alerts);
    return alertWall(input);
}

} // namespace

class AlertTreeModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<AlertTreeModel>();
        m_model->setNow(sampleNow());
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void anyWallThroughAnyFilterFollowsAnyOtherWithoutReset()
    {
        QRandomGenerator random(41);
        const QStringList filters{{}, u"severity>=warning"_s, u"service:checkout"_s, u"nothing like this"_s};
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        AlertWall wall;
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 20'000 : 300;
        for (int round = 0; round < rounds; ++round) {
            const auto filter = AlertFilter::parse(filters.at(random.bounded(int(filters.size()))));
            m_model->setFilter(filter);
            spinUntil([&] { return keysUnder(*m_model) == keysOf(wall, filter); }, 5'000);
            QCOMPARE(keysUnder(*m_model), keysOf(wall, filter));
            QHash<QString, QPersistentModelIndex> held;
            for (const QString &key : keysUnder(*m_model))
                held.insert(key, m_model->indexOf(key));
            wall = alertWall(randomMoment(random), random.bounded(2) == 0 ? wall : AlertWall());
            show(wall);
            QCOMPARE(keysUnder(*m_model), keysOf(wall, filter));
            checkPersistent(*m_model, held);
        }
        QCOMPARE(resets.count(), 0);
    }

    void whatIsTakenOverReadsAsWhatIsMadeAnew()
    {
        QRandomGenerator random(43);
        for (int round = 0; round < 100; ++round) {
            const AlertWall wall = alertWall(randomMoment(random), m_model->wall());
            show(wall);
            AlertTreeModel anew;
            anew.setNow(sampleNow());
            showIn(anew, wall);
            QCOMPARE(textsOf(*m_model), textsOf(anew));
        }
    }

    void theCountsAreThoseOfTheAlertsAtEachMoment()
    {
        QRandomGenerator random(44);
        connect(m_model.get(), &AlertTreeModel::shown, m_model.get(), [this] {
            QCOMPARE(totalOf(*m_model), m_model->wall().counts.total());
            QCOMPARE(keysUnder(*m_model).size(), m_model->wall().groups.size() + m_model->wall().counts.total());
        });
        for (int round = 0; round < 100; ++round) {
            m_model->setWall(alertWall(randomMoment(random)));
            if (random.bounded(3) == 0)
                QCoreApplication::processEvents();
            QCOMPARE(totalOf(*m_model), m_model->wall().counts.total());
        }
        show(wallOf(5));
        QCOMPARE(totalOf(*m_model), wallOf(5).counts.total());
    }

    /// What is selected, opened, and grouped by stays so, whatever comes, goes, and becomes noise.
    void noisyWallsInAnyArrangementFollowEachOther()
    {
        QRandomGenerator random(47);
        const QStringList groupings{u"system"_s, u"service"_s, u"host"_s, u"name"_s, u"label:pod"_s};
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 20'000 : 300;
        AlertArrangement wanted;
        int below = 0;
        for (int round = 0; round < rounds; ++round) {
            if (random.bounded(4) == 0)
                wanted.grouping = AlertGrouping::parse(groupings.at(random.bounded(5)));
            m_model->setGrouping(wanted.grouping);
            const QModelIndex group = m_model->index(random.bounded(qMax(1, m_model->rowCount())), 0);
            const QModelIndex line = m_model->index(random.bounded(qMax(1, m_model->rowCount(group))), 0, group);
            if (const ShownRow *fold = m_model->lineAt(line); fold && !fold->fold.isDefault()) {
                wanted.turned = toggled(wanted.turned, fold->row->key);
                m_model->setFoldOpen(line, !fold->isOpen);
            }
            QHash<QString, QPersistentModelIndex> held;
            for (const QString &key : keysUnder(*m_model))
                held.insert(key, m_model->indexOf(key));
            const AlertWall wall = alertWall(noisyMoment(random), m_model->wall());
            m_model->setWall(wall);
            spinUntil([&] { return m_model->wall() == wall && m_model->shownAlerts().arrangement == wanted; }, 5'000);
            QCOMPARE(m_model->wall(), wall);
            for (auto it = held.cbegin(); it != held.cend(); ++it) {
                if (it->isValid())
                    QCOMPARE(it->data(AlertTreeModel::KeyRole).toString(), it.key());
            }
            const ShownAlerts anew = alertsChange({}, wall, wanted).next;
            QCOMPARE(m_model->rowCount(), anew.groups.size());
            for (int row = 0; row < m_model->rowCount(); ++row) {
                const ShownGroup &shown = *m_model->groupAt(m_model->index(row, 0));
                QCOMPARE(shown.key, anew.groups.at(row).key);
                QVERIFY(shown.head == anew.groups.at(row).head);
                QVERIFY(shown.rows == anew.groups.at(row).rows);
                below += int(std::ranges::count_if(shown.rows, &ShownRow::isBelow));
            }
        }
        QCOMPARE(resets.count(), 0);
        QVERIFY2(below > rounds, "something was open most of the time");
    }

    void aFoldOpensAndClosesInItsPlace()
    {
        AlertWallInput input = noisyCompany();
        for (int i = 0; i < 12; ++i) {
            input.alerts.append(alert("prometheus", "PodRestarts", "portal", Severity::Warning, "", "", 5));
            input.alerts.last().labels.insert(u"instance"_s, QString::number(i));
            input.alerts.last().key.fingerprint += QString::number(i);
        }
        input.alerts.append(alert("prometheus", "Slow", "portal", Severity::Info, "", "", 5));
        show(alertWall(input));
        QPersistentModelIndex group = m_model->index(0, 0);
        if (m_model->rowCount(group) == 0) // the summary of what cannot be seen
            group = m_model->index(1, 0);
        QCOMPARE(m_model->rowCount(group), 2);
        const QPersistentModelIndex head = m_model->index(0, 0, group);
        const QPersistentModelIndex slow = m_model->index(1, 0, group);
        QVERIFY(head.data(AlertTreeModel::AlertRole).value<AlertRow>().key.isEmpty());
        QCOMPARE(m_model->alertsAt(head).size(), 12);
        QCOMPARE(m_model->alertsAt(group).size(), 13);
        const QString folded = m_model->alertsAt(head).last().key;
        QCOMPARE(m_model->indexOf(folded), QModelIndex(head));
        m_model->setFoldOpen(head, true);
        QTRY_COMPARE(m_model->rowCount(group), 14);
        QCOMPARE(m_model->indexOf(folded).row(), 12);
        QCOMPARE(slow.row(), 13);
        QCOMPARE(m_model->alertsAt(group).size(), 13);
        show(alertWall(input, m_model->wall())); // a refresh closes nothing
        QCOMPARE(m_model->rowCount(group), 14);
        filter(u"-name:Slow"_s); // hits are shown
        QCOMPARE(m_model->rowCount(group), 13);
        m_model->setFoldOpen(head, false);
        QTRY_COMPARE(m_model->rowCount(group), 1);
        filter({});
        QCOMPARE(m_model->rowCount(group), 14);
        m_model->setFoldOpen(head, false);
        QTRY_COMPARE(m_model->rowCount(group), 2);
    }

    void aNewerWallTakesThePlaceOfOneThatIsNotShownYet()
    {
        QSignalSpy shown(m_model.get(), &AlertTreeModel::shown);
        for (const int alerts : {3, 4, 5, 6, 7})
            m_model->setWall(wallOf(alerts));
        QCOMPARE(m_model->rowCount(), 0); // nothing is done within the call
        QTRY_COMPARE(m_model->wall(), wallOf(7));
        QVERIFY2(shown.count() <= 2, "what was outdated before it was looked at is not prepared");
    }

    void aFilterThatIsSetWhileAWallIsPreparedHoldsForIt()
    {
        m_model->setWall(alertWall(sampleWallInput()));
        m_model->setFilter(AlertFilter::parse(u"service:portal"_s));
        QTRY_VERIFY(m_model->isFiltering());
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 2);
        QCOMPARE(m_model->wall().counts.total(), 11);
    }

    void aModelThatGoesWhileAWallIsPreparedIsNotWaitedFor()
    {
        m_model->setWall(alertWall(sampleWallInput()));
        cleanup();
        QCoreApplication::processEvents();
    }

    void theSameWallAgainCausesNoSignal()
    {
        show(alertWall(sampleWallInput()));
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserts(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy moves(m_model.get(), &QAbstractItemModel::layoutChanged);
        show(alertWall(sampleWallInput()));
        QCOMPARE(changes.count() + inserts.count() + moves.count(), 0);
    }

    void manyChangesAreFewAnnouncements()
    {
        AlertGroup group{.kind = AlertGroup::Kind::Unmapped};
        for (int i = 0; i < 1'000; ++i)
            group.rows.append(AlertRow{.key = QString::number(i)});
        show(AlertWall{.groups = {group}});
        group.rows.removeIf([](const AlertRow &row) { return row.key.endsWith(u'3'); });
        std::reverse(group.rows.begin(), group.rows.end());
        for (int i = 0; i < 500; ++i)
            group.rows.insert(i * 2, AlertRow{.key = u"new"_s + QString::number(i)});
        QSignalSpy removes(m_model.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserts(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy moves(m_model.get(), &QAbstractItemModel::layoutChanged);
        show(AlertWall{.groups = {group}});
        QCOMPARE(removes.count(), 1);
        QCOMPARE(inserts.count(), 1);
        QCOMPARE(moves.count(), 2);
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 1'400);
    }

    void theClockAnnouncesOnlyAgesWhoseTextChanges()
    {
        show(alertWall(sampleWallInput()));
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setNow(sampleNow().addSecs(1));
        QCOMPARE(changes.count(), 0);
        m_model->setNow(sampleNow().addSecs(60));
        QVERIFY(changes.count() > 0);
        for (const auto &change : changes) {
            QCOMPARE(change.at(0).toModelIndex().column(), int(AlertTreeModel::AgeColumn));
            QCOMPARE(change.at(1).toModelIndex().column(), int(AlertTreeModel::AgeColumn));
        }
    }

    void agesThatChangeTogetherAreAnnouncedAtOnce()
    {
        AlertGroup group{.kind = AlertGroup::Kind::Unmapped};
        for (int i = 0; i < 4; ++i) {
            AlertRow row;
            row.key = QString::number(i);
            row.startsAt = sampleNow().addSecs(i == 2 ? -90 : -60); // the third is out of step
            group.rows.append(row);
        }
        show(AlertWall{.groups = {group}});
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setNow(sampleNow().addSecs(59));
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 2);
        m_model->setNow(sampleNow().addSecs(60));
        QCOMPARE(changes.count(), 3);
        QCOMPARE(changes.at(1).at(0).toModelIndex().row(), 0);
        QCOMPARE(changes.at(1).at(1).toModelIndex().row(), 1);
        QCOMPARE(changes.at(2).at(0).toModelIndex().row(), 3);
    }

    void alertsSayWhatIsKnown()
    {
        show(alertWall(sampleWallInput()));
        const QModelIndex first = m_model->index(0, 0, m_model->index(0, 0));
        const auto text = [&](int column) { return first.siblingAtColumn(column).data().toString(); };
        QCOMPARE(text(AlertTreeModel::NameColumn), u"HighErrorRate"_s);
        QCOMPARE(text(AlertTreeModel::ServiceColumn), u"checkout-app"_s);
        QCOMPARE(text(AlertTreeModel::AgeColumn), u"12 min"_s);
        QCOMPARE(text(AlertTreeModel::SourcesColumn), u"alertmanager · prometheus"_s);
        QCOMPARE(text(AlertTreeModel::StateColumn), u"firing"_s);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(u"5xx 7.3 % over 2 %"_s));
    }

    void aBlindGroupSaysSinceWhenAndWhatWasLastKnown()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        const auto settlement = std::find_if(wall.groups.cbegin(), wall.groups.cend(),
            [](const AlertGroup &group) { return group.title == u"settlement"; });
        const QString text = detailText(*settlement, sampleNow());
        QVERIFY2(text.contains(u"zabbix-dc2"_s) && text.contains(u"13:41"_s) && text.contains(u"1 warning"_s),
            qPrintable(text));
        QCOMPARE(stateText(settlement->rows.first(), sampleNow()), u"last known 13:41"_s);
    }

    void silencedAlertsSayByWhomAndUntilWhen()
    {
        show(alertWall(sampleWallInput()));
        const auto hits = m_model->match(
            m_model->index(0, 0), Qt::AccessibleTextRole, u"ErrorBudget"_s, 1, Qt::MatchContains | Qt::MatchRecursive);
        QCOMPARE(hits.size(), 1);
        const QString state = hits.first().siblingAtColumn(AlertTreeModel::StateColumn).data().toString();
        QCOMPARE(state, u"silenced by li.na until 16:03"_s);
    }

    void aFilterShowsHitsInTheirGroupsOnly()
    {
        show(alertWall(sampleWallInput()));
        const int groups = m_model->rowCount();
        filter(u"service:portal"_s);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 2);
        filter({});
        QCOMPARE(m_model->rowCount(), groups);
    }

    void exportsOneLineAnAlert()
    {
        show(alertWall(sampleWallInput()));
        const QByteArray csv = toCsv(*m_model, {AlertTreeModel::SeverityColumn, AlertTreeModel::NameColumn});
        QCOMPARE(csv.count("\r\n"), m_model->wall().counts.total() + 1);
        QVERIFY(csv.contains("critical,HighErrorRate\r\n"));
    }

private:
    /// Until it is this wall that is shown, and not one before it.
    static void showIn(AlertTreeModel &model, const AlertWall &wall)
    {
        model.setWall(wall);
        spinUntil([&] { return model.hasWall() && model.wall() == wall; }, 5'000);
        QCOMPARE(model.wall(), wall);
    }
    void show(const AlertWall &wall) { showIn(*m_model, wall); }
    void filter(const QString &text)
    {
        const AlertFilter wanted = AlertFilter::parse(text);
        m_model->setFilter(wanted);
        QTRY_COMPARE(m_model->shownAlerts().arrangement.filter, wanted); // what was under way before may be shown first
    }

    std::unique_ptr<AlertTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(AlertTreeModelTest)
#include "tst_alerttreemodel.moc"

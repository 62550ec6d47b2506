// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/processowner.h"
#include "app/desk/desk.h"
#include "app/notify/messageservice.h"
#include "app/workspace/workspaceloader.h"
#include "models/items/deliverymodel.h"
#include "tests/backends/webhook/letters.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/sim/robot/robotsim.h"
#include "tests/support/run.h"
#include "widgets/pages/settings/settingspage.h"
#include "widgets/pages/settings/tellingview.h"

#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// The whole way: from an alert in an Alertmanager to a message in a group.
class TellingPeopleTest : public QObject
{
    Q_OBJECT

private:
    sim::SimClock m_clock;
    std::unique_ptr<sim::AlertmanagerSim> m_alertmanager;
    std::unique_ptr<sim::RobotSim> m_robots;
    std::unique_ptr<QTemporaryDir> m_folder;

    std::unique_ptr<Session> open(const QByteArray &more = {})
    {
        QDir(m_folder->path()).mkpath(u"ws/catalog"_s);
        QFile file(m_folder->filePath(u"ws/opsdeck.yaml"_s));
        if (!file.open(QIODevice::WriteOnly))
            return nullptr;
        file.write("name: ops\nconnections:\n  - {name: am, kind: alertmanager, poll: 200ms, url: '"
            + m_alertmanager->url()
            + "'}\nnotify:\n  targets:\n    - {name: oncall, kind: dingtalk, url-secret: 'env:OPSDECK_TEST_ROBOT', "
              "sign-secret: 'env:OPSDECK_TEST_SIGN'}\n"
              "  rules:\n    - {name: all, to: oncall, together: 1s}\n"
            + more);
        file.close();
        qputenv("OPSDECK_TEST_ROBOT", m_robots->dingTalk().toLatin1());
        qputenv("OPSDECK_TEST_SIGN", "SEC0123456789");
        const LoadedWorkspace loaded = loadWorkspace(m_folder->filePath(u"ws"_s));
        for (const Diagnostic &fault : loaded.diagnostics)
            qWarning().noquote() << fault.text();
        auto session
            = Session::open(loaded.workspace, {m_folder->filePath(u"data"_s), m_folder->filePath(u"config"_s)});
        return session ? std::move(*session) : nullptr;
    }

    void fire(int count)
    {
        for (int i = 0; i < count; ++i)
            m_alertmanager->fire({{u"alertname"_s, u"Down"_s}, {u"instance"_s, u"host-%1"_s.arg(i)}},
                {{u"summary"_s, u"<at user_id=\"all\"> no answer"_s}}, QDateTime::currentDateTimeUtc());
    }

    static bool isLive(Session &session)
    {
        const auto sources = wait(session.cache().sources());
        return sources && !sources->isEmpty()
            && freshnessOf(sources->first(), QDateTime::currentDateTimeUtc()) == Freshness::Live;
    }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        m_folder = std::make_unique<QTemporaryDir>();
        m_alertmanager = std::make_unique<sim::AlertmanagerSim>(m_clock);
        m_robots = std::make_unique<sim::RobotSim>(m_clock);
        m_robots->setSecret("SEC0123456789");
        QVERIFY(m_alertmanager->start() && m_robots->start());
    }

    void aStormInAServerIsOneMessageInTheGroup()
    {
        const auto session = open();
        QVERIFY(session);
        Language language;
        Desk desk(*session, language, DeskSettings{.language = u"en"_s});
        session->startSync();
        QTRY_VERIFY(isLive(*session));
        fire(300);
        QTRY_COMPARE_WITH_TIMEOUT(m_robots->messages().size(), 1, 15'000);
        const QString text = m_robots->messages().first().text;
        QVERIFY2(text.startsWith(u"Opsdeck: 300 alert"_s), qPrintable(text));
        QVERIFY(text.contains(u"and 280 more"_s));
        QVERIFY2(text.contains(u"after its source saw it"_s), qPrintable(text));
        desk.openPage(u"settings"_s, u"telling"_s);
        auto &log = desk.shell().findChild<SettingsPage *>()->telling().deliveries();
        QTRY_VERIFY(log.rowCount() >= 1);
        const auto row = std::find_if(
            log.records().cbegin(), log.records().cend(), [](const Delivery &one) { return one.outlet == u"oncall"; });
        QVERIFY(row != log.records().cend());
        QVERIFY(row->delay && row->outcome == Delivery::Outcome::Done);
        QTRY_COMPARE(
            wait(session->ledger().entriesAbout(u"notify"_s, QDateTime::currentDateTimeUtc().addDays(-1)))->size(), 1);
        QCOMPARE(wait(session->ledger().verifyChain()).value(), 0);
    }

    void ofTwoWindowsOnOneWorkspaceOnlyOneTells()
    {
        const auto first = open();
        const auto second = open();
        QVERIFY(first && second);
        Language language;
        Desk desk(*first, language, DeskSettings{.language = u"en"_s});
        Desk other(*second, language, DeskSettings{.language = u"en"_s});
        first->startSync();
        second->startSync();
        QTRY_VERIFY(isLive(*first));
        fire(1);
        QTRY_COMPARE_WITH_TIMEOUT(m_robots->messages().size(), 1, 15'000);
        other.openPage(u"alerts"_s);
        QTRY_VERIFY(!wait(second->cache().alerts())->isEmpty()); // it sees the alert, too
        other.openPage(u"settings"_s, u"telling"_s);
        const auto labels = other.shell().findChild<SettingsPage *>()->telling().findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(),
            [](const QLabel *label) { return label->text().startsWith(u"Another Opsdeck"_s); }));
        QCOMPARE(m_robots->messages().size(), 1);
    }

    void onlyWhoMayHandleAlertsSends_data()
    {
        QTest::addColumn<QByteArray>("roles");
        QTest::addColumn<bool>("may");
        const QByteArray me = currentUser().toUtf8();
        QTest::newRow("no roles") << QByteArray() << true;
        QTest::newRow("operator") << "roles: {operator: ['" + me + "']}\n" << true;
        QTest::newRow("viewer") << QByteArray("roles: {others: viewer}\n") << false;
        QTest::newRow("another desk") << QByteArray("  from: [some-other-desk]\n") << false;
        QTest::newRow("this desk") << "  from: ['" + QSysInfo::machineHostName().toUtf8() + "']\n" << true;
    }
    void onlyWhoMayHandleAlertsSends()
    {
        QFETCH(QByteArray, roles);
        QFETCH(bool, may);
        const auto session = open(roles);
        QVERIFY(session);
        const auto sent = wait(session->messages().send(u"oncall"_s, letterAbout(1)));
        QCOMPARE(sent.has_value() && sent->answer.has_value(), may);
        QCOMPARE(m_robots->messages().size(), may ? 1 : 0);
        if (!may)
            QCOMPARE(sent.error().kind, Error::Kind::Refused);
    }
};

QTEST_MAIN(TellingPeopleTest)
#include "tst_tellingpeople.moc"

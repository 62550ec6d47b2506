// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/sourcesmodel.h"
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/settings/faultlist.h"
#include "widgets/pages/settings/settingspage.h"
#include "widgets/pages/settings/sourceinspector.h"
#include "widgets/pages/settings/sourcestable.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/emptystate.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SourceReport live(const QString &name)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    SourceReport report;
    report.record.id = SourceId(name);
    report.record.kind = u"gitlab"_s;
    report.record.identity = {u"GitLab"_s, u"17.5.1"_s};
    report.record.interval = 15s;
    report.record.latency = 340ms;
    report.record.skew = 1200ms;
    report.record.lastAttempt = report.record.lastSuccess = now.addSecs(-4);
    report.vitals.headroom = Headroom{2000, 1940, now.addSecs(600)};
    report.address = u"https://git.example"_s;
    report.secret = u"gitlab-token"_s;
    return report;
}

SourceReport refused(const QString &name)
{
    SourceReport report = live(name);
    report.record.kind = u"harbor"_s;
    report.record.identity = {};
    report.record.lastSuccess = {};
    report.record.lastError
        = Error{Error::Kind::Unauthorised, name, u"unauthorized: <b>wrong</b> password"_s, 401, {}, {}};
    report.vitals = {};
    report.vitals.rawAnswer = "HTTP 401\n\n{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}";
    report.address = u"https://harbor.example"_s;
    return report;
}

SourceReport stale(const QString &name)
{
    SourceReport report = live(name);
    report.record.lastSuccess = report.record.lastSuccess.addSecs(-1300);
    report.record.lastError = Error{Error::Kind::Network, name, u"Failed to connect to 10.0.0.9 port 443"_s, 0, {}, {}};
    return report;
}

Diagnostics faults()
{
    return {{u"opsdeck.yaml"_s, 4, 22, u"\"kind\" names nothing that exists: alertmanger"_s,
                u"Did you mean \"alertmanager\"?"_s},
        {u"catalog/all.yaml"_s, 0, 0, u"The file cannot be read."_s, {}}};
}

} // namespace

class SettingsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theModelKeepsItsRowsWhileStatesChange()
    {
        SourcesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecords({live(u"gitlab"_s), refused(u"harbor"_s)});
        const QPersistentModelIndex second = model.index(1, SourcesModel::State);
        QCOMPARE(second.data().toString(), u"refuses the credentials"_s);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRecords({live(u"gitlab"_s), live(u"harbor"_s), stale(u"am"_s)});
        QCOMPARE(second.data().toString(), u"live"_s);
        QCOMPARE(resets.size(), 0);
        model.setNow(QDateTime::currentDateTimeUtc().addSecs(60));
        QVERIFY(second.data().toString().startsWith(u"stale since"_s)); // silence alone makes it so
    }

    void withoutSourcesThePageTeachesWhatToConnect()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        page.setReports({});
        QVERIFY(page.findChild<EmptyState *>()->isVisibleTo(&page));
        page.setReports({live(u"gitlab"_s)});
        QVERIFY(!page.findChild<EmptyState *>()->isVisibleTo(&page));
    }

    void theInspectorTellsWhyWithTheServersOwnWords()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        page.setReports({live(u"gitlab"_s), refused(u"harbor"_s)});
        QSignalSpy wanted(&page, &Page::inspectorWanted);
        page.openPlace(u"sources/harbor"_s);
        QVERIFY(wanted.last().first().toBool());
        QCOMPARE(page.place(), u"sources/harbor"_s);
        const auto *inspector = qobject_cast<SourceInspector *>(page.inspector());
        QCOMPARE(inspector->findChild<QPlainTextEdit *>()->toPlainText(),
            u"HTTP 401\n\n{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}"_s);
        for (const QLabel *label : inspector->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void aTestIsAskedOnceAndItsAnswerShown()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        page.setReports({live(u"am"_s), live(u"gitlab"_s)});
        page.openPlace(u"sources/am"_s);
        auto *inspector = qobject_cast<SourceInspector *>(page.inspector());
        auto *button = inspector->findChild<ActionButton *>();
        QSignalSpy asked(&page, &SettingsPage::testRequested);
        button->click();
        button->click();
        QCOMPARE(asked.size(), 1);
        const auto says = [inspector](const QString &words) {
            const auto labels = inspector->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                [&](const QLabel *label) { return label->isVisibleTo(inspector) && label->text().contains(words); });
        };
        page.showTest(SourceId(u"gitlab"_s), SourceIdentity{u"GitLab"_s, u"17"_s});
        QVERIFY(!says(u"GitLab 17 answers."_s)); // another source's answer
        page.showTest(SourceId(u"am"_s), failure(Error::Kind::BadAnswer, u"am"_s, u"This looks like a Prometheus"_s));
        QVERIFY(says(u"This looks like a Prometheus"_s));
        QVERIFY(button->isEnabled());
        page.showTest(SourceId(u"am"_s), SourceIdentity{u"Alertmanager"_s, u"0.25.0"_s});
        QVERIFY(says(u"Alertmanager 0.25.0 answers."_s));
    }

    void anUnknownHostIsAskedAboutWithItsFingerprint()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        SourceReport host = refused(u"docker/app-01"_s);
        host.record.lastError = Error{Error::Kind::Tls, u"app-01"_s, u"unknown key"_s, 0, {}, {}};
        const HostKeyOffer offer{HostId(u"app-01"_s), u"10.0.0.11"_s, u"ssh-ed25519"_s, "k", u"SHA256:abc"_s,
            u"/home/a/known_hosts"_s, false};
        host.vitals.unknownKey = offer;
        page.setReports({host});
        page.openPlace(u"sources/docker/app-01"_s);
        auto *inspector = qobject_cast<SourceInspector *>(page.inspector());
        const auto trust = [inspector]() -> ActionButton * {
            for (auto *button : inspector->findChildren<ActionButton *>()) {
                if (button->isVisibleTo(inspector) && button->text() == u"Trust this key"_s)
                    return button;
            }
            return nullptr;
        };
        QVERIFY(trust());
        QSignalSpy trusted(&page, &SettingsPage::trustRequested);
        trust()->click();
        QCOMPARE(trusted.first().first().value<HostKeyOffer>(), offer);
        QVERIFY(!trust()->isEnabled());
        page.showSettled(offer.host, failure(Error::Kind::Storage, u"known_hosts"_s, u"No space left"_s));
        QVERIFY(trust()->isEnabled());
        page.showSettled(offer.host, {});
        QVERIFY(!trust());
        host.vitals.unknownKey.reset();
        page.setReports({host});
        QVERIFY(!trust()); // a changed key is an error, never a question

        const ProgramOffer program{HostId(u"app-01"_s), u"nc -x proxy:1080 %h %p"_s, u"ProxyCommand"_s};
        host.vitals.unapprovedProgram = program;
        page.setReports({host});
        QSignalSpy approved(&page, &SettingsPage::programApproved);
        for (auto *button : inspector->findChildren<ActionButton *>()) {
            if (button->isVisibleTo(inspector) && button->text() == u"Let it run"_s)
                button->click();
        }
        QCOMPARE(approved.first().first().value<ProgramOffer>(), program);
    }

    void faultsAreCountedInTheRailAndListedWithTheirPlace()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        QSignalSpy badges(&page, &Page::badgeChanged);
        page.setFaults(faults(), u"/srv/ops"_s);
        QCOMPARE(badges.last().first().value<std::optional<PageBadge>>(), (PageBadge{StateShape::Warning, 2}));
        page.openPlace(u"workspace"_s);
        QStringList texts;
        for (const QLabel *label : page.findChild<FaultList *>()->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(u"opsdeck.yaml:4:22"_s));
        QVERIFY(texts.contains(u"Did you mean \"alertmanager\"?"_s));
        QVERIFY(texts.contains(u"catalog/all.yaml"_s));
        page.setFaults({}, u"/srv/ops"_s);
        QVERIFY(!badges.last().first().value<std::optional<PageBadge>>());
    }

    void focusAloneOpensNoInspector()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        page.setReports({live(u"a"_s), live(u"b"_s)});
        const QSignalSpy wanted(&page, &Page::inspectorWanted);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.setFocus();
        auto *table = page.findChild<SourcesTable *>();
        QVERIFY(table->hasFocus() && table->currentIndex().isValid());
        QCOMPARE(wanted.size(), 0);
        QCOMPARE(page.place(), u"sources"_s);
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(page.place(), u"sources/a"_s); // the first one first
    }

    void jAndKMoveThroughTheSources()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        page.setReports({live(u"a"_s), live(u"b"_s)});
        page.openPlace(u"sources/a"_s);
        auto *table = page.findChild<SourcesTable *>();
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(page.place(), u"sources/b"_s);
        QTest::keyClick(table, Qt::Key_K);
        QCOMPARE(page.place(), u"sources/a"_s);
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark") << ThemeKind::Dark << QSize(1920, 1000);
        QTest::newRow("light-small") << ThemeKind::Light << QSize(1280, 660);
    }

    void pictures()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        Theme theme(kind);
        {
            SettingsPage page(theme);
            page.setFaults(faults(), u"/srv/ops"_s);
            page.setReports({live(u"gitlab"_s), refused(u"harbor"_s), stale(u"alertmanager"_s)});
            page.openPlace(u"sources/harbor"_s);
            QVERIFY(!screenshot(page, page.inspector(), theme, size, u"settings-sources-"_s + name).isNull());
        }
        SettingsPage page(theme);
        page.setFaults(faults(), u"/srv/ops"_s);
        page.openPlace(u"workspace"_s);
        QVERIFY(!screenshot(page, nullptr, theme, size, u"settings-workspace-"_s + name).isNull());
    }
};

QTEST_MAIN(SettingsPageTest)
#include "tst_settingspage.moc"

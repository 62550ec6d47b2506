// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pages/screenshot.h"
#include "widgets/connect/connectdialog.h"
#include "widgets/connect/connectkind.h"
#include "widgets/connect/welcomewindow.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/statebadge.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QLineEdit *field(const QWidget &window, const QString &name)
{
    const auto fields = window.findChildren<QLineEdit *>();
    const auto found = std::find_if(
        fields.begin(), fields.end(), [&name](const QLineEdit *field) { return field->accessibleName() == name; });
    return found == fields.end() ? nullptr : *found;
}

QPushButton *button(const QWidget &window, const QString &text)
{
    const auto buttons = window.findChildren<QPushButton *>();
    const auto found = std::find_if(buttons.begin(), buttons.end(),
        [&](const QPushButton *button) { return button->isVisibleTo(&window) && button->text() == text; });
    return found == buttons.end() ? nullptr : *found;
}

bool says(const QWidget &window, const QString &words)
{
    const auto labels = window.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
        [&](const QLabel *label) { return label->isVisibleTo(&window) && label->text().contains(words); });
}

ConnectAnswer refused()
{
    return {failure(Error::Kind::Unauthorised, u"gitlab"_s, u"<b>401</b> Unauthorized"_s), {}};
}

} // namespace

class ConnectTest : public QObject
{
    Q_OBJECT

    Theme m_theme{ThemeKind::Dark};
    const ConnectPlace m_open{u"/srv/ops"_s, true, {u"gitlab"_s}, {{EnvironmentId(u"staging"_s), u"Staging"_s, false}}};

private Q_SLOTS:
    void itIsTriedAfterTheLastKeyAndNotForEachOne()
    {
        ConnectDialog dialog(m_theme, u"gitlab"_s, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        QVERIFY(says(dialog, u"Fill in the address"_s));
        QTest::keyClicks(field(dialog, u"Address"_s), u"https://git.example/"_s);
        QTest::keyClicks(field(dialog, u"Access token"_s), u"glpat-1"_s);
        QCOMPARE(tests.size(), 0);
        QTRY_COMPARE(tests.size(), 1);
        const auto draft = tests.first().at(1).value<ConnectDraft>();
        const auto connection = std::get<Connection>(draft.target);
        QCOMPARE(connection.id.text(), u"gitlab-2"_s); // the name "gitlab" is taken
        QCOMPARE(connection.url, u"https://git.example"_s);
        QCOMPARE(connection.secret, u"gitlab-2-token"_s);
        QCOMPARE(draft.secret, u"glpat-1"_s);
        QCOMPARE(field(dialog, u"Access token"_s)->echoMode(), QLineEdit::Password);
    }

    void anAnswerToAnOlderDraftIsPassedOver()
    {
        ConnectDialog dialog(m_theme, u"harbor"_s, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        field(dialog, u"Address"_s)->setText(u"https://harbor.exampl"_s);
        QTRY_COMPARE(tests.size(), 1);
        field(dialog, u"Address"_s)->setText(u"https://harbor.example"_s);
        dialog.showAnswer(tests.first().first().toInt(), refused());
        QVERIFY(!says(dialog, u"401"_s));
        QVERIFY(button(dialog, u"Add"_s));
        QTRY_COMPARE(tests.size(), 2);
        dialog.showAnswer(tests.last().first().toInt(), ConnectAnswer{SourceIdentity{u"Harbor"_s, u"v2.12"_s}, {}});
        QVERIFY(says(dialog, u"Harbor v2.12 answers."_s));
    }

    void whatIsRefusedIsExplainedAsPlainTextAndMayBeAddedAllTheSame()
    {
        ConnectDialog dialog(m_theme, u"gitlab"_s, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        QSignalSpy adds(&dialog, &ConnectDialog::addWanted);
        field(dialog, u"Address"_s)->setText(u"https://git.example"_s);
        QTRY_COMPARE(tests.size(), 1);
        dialog.showAnswer(tests.last().first().toInt(), refused());
        QVERIFY(says(dialog, u"refuses the credentials"_s));
        QVERIFY(says(dialog, u"<b>401</b>"_s));
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        button(dialog, u"Add anyway"_s)->click();
        QCOMPARE(adds.size(), 1);
        QCOMPARE(adds.first().first().toString(), u"/srv/ops"_s);
        QVERIFY(!button(dialog, u"Add anyway"_s)->isEnabled()); // once
        dialog.showAdded(failure(Error::Kind::Storage, u"/srv/ops/opsdeck.yaml"_s, u"No space left"_s));
        QVERIFY(says(dialog, u"No space left"_s));
        QVERIFY(button(dialog, u"Add anyway"_s)->isEnabled());
    }

    void wrongInputIsSaidAndNeitherTriedNorAdded()
    {
        ConnectDialog dialog(m_theme, u"prometheus"_s, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        for (const QString &address :
            {u"git.example"_s, u"ftp://git.example"_s, u"https://"_s, u"https://u:p@host"_s}) {
            field(dialog, u"Address"_s)->setText(address);
            QVERIFY2(says(dialog, u"begins with http"_s), qPrintable(address));
            QVERIFY(!button(dialog, u"Add"_s)->isEnabled());
        }
        field(dialog, u"Address"_s)->setText(u"https://git.example"_s);
        field(dialog, u"Name"_s)->setText(u"a b"_s);
        QVERIFY(says(dialog, u"A name has letters"_s));
        field(dialog, u"Name"_s)->setText(u"gitlab"_s);
        QVERIFY(says(dialog, u"of this name already"_s));
        QTest::qWait(700); // longer than a test waits for the next key
        QCOMPARE(tests.size(), 0);
    }

    void everyKindAsksForWhatItNeeds_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<QString>("secretName");
        QTest::newRow("zabbix") << u"https://zbx.example/zabbix/"_s << QStringList{u"API token or password"_s}
                                << u"zabbix-token"_s;
        QTest::newRow("grafana") << u"https://grafana.example"_s << QStringList{u"Service account token"_s}
                                 << u"grafana-token"_s;
        QTest::newRow("falcon") << u"http://falcon.example:8080"_s << QStringList{u"User"_s, u"Password"_s}
                                << u"falcon-password"_s;
        QTest::newRow("json") << u"https://room.example/alarms?state=open"_s << QStringList{u"Password"_s}
                              << u"json-password"_s;
    }
    void everyKindAsksForWhatItNeeds()
    {
        QFETCH(QString, address);
        QFETCH(QStringList, fields);
        QFETCH(QString, secretName);
        const QString kind = QString::fromLatin1(QTest::currentDataTag());
        ConnectDialog dialog(m_theme, kind, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        field(dialog, u"Address"_s)->setText(address);
        for (const QString &name : fields)
            field(dialog, name)->setText(name == u"User" ? u"root"_s : u"s3cret"_s);
        if (kind == u"json") {
            QVERIFY(says(dialog, u"mapping file"_s));
            field(dialog, u"Mapping file"_s)->setText(QFINDTESTDATA("tst_connect.cpp"));
        }
        QTRY_COMPARE(tests.size(), 1);
        const auto draft = tests.first().at(1).value<ConnectDraft>();
        const auto connection = std::get<Connection>(draft.target);
        QCOMPARE(connection.kind, kind);
        QCOMPARE(connection.secret, secretName);
        QCOMPARE(draft.secret, u"s3cret"_s);
        QVERIFY(!connection.url.endsWith(u'/'));
        QCOMPARE(field(dialog, fields.last())->echoMode(), QLineEdit::Password);
    }

    void aFalconNeedsAUserAndAZabbixWithOneHasAPassword()
    {
        ConnectDialog falcon(m_theme, u"falcon"_s, m_open);
        field(falcon, u"Address"_s)->setText(u"http://falcon.example:8080"_s);
        QVERIFY(says(falcon, u"wants a user"_s));
        QVERIFY(!button(falcon, u"Add"_s)->isEnabled());
        ConnectDialog zabbix(m_theme, u"zabbix"_s, m_open);
        QSignalSpy tests(&zabbix, &ConnectDialog::testWanted);
        field(zabbix, u"Address"_s)->setText(u"https://zbx.example"_s);
        field(zabbix, u"User"_s)->setText(u"Admin"_s);
        field(zabbix, u"API token or password"_s)->setText(u"pw"_s);
        QTRY_COMPARE(tests.size(), 1);
        QCOMPARE(std::get<Connection>(tests.first().at(1).value<ConnectDraft>().target).secret, u"zabbix-password"_s);
    }

    void aListMayBeAFile()
    {
        ConnectDialog dialog(m_theme, u"json"_s, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        field(dialog, u"Mapping file"_s)->setText(QFINDTESTDATA("tst_connect.cpp"));
        field(dialog, u"Address"_s)->setText(u"exports/room.csv"_s);
        QVERIFY(says(dialog, u"whole path"_s));
        field(dialog, u"Address"_s)->setText(u"/srv/exports/room.csv"_s);
        QTRY_COMPARE(tests.size(), 1);
        QCOMPARE(std::get<Connection>(tests.first().at(1).value<ConnectDraft>().target).url,
            u"file:/srv/exports/room.csv"_s);
    }

    void aCheckHasAnAddressAndNoAccount()
    {
        const ConnectPlace place{u"/srv/ops"_s, true, {u"shop"_s, u"check/shop"_s}, {}};
        ConnectDialog dialog(m_theme, u"check"_s, place);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        QVERIFY(!field(dialog, u"Password"_s));
        field(dialog, u"Name"_s)->setText(u"shop"_s);
        QVERIFY(says(dialog, u"of this name already"_s));
        field(dialog, u"Name"_s)->setText(u"front"_s);
        for (const QString &address : {u"shop.example"_s, u"tcp://10.0.0.5"_s, u"udp://10.0.0.5:53"_s}) {
            field(dialog, u"Address"_s)->setText(address);
            QVERIFY2(says(dialog, u"tcp://host:port"_s), qPrintable(address));
        }
        field(dialog, u"Address"_s)->setText(u"tls://mail.example:993"_s);
        QTRY_COMPARE(tests.size(), 1);
        QCOMPARE(std::get<Connection>(tests.first().at(1).value<ConnectDraft>().target).id.text(), u"check/front"_s);
    }

    void aHostsUnknownKeyIsShownAndTrustedOnRequest()
    {
        ConnectDialog dialog(m_theme, u"docker"_s, m_open);
        QSignalSpy tests(&dialog, &ConnectDialog::testWanted);
        QSignalSpy trusts(&dialog, &ConnectDialog::trustWanted);
        field(dialog, u"Name"_s)->setText(u"app-01"_s);
        field(dialog, u"Address"_s)->setText(u"10.0.0.11"_s);
        dialog.findChild<QComboBox *>()->setCurrentIndex(1);
        QTRY_COMPARE(tests.size(), 1);
        QCOMPARE(std::get<HostSpec>(tests.first().at(1).value<ConnectDraft>().target).port, 0);
        const HostKeyOffer offer{
            HostId(u"app-01"_s), u"10.0.0.11"_s, u"ssh-ed25519"_s, "k", u"SHA256:abc"_s, {}, false};
        dialog.showAnswer(tests.last().first().toInt(), ConnectAnswer{failure(Error::Kind::Tls, u"app-01"_s), offer});
        QVERIFY(says(dialog, u"SHA256:abc"_s));
        button(dialog, u"Trust this key"_s)->click();
        QCOMPARE(trusts.size(), 1);
        QCOMPARE(trusts.first().at(1).value<HostKeyOffer>(), offer);
        dialog.showTrusted({});
        QCOMPARE(tests.size(), 2); // and at once again
        QVERIFY(!button(dialog, u"Trust this key"_s));
        QSignalSpy adds(&dialog, &ConnectDialog::addWanted);
        button(dialog, u"Add"_s)->click();
        const auto host = std::get<HostSpec>(adds.first().at(1).value<ConnectDraft>().target);
        QCOMPARE(host.environment.text(), u"staging"_s);
    }

    void beforeThereIsAWorkspaceItsFolderIsAsked()
    {
        ConnectDialog dialog(m_theme, u"gitlab"_s, {u"/home/anna/opsdeck"_s, false, {}, {}});
        QSignalSpy adds(&dialog, &ConnectDialog::addWanted);
        field(dialog, u"Address"_s)->setText(u"https://git.example"_s);
        field(dialog, u"Folder of the workspace"_s)->setText(u"relative"_s);
        QVERIFY(!button(dialog, u"Add"_s)->isEnabled());
        field(dialog, u"Folder of the workspace"_s)->setText(u"/srv/new/"_s);
        button(dialog, u"Add"_s)->click();
        QCOMPARE(adds.first().first().toString(), u"/srv/new"_s);
    }

    void theWelcomeWindowOffersEveryKindAndWhatWasOpenLast()
    {
        WelcomeWindow window(m_theme);
        QSignalSpy connects(&window, &WelcomeWindow::connectRequested);
        for (const QString &kind : connectKinds())
            button(window, connectTitle(kind))->click();
        QCOMPARE(connects.size(), connectKinds().size());
        QVERIFY(!button(window, u"Open ops"_s));
        window.setLast(u"/srv/ops"_s);
        QSignalSpy opens(&window, &WelcomeWindow::openRequested);
        button(window, u"Open ops"_s)->click();
        QCOMPARE(opens.first().first().toString(), u"/srv/ops"_s);
        window.setProblem(u"/srv/ops is not a usable workspace."_s);
        QVERIFY(says(window, u"not a usable"_s));
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("light") << ThemeKind::Light;
    }

    void pictures()
    {
        QFETCH(ThemeKind, kind);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        Theme theme(kind);
        WelcomeWindow window(theme);
        window.setLast(u"/srv/ops"_s);
        QVERIFY(!screenshot(window, nullptr, theme, {1280, 720}, u"welcome-"_s + name).isNull());
        ConnectDialog dialog(theme, u"gitlab"_s, {u"/home/anna/opsdeck"_s, false, {}, {}});
        field(dialog, u"Address"_s)->setText(u"https://git.example"_s);
        dialog.showAnswer(2, refused());
        QVERIFY(!screenshot(dialog, nullptr, theme, dialog.sizeHint(), u"connect-gitlab-"_s + name).isNull());
        ConnectDialog list(theme, u"json"_s, m_open);
        field(list, u"Address"_s)->setText(u"/srv/exports/room.csv"_s);
        QVERIFY(!screenshot(list, nullptr, theme, list.sizeHint(), u"connect-json-"_s + name).isNull());
    }
};

QTEST_MAIN(ConnectTest)
#include "tst_connect.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connect/connectservice.h"
#include "app/desk/console.h"
#include "models/items/alerttreemodel.h"
#include "models/items/sourcesmodel.h"
#include "tests/sim/gitlab/gitlabsim.h"
#include "tests/sim/monitoring/prometheussim.h"
#include "widgets/connect/connectdialog.h"
#include "widgets/connect/welcomewindow.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/settings/settingspage.h"
#include "widgets/shell/noticebar.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

/// From nothing to a desk, as a person goes: no workspace, a form, a window with live data.
class ConsoleTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    SimClock m_clock;

    QString folder() const { return m_home->filePath(u"ops"_s); }
    SessionFolders folders() const { return {m_home->filePath(u"data"_s), m_home->filePath(u"config"_s)}; }

    void write(const QByteArray &yaml)
    {
        QVERIFY(QDir().mkpath(folder()));
        QFile file(QDir(folder()).filePath(u"opsdeck.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size());
    }

    static void fill(ConnectDialog *dialog, const QMap<QString, QString> &values)
    {
        for (QLineEdit *field : dialog->findChildren<QLineEdit *>()) {
            if (values.contains(field->accessibleName()))
                field->setText(values.value(field->accessibleName()));
        }
    }

    static bool says(QWidget *window, const QString &words)
    {
        const auto labels = window->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel *label) { return label->isVisibleTo(window) && label->text().contains(words); });
    }

    static void press(QWidget *window, const QString &text)
    {
        for (QPushButton *button : window->findChildren<QPushButton *>()) {
            if (button->isVisibleTo(window) && button->text() == text)
                return button->click();
        }
        QFAIL(qPrintable(u"no button "_s + text));
    }

    static Freshness freshnessOf(Desk &desk, const QString &source)
    {
        desk.shell().makePages();
        const auto &reports = desk.shell().findChild<SettingsPage *>()->model().records();
        for (const SourceReport &report : reports) {
            if (report.record.id.text() == source)
                return opsdeck::freshnessOf(report.record, QDateTime::currentDateTimeUtc());
        }
        return Freshness::Never;
    }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        m_home = std::make_unique<QTemporaryDir>();
    }

    void fromNothingToALiveSource()
    {
        GitLabSim gitlab(m_clock);
        QVERIFY(gitlab.start());
        Console console(folders(), {.language = u"en"_s});
        QSignalSpy settings(&console, &Console::settingsChanged);
        console.welcome();
        QVERIFY(!console.desk());
        Q_EMIT console.welcomeWindow()->connectRequested(u"gitlab"_s);
        auto *dialog = console.welcomeWindow()->findChild<ConnectDialog *>();
        QVERIFY(dialog);
        fill(dialog,
            {{u"Folder of the workspace"_s, folder()}, {u"Address"_s, QString::fromLatin1(gitlab.url())},
                {u"Access token"_s, gitlab.token()}});
        QTRY_VERIFY(says(dialog, u"17.5.2-ee answers"_s));
        press(dialog, u"Add"_s);
        QTRY_VERIFY(console.desk());
        QVERIFY(!console.welcomeWindow());
        QTRY_COMPARE(freshnessOf(*console.desk(), u"gitlab"_s), Freshness::Live);
        QCOMPARE(settings.last().first().value<DeskSettings>().workspace, folder());
    }

    void aSourceThatIsAddedLaterOpensTheDeskAnewWhereItWas()
    {
        GitLabSim gitlab(m_clock);
        PrometheusSim prometheus(m_clock);
        QVERIFY(gitlab.start() && prometheus.start());
        write("name: ops\nconnections:\n  - {name: gitlab, kind: gitlab, url: '" + gitlab.url() + "', secret: t}\n");
        qputenv("OPSDECK_SECRET_T", gitlab.token().toLatin1());
        Console console(folders(), {.language = u"en"_s});
        console.open(folder());
        QVERIFY(console.desk());
        QTRY_COMPARE(freshnessOf(*console.desk(), u"gitlab"_s), Freshness::Live);
        console.desk()->openPage(u"settings"_s, u"sources"_s);
        const QPointer<Desk> before = console.desk();
        Q_EMIT console.desk()->shell().findChild<SettingsPage *>()->connectRequested(u"prometheus"_s);
        auto *dialog = console.desk()->shell().findChild<ConnectDialog *>();
        fill(dialog, {{u"Address"_s, QString::fromLatin1(prometheus.url())}});
        QTRY_VERIFY(says(dialog, u"Prometheus"_s) && says(dialog, u"answers"_s));
        press(dialog, u"Add"_s);
        QTRY_VERIFY(!before && console.desk());
        QTRY_COMPARE(freshnessOf(*console.desk(), u"prometheus"_s), Freshness::Live);
        QCOMPARE(console.desk()->frontPage()->id(), u"settings"_s);
    }

    void noSourceIsAskedBeforeWhatIsKnownIsOnTheScreen()
    {
        GitLabSim gitlab(m_clock);
        QVERIFY(gitlab.start());
        write("name: ops\nconnections:\n  - {name: gitlab, kind: gitlab, url: '" + gitlab.url() + "', secret: t}\n");
        qputenv("OPSDECK_SECRET_T", gitlab.token().toLatin1());
        Console console(folders(), {.language = u"en"_s});
        console.open(folder());
        QSignalSpy settled(console.desk(), &Desk::settled);
        auto *alerts = console.desk()->shell().findChild<AlertsPage *>();
        QVERIFY(!alerts->model().hasWall());
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(alerts->model().hasWall());
        QVERIFY(!console.desk()->shell().findChild<SettingsPage *>()); // nor is another page made
        QTRY_COMPARE(freshnessOf(*console.desk(), u"gitlab"_s), Freshness::Live);
    }

    void aWorkspaceThatCannotBeUsedIsExplained()
    {
        write("connections: 7\n");
        Console console(folders(), {.language = u"en"_s});
        console.open(folder());
        QVERIFY(!console.desk());
        QVERIFY(says(console.welcomeWindow(), u"is not a usable workspace"_s));
        QVERIFY(says(console.welcomeWindow(), u"opsdeck.yaml:1"_s));
    }

    void theSecondWindowOnAWorkspaceSaysThatItOnlyReads()
    {
        write("name: ops\n");
        Console first(folders(), {.language = u"en"_s});
        first.open(folder());
        QVERIFY(first.desk() && first.desk()->shell().findChild<NoticeBar *>()->shown().isEmpty());
        Console second(folders(), {.language = u"en"_s});
        second.open(folder());
        const auto *bar = second.desk()->shell().findChild<NoticeBar *>();
        QCOMPARE(bar->shown().size(), 1);
        QVERIFY(bar->isVisibleTo(&second.desk()->shell()));
        QVERIFY(bar->shown().first().text.contains(QString::number(QCoreApplication::applicationPid())));
        second.desk()->setLanguage(u"zh_CN"_s);
        QVERIFY(!bar->shown().first().text.contains(u"changes nothing"_s));
    }
};

QTEST_MAIN(ConsoleTest)
#include "tst_console.moc"

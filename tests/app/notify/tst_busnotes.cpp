// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/busnotes.h"
#include "tests/support/run.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QProcess>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// A desktop's notification service as the specification has it.
class FakeDesktop : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Popup
    {
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };

    QStringList m_capabilities{u"body"_s, u"body-markup"_s, u"actions"_s};
    QList<Popup> m_popups;
    bool m_refuses = false;

public Q_SLOTS:
    QStringList GetCapabilities() { return m_capabilities; }
    uint Notify(const QString &app, uint, const QString &, const QString &title, const QString &body,
        const QStringList &actions, const QVariantMap &hints, int)
    {
        if (m_refuses || app != u"Opsdeck") {
            sendErrorReply(QDBusError::Failed, u"not now"_s);
            return 0;
        }
        m_popups.append({title, body, actions, hints});
        return static_cast<uint>(m_popups.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
};

class BusNotesTest : public QObject
{
    Q_OBJECT

private:
    QProcess m_bus;
    QString m_address;
    std::unique_ptr<FakeDesktop> m_desktop;
    const DesktopNote m_note{u"Opsdeck: 1 new"_s, u"critical <b>A</b> & <img src=x>"_s, Severity::Critical, u"k1"_s};

    BusNotes::OpenBus open()
    {
        static int count = 0;
        return [address = m_address, name = u"client%1"_s.arg(++count)] {
            return QDBusConnection::connectToBus(address, name);
        };
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        if (!m_bus.waitForStarted())
            QSKIP("There is no dbus-daemon here");
        QTRY_VERIFY(m_bus.canReadLine());
        m_address = QString::fromLatin1(m_bus.readLine().trimmed());
    }

    void init()
    {
        m_desktop = std::make_unique<FakeDesktop>();
        QDBusConnection there = QDBusConnection::connectToBus(m_address, u"desktop"_s);
        QVERIFY(there.registerObject(u"/org/freedesktop/Notifications"_s, m_desktop.get(),
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(there.registerService(u"org.freedesktop.Notifications"_s));
    }

    void cleanup() { QDBusConnection::disconnectFromBus(u"desktop"_s); }

    void cleanupTestCase()
    {
        m_bus.terminate();
        m_bus.waitForFinished();
    }

    void anAlertsTextIsNoMarkup()
    {
        BusNotes notes(open());
        QVERIFY(wait(notes.show(m_note)));
        QCOMPARE(m_desktop->m_popups.size(), 1);
        const auto &popup = m_desktop->m_popups.first();
        QCOMPARE(popup.title, m_note.title);
        QCOMPARE(popup.body, u"critical &lt;b&gt;A&lt;/b&gt; &amp; &lt;img src=x&gt;"_s);
        QCOMPARE(popup.hints.value(u"urgency"_s).toInt(), 2);
        QCOMPARE(popup.hints.value(u"suppress-sound"_s).toBool(), true);
    }

    void aServerWithoutMarkupGetsTheTextItself()
    {
        m_desktop->m_capabilities = {u"body"_s};
        BusNotes notes(open());
        QVERIFY(wait(notes.show(m_note)));
        QCOMPARE(m_desktop->m_popups.first().body, m_note.text);
    }

    void aClickTellsThePlace()
    {
        BusNotes notes(open());
        QSignalSpy activated(&notes, &DesktopNotes::activated);
        QVERIFY(wait(notes.show(m_note)));
        DesktopNote other = m_note;
        other.place = u"k2"_s;
        QVERIFY(wait(notes.show(other)));
        Q_EMIT m_desktop->ActionInvoked(2, u"default"_s);
        QTRY_COMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toString(), u"k2"_s);
        Q_EMIT m_desktop->ActionInvoked(77, u"default"_s); // another program's
        Q_EMIT m_desktop->NotificationClosed(1, 1);
        Q_EMIT m_desktop->ActionInvoked(1, u"default"_s);
        Q_EMIT m_desktop->ActionInvoked(2, u"default"_s);
        QTRY_COMPARE(activated.size(), 2);
    }

    void aNoteWithoutAPlaceOffersNoClick()
    {
        BusNotes notes(open());
        DesktopNote note = m_note;
        note.place.clear();
        QVERIFY(wait(notes.show(note)));
        QCOMPARE(m_desktop->m_popups.first().actions, QStringList());
    }

    void aDesktopWithoutAPlaceForThemIsAnErrorAndNoDialog()
    {
        m_desktop->m_refuses = true;
        BusNotes notes(open());
        const auto refused = wait(notes.show(m_note));
        QVERIFY(!refused); // offscreen there is no tray either
        QVERIFY(refused.error().detail.contains(u"not now"_s));
        m_desktop->m_refuses = false;
        QVERIFY(wait(notes.show(m_note)));
        BusNotes nowhere([] { return QDBusConnection::connectToBus(u"unix:path=/nonexistent"_s, u"nowhere"_s); });
        QVERIFY(!wait(nowhere.show(m_note)));
        QVERIFY(QApplication::topLevelWidgets().isEmpty());
    }
};

QTEST_MAIN(BusNotesTest)
#include "tst_busnotes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/busnotes.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStyle>
#include <QSystemTrayIcon>

namespace opsdeck {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString defaultAction = QStringLiteral("default");
constexpr int AnswerTimeout = 5000; ///< ms

QDBusMessage callOf(const QString &method)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, method);
    call.setAutoStartService(true);
    return call;
}

uchar urgencyOf(const std::optional<Severity> &severity)
{
    constexpr uchar low = 0;
    constexpr uchar normal = 1;
    constexpr uchar critical = 2;
    if (!severity || *severity == Severity::Info)
        return low;
    return *severity == Severity::Critical ? critical : normal;
}

template <typename T> void finish(const std::shared_ptr<QPromise<T>> &promise, T result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace

QString bodyFor(const QString &text, const QStringList &capabilities)
{
    return capabilities.contains(QStringLiteral("body-markup")) ? text.toHtmlEscaped() : text;
}

BusNotes::BusNotes(OpenBus open, QObject *parent)
    : DesktopNotes(parent)
    , m_open(std::move(open))
{ }

BusNotes::~BusNotes() = default;

QFuture<Result<void>> BusNotes::show(DesktopNote note)
{
    const auto answer = std::make_shared<QPromise<Result<void>>>();
    answer->start();
    if (!m_bus || !m_bus->isConnected())
        m_bus = m_open();
    if (!m_bus->isConnected())
        showInTray(note, answer, m_bus->lastError().message());
    else if (m_capabilities)
        send(note, answer);
    else
        askCapabilities(note, answer);
    return answer->future();
}

void BusNotes::askCapabilities(const DesktopNote &note, const Answer &answer)
{
    const auto asked = m_bus->asyncCall(callOf(QStringLiteral("GetCapabilities")), AnswerTimeout);
    auto *watcher = new QDBusPendingCallWatcher(asked, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, note, answer] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> capabilities = *watcher;
        if (capabilities.isError())
            return showInTray(note, answer, capabilities.error().message());
        if (!m_capabilities) {
            m_bus->connect(
                service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(takeAction(uint, QString)));
            m_bus->connect(
                service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(takeClosed(uint, uint)));
        }
        m_capabilities = capabilities.value();
        send(note, answer);
    });
}

void BusNotes::send(const DesktopNote &note, const Answer &answer)
{
    QDBusMessage call = callOf(QStringLiteral("Notify"));
    QStringList actions;
    if (!note.place.isEmpty())
        actions << defaultAction << tr("Show it in Opsdeck");
    const QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(urgencyOf(note.severity))},
        {QStringLiteral("desktop-entry"), QStringLiteral("opsdeck")},
        {QStringLiteral("suppress-sound"), true}}; // sounds are ours
    constexpr int asTheServerLikes = -1;
    call.setArguments({QStringLiteral("Opsdeck"), 0U, QStringLiteral("dialog-warning"), note.title,
        bodyFor(note.text, *m_capabilities), actions, hints, asTheServerLikes});
    auto *watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(call, AnswerTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, note, answer] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> id = *watcher;
        if (id.isError()) {
            m_capabilities.reset(); // another server may answer next time
            return showInTray(note, answer, id.error().message());
        }
        m_places.insert(id.value(), note.place);
        finish<Result<void>>(answer, {});
    });
}

void BusNotes::showInTray(const DesktopNote &note, const Answer &answer, const QString &why)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return finish<Result<void>>(answer, failure(Error::Kind::Refused, service, why));
    if (!m_tray) {
        m_tray = std::make_unique<QSystemTrayIcon>(QApplication::style()->standardIcon(QStyle::SP_MessageBoxWarning));
        connect(m_tray.get(), &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT activated(m_trayPlace); });
        m_tray->show();
    }
    m_trayPlace = note.place;
    const bool isCritical = note.severity == Severity::Critical;
    m_tray->showMessage(note.title, note.text, isCritical ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning);
    finish<Result<void>>(answer, {});
}

void BusNotes::takeAction(uint id, const QString &action)
{
    const auto place = m_places.constFind(id);
    if (place != m_places.cend() && action == defaultAction)
        Q_EMIT activated(*place);
}

void BusNotes::takeClosed(uint id, uint)
{
    m_places.remove(id);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/notify/desktopnotes.h"

#include <QDBusConnection>
#include <QHash>
#include <QPromise>
#include <QStringList>

#include <functional>
#include <memory>

class QSystemTrayIcon;

namespace opsdeck {

/// Popups by the desktop's notification service (org.freedesktop.Notifications), or, where there is none, by an icon in
/// the system tray. Asks the bus when the first one is shown; waits for nobody.
class BusNotes : public DesktopNotes
{
    Q_OBJECT

public:
    /// Opens the bus with the first popup: a window that has nothing to say need not wait for it.
    using OpenBus = std::function<QDBusConnection()>;
    explicit BusNotes(OpenBus open = QDBusConnection::sessionBus, QObject *parent = nullptr);
    ~BusNotes() override;

    QFuture<Result<void>> show(DesktopNote note) override;

private:
    using Answer = std::shared_ptr<QPromise<Result<void>>>;

    void askCapabilities(const DesktopNote &note, const Answer &answer);
    void send(const DesktopNote &note, const Answer &answer);
    void showInTray(const DesktopNote &note, const Answer &answer, const QString &why);

private Q_SLOTS:
    void takeAction(uint id, const QString &action);
    void takeClosed(uint id, uint reason);

private:
    const OpenBus m_open;
    std::optional<QDBusConnection> m_bus;
    std::optional<QStringList> m_capabilities; ///< nothing = not asked yet
    QHash<uint, QString> m_places; ///< of the popups that stand
    std::unique_ptr<QSystemTrayIcon> m_tray;
    QString m_trayPlace;
};

/// As a notification's body: its markup for servers that know some, the text itself for others.
QString bodyFor(const QString &text, const QStringList &capabilities);

} // namespace opsdeck

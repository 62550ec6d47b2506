// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/wallscreens.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

namespace opsdeck {

namespace {

class SystemScreens : public WallScreens
{
public:
    SystemScreens()
    {
        connect(qApp, &QGuiApplication::screenAdded, this, &SystemScreens::watch);
        connect(qApp, &QGuiApplication::screenRemoved, this, &WallScreens::changed, Qt::QueuedConnection);
        connect(qApp, &QGuiApplication::primaryScreenChanged, this, &WallScreens::changed, Qt::QueuedConnection);
        for (QScreen *screen : QGuiApplication::screens())
            connect(screen, &QScreen::geometryChanged, this, &WallScreens::changed, Qt::QueuedConnection);
    }

    QStringList names() const override
    {
        QStringList names;
        for (const QScreen *screen : QGuiApplication::screens()) {
            if (!screen->geometry().isEmpty()) // Qt keeps one of no size where all are gone
                names.append(screen->name());
        }
        return names;
    }

    void show(QWidget &window, const QString &name) override
    {
        for (QScreen *screen : QGuiApplication::screens()) {
            if (screen->name() != name)
                continue;
            window.setScreen(screen);
            window.setGeometry(screen->geometry());
            window.showFullScreen();
            return;
        }
    }

private:
    void watch(QScreen *screen)
    {
        connect(screen, &QScreen::geometryChanged, this, &WallScreens::changed, Qt::QueuedConnection);
        // Not from within the notice: the window system is not done with it.
        QMetaObject::invokeMethod(this, &WallScreens::changed, Qt::QueuedConnection);
    }
};

} // namespace

std::unique_ptr<WallScreens> systemScreens()
{
    return std::make_unique<SystemScreens>();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/screenshots.h"

#include "widgets/shell/page.h"

#include <QDir>
#include <QImage>

namespace opsdeck {

namespace {

constexpr int lookIntervalMs = 150;
constexpr int mostLooks = 40; // a page that never stands still is taken as it is

QString nameOf(ThemeKind theme)
{
    return theme == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

} // namespace

Screenshots::Screenshots(Desk &desk, QList<Scene> scenes, QString folder, QSize size, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_folder(std::move(folder))
{
    desk.shell().resize(size);
    desk.shell().show();
    for (const ThemeKind theme : {ThemeKind::Dark, ThemeKind::Light}) {
        for (const QString &language : Language::known()) {
            for (const Scene &scene : scenes)
                m_shots.append({scene, theme, language});
        }
    }
    m_timer.setInterval(lookIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::look);
}

void Screenshots::start()
{
    if (!QDir().mkpath(m_folder))
        return Q_EMIT finished(false);
    next();
    m_timer.start();
}

void Screenshots::next()
{
    const Shot &shot = m_shots.first();
    m_desk.setTheme(shot.theme);
    m_desk.setLanguage(shot.language);
    m_desk.openPage(shot.scene.page, shot.scene.place);
    m_last = {};
    m_looks = 0;
}

void Screenshots::look()
{
    // The page alone: the clock above it never stands still.
    Page *page = m_desk.frontPage();
    const QImage image = page ? page->grab().toImage() : QImage();
    const bool still = page && image == m_last;
    m_last = image;
    if (still || ++m_looks >= mostLooks)
        save(m_desk.shell().grab().toImage());
}

void Screenshots::save(const QImage &image)
{
    const Shot shot = m_shots.takeFirst();
    const QString file
        = QStringLiteral("%1/%2-%3-%4.png").arg(m_folder, shot.scene.name, nameOf(shot.theme), shot.language);
    if (!image.save(file)) {
        m_timer.stop();
        return Q_EMIT finished(false);
    }
    Q_EMIT taken(file);
    if (!m_shots.isEmpty())
        return next();
    m_timer.stop();
    Q_EMIT finished(true);
}

} // namespace opsdeck

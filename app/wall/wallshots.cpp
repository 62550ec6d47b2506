// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/wallshots.h"

#include "models/ports/handover.h"

#include <QDir>

namespace opsdeck {

namespace {

constexpr int lookIntervalMs = 150;
constexpr int mostLooks = 100;

Result<LayoutResult> layoutOf(const LayoutRequest &request)
{
    return layeredLayout(request.nodes, request.edges, WallSceneContext::Tight);
}

} // namespace

WallShots::WallShots(const Workspace &workspace, Cache &cache, Ledger &ledger, History &history, Language &language,
    QString folder, QSize size, QObject *parent)
    : QObject(parent)
    , m_language(language)
    , m_folder(std::move(folder))
    , m_set(workspace.walls.isEmpty() ? defaultWallSet() : workspace.walls.first())
    , m_theme(ThemeKind::Dark)
    , m_window(m_theme, [](const LayoutRequest &request) { return onPool(layoutOf, request); })
    , m_feed(workspace, cache, ledger, history)
{
    m_window.resize(size);
    m_window.setScenes(workspace, m_set);
    m_window.show();
    connect(&m_feed, &WallFeed::contentChanged, this, [this] { m_window.setContent(m_feed.content()); });
    for (const ThemeKind theme : {ThemeKind::Dark, ThemeKind::Light}) {
        for (const QString &known : Language::known()) {
            for (int scene = 0; scene < m_window.sceneCount(); ++scene)
                m_shots.append({scene, theme, known});
        }
    }
    m_timer.setInterval(lookIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &WallShots::look);
}

void WallShots::start()
{
    if (m_shots.isEmpty() || !QDir().mkpath(m_folder))
        return Q_EMIT finished(false);
    m_timer.start();
}

void WallShots::next()
{
    const Shot &shot = m_shots.first();
    m_theme.setKind(shot.theme);
    m_language.use(shot.language);
    m_window.showScene(shot.scene);
    m_window.setMoment({QDateTime::currentDateTimeUtc(), {}, true});
    m_last = {};
    m_looks = 0;
}

void WallShots::look()
{
    if (!m_begun) { // a wall that has read nothing yet stands still too
        if (!m_feed.isComplete() && ++m_looks < mostLooks)
            return;
        m_begun = true;
        return next();
    }
    const QImage image = m_window.grab().toImage();
    const bool still = image == m_last;
    m_last = image;
    if (still || ++m_looks >= mostLooks)
        save(image);
}

void WallShots::save(const QImage &image)
{
    const Shot shot = m_shots.takeFirst();
    const QString theme = shot.theme == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    const QString file
        = QStringLiteral("%1/wall-%2-%3-%4.png").arg(m_folder, m_set.scenes.at(shot.scene).kind, theme, shot.language);
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

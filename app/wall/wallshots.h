// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/language.h"
#include "app/wall/wallfeed.h"
#include "widgets/wall/wallwindow.h"

#include <QImage>
#include <QSize>
#include <QTimer>

namespace opsdeck {

/// Renders the scenes of a wall, dark and light, in every language, to PNG files wall-SCENE-THEME-LANGUAGE.png. A
/// picture is taken when it stands still: two looks in a row show the same. GUI thread; emits `finished` once.
class WallShots : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    WallShots(const Workspace &workspace, Cache &cache, Ledger &ledger, History &history, Language &language,
        QString folder, QSize size, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void taken(const QString &file);
    void finished(bool ok);

private:
    struct Shot
    {
        int scene;
        ThemeKind theme;
        QString language;
    };

    void next();
    void look();
    void save(const QImage &image);

    Language &m_language;
    const QString m_folder;
    const WallSet m_set;
    Theme m_theme;
    WallWindow m_window;
    WallFeed m_feed;
    QList<Shot> m_shots;
    QTimer m_timer;
    QImage m_last;
    int m_looks = 0;
    bool m_begun = false;
};

} // namespace opsdeck

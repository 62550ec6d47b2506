// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desk.h"

#include <QSize>
#include <QTimer>

namespace opsdeck {

/// Renders places of the desk, dark and light, in every language, to PNG files NAME-THEME-LANGUAGE.png. A picture is
/// taken when the page stands still: two looks in a row show the same. GUI thread; emits `finished` once.
class Screenshots : public QObject
{
    Q_OBJECT

public:
    /// What is rendered, and what its files are called.
    struct Scene
    {
        QString name;
        QString page;
        QString place; ///< empty = as the page opens
    };

    Screenshots(Desk &desk, QList<Scene> scenes, QString folder, QSize size, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void taken(const QString &file);
    void finished(bool ok);

private:
    struct Shot
    {
        Scene scene;
        ThemeKind theme;
        QString language;
    };

    void next();
    void look();
    void save(const QImage &image);

    Desk &m_desk;
    QString m_folder;
    QList<Shot> m_shots;
    QTimer m_timer;
    QImage m_last;
    int m_looks = 0;
};

} // namespace opsdeck

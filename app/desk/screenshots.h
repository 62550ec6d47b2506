// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desk.h"

#include <QSize>
#include <QTimer>

namespace opsdeck {

/// Renders every page, dark and light, in every language, to PNG files named PAGE-THEME-LANGUAGE.png. A picture is
/// taken when the page stands still: two looks in a row show the same. GUI thread; emits `finished` once.
class Screenshots : public QObject
{
    Q_OBJECT

public:
    Screenshots(Desk &desk, QString folder, QSize size, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void taken(const QString &file);
    void finished(bool ok);

private:
    struct Shot
    {
        QString page;
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

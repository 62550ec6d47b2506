// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

namespace opsdeck::testing {

/// A page and its inspector side by side, as the shell shows them, in the look of a theme. Written to
/// screenshots/NAME.png in the build folder for people to look at; the image is returned for checks.
inline QImage screenshot(QWidget &page, QWidget *inspector, Theme &theme, QSize size, const QString &name)
{
    qApp->setStyle(QStringLiteral("Fusion"));
    qApp->setPalette(theme.palette());
    qApp->setFont(theme.bodyFont());
    qApp->setStyleSheet(theme.styleSheet());
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&page, 1);
    if (inspector) {
        auto *frame = new QFrame(&window);
        frame->setProperty("panel", QStringLiteral("inspector"));
        frame->setFixedWidth(440);
        auto *inner = new QVBoxLayout(frame);
        inner->setContentsMargins(16, 16, 16, 16);
        auto *scroll = new QScrollArea(frame);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(inspector);
        inner->addWidget(scroll);
        inspector->show();
        layout->addWidget(frame);
    }
    window.resize(size);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return {};
    page.setFocus();
    QCoreApplication::processEvents();
    const QImage image = window.grab().toImage();
    const QDir folder(qEnvironmentVariable("OPSDECK_BINARY_DIR", QDir::tempPath()) + QStringLiteral("/screenshots"));
    folder.mkpath(QStringLiteral("."));
    image.save(folder.filePath(name + QStringLiteral(".png")));
    page.setParent(nullptr);
    if (inspector)
        inspector->setParent(&page);
    return image;
}

} // namespace opsdeck::testing

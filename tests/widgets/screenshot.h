// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets>

namespace opsdeck::testing {

/// Keeps a picture of a widget in build/PRESET/screens, for the eyes of who changed it; answers the picture.
inline QImage screenshot(QWidget &widget, const QString &name)
{
    widget.ensurePolished();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    const QImage image = widget.grab().toImage();
    const QDir folder(qEnvironmentVariable("OPSDECK_BINARY_DIR", QDir::tempPath()) + QStringLiteral("/screens"));
    if (!folder.mkpath(QStringLiteral(".")) || !image.save(folder.filePath(name + QStringLiteral(".png"))))
        qWarning("The screenshot %s cannot be written", qPrintable(name));
    return image;
}

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

class QWidget;

namespace opsdeck {

/// The screens that there are at this moment, the first one first. GUI thread.
class WallScreens : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QStringList names() const = 0; ///< empty while none is plugged in
    /// Fills that screen with the window.
    virtual void show(QWidget &window, const QString &name) = 0;

Q_SIGNALS:
    void changed(); ///< one was plugged in, unplugged, or has another size
};

/// Those of the window system.
std::unique_ptr<WallScreens> systemScreens();

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/error.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace opsdeck {

/// A popup of the desktop. Both texts are plain.
struct DesktopNote
{
    QString title;
    QString text; ///< may have several lines
    std::optional<Severity> severity; ///< nothing = of no urgency
    QString place; ///< on the alerts page, opened by a click; may be empty

    bool operator==(const DesktopNote &) const = default;
};

/// Shows popups. GUI thread.
class DesktopNotes : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answered when the desktop took it.
    virtual QFuture<Result<void>> show(DesktopNote note) = 0;

Q_SIGNALS:
    void activated(const QString &place); ///< a person clicked
};

} // namespace opsdeck

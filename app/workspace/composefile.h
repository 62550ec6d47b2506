// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/image.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace opsdeck {

/// What Opsdeck reads of a compose file.
struct ComposeService
{
    QString name;
    QString image;
    QStringList dependsOn;

    bool operator==(const ComposeService &) const = default;
};

Result<QList<ComposeService>> parseCompose(const QByteArray &text, const QString &origin);

/// The same text with the image of the named services replaced and nothing else touched: comments, order and quoting
/// survive. An error where a service is missing, has no image, or the text cannot be edited safely.
Result<QByteArray> withImages(const QByteArray &text, const QMap<QString, ImageRef> &imageOf, const QString &origin);

} // namespace opsdeck

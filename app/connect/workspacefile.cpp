// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connect/workspacefile.h"

#include "app/workspace/workspaceeditor.h"

#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

namespace opsdeck {

namespace {

constexpr qint64 LargestFile = 4 * 1024 * 1024;

/// A workspace's name is part of addresses: letters, digits and dashes.
QString nameFor(const QString &folder)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString name = QDir(folder).dirName().toLower().replace(others, QStringLiteral("-"));
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("workspace") : name;
}

Result<QByteArray> contentOf(const QString &path, const QString &folder)
{
    QFile file(path);
    if (!file.exists()) {
        if (!QDir().mkpath(folder))
            return failure(Error::Kind::Storage, folder);
        return newWorkspace(nameFor(folder), QDir(folder).dirName());
    }
    if (file.size() > LargestFile || !file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage, path, file.errorString());
    return file.readAll();
}

} // namespace

Result<void> addToWorkspace(const QString &folder, const ConnectDraft &draft)
{
    const QString path = QDir(folder).filePath(QStringLiteral("opsdeck.yaml"));
    const auto before = contentOf(path, folder);
    if (!before)
        return tl::unexpected(before.error());
    const auto *connection = std::get_if<Connection>(&draft.target);
    const auto after
        = connection ? withConnection(*before, *connection) : withHost(*before, std::get<HostSpec>(draft.target));
    if (!after)
        return tl::unexpected(after.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*after) != after->size() || !file.commit())
        return failure(Error::Kind::Storage, path, file.errorString());
    return {};
}

} // namespace opsdeck

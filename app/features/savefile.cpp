// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/savefile.h"

#include <QSaveFile>

namespace opsdeck {

Result<void> saveFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return failure(Error::Kind::Storage, path, file.errorString());
    return {};
}

} // namespace opsdeck

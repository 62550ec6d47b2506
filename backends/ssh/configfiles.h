// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/sshconfig.h"

#include <QStringList>

namespace opsdeck {

/// Reads the user's and the system's ssh_config with everything they include, once and again when one of the files (or
/// a folder that was searched for a pattern) has changed. A missing file is empty; a user's file that others could
/// write is refused, as ssh refuses it. Lives on the I/O thread; the files are small.
class ConfigFiles
{
public:
    /// `home` is what ~ stands for. Either file may be empty: not read.
    ConfigFiles(QString userFile, QString systemFile, QString home);

    Result<SshConfig> read();

private:
    Result<SshConfig> load(const QString &file, const QString &folder, int depth);
    QStringList expand(const QString &pattern, const QString &folder);
    QByteArray stamps() const;

    const QString m_userFile;
    const QString m_systemFile;
    const QString m_home;
    QStringList m_watched;
    QByteArray m_stamps;
    std::optional<SshConfig> m_config;
};

} // namespace opsdeck

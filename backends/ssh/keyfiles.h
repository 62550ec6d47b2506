// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <libssh/libssh.h>

#include <map>
#include <memory>
#include <mutex>

namespace opsdeck {

using SshKeyPtr = std::shared_ptr<ssh_key_struct>;

/// What came of reading a private key file.
struct LoadedKey
{
    SshKeyPtr key; ///< null = not there, not readable, or locked
    bool exists = false;
    bool isLocked = false; ///< encrypted, whether or not the passphrase fitted
};

/// Private keys, read once per file and passphrase: opening an encrypted key costs a tenth of a second of processor
/// time by design. Any thread; `load` belongs on the pool.
class KeyFiles
{
public:
    LoadedKey load(const QString &file, const QByteArray &passphrase);

private:
    struct Known
    {
        QByteArray stamp;
        QByteArray passphraseHash;
        LoadedKey loaded;
    };

    std::mutex m_mutex;
    std::map<QString, Known> m_known;
};

} // namespace opsdeck

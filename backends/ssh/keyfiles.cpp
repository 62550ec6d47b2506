// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/keyfiles.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <cstring>

namespace opsdeck {

namespace {

struct Passphrase
{
    QByteArray text;
    bool wasAsked = false;
};

// Without a callback OpenSSL would ask on the terminal.
int givePassphrase(const char *, char *buffer, size_t size, int, int, void *data)
{
    auto *passphrase = static_cast<Passphrase *>(data);
    passphrase->wasAsked = true;
    if (passphrase->text.isEmpty() || size_t(passphrase->text.size()) >= size)
        return -1;
    std::memcpy(buffer, passphrase->text.constData(), size_t(passphrase->text.size()) + 1);
    return 0;
}

} // namespace

LoadedKey KeyFiles::load(const QString &file, const QByteArray &passphrase)
{
    const QFileInfo info(file);
    if (!info.isFile())
        return {};
    const QByteArray stamp
        = QByteArray::number(info.lastModified().toMSecsSinceEpoch()) + '/' + QByteArray::number(info.size());
    const QByteArray hash = QCryptographicHash::hash(passphrase, QCryptographicHash::Sha256);
    const std::scoped_lock lock(m_mutex); // also so that hosts that share a locked key open it once
    Known &known = m_known[file];
    if (known.loaded.key && known.stamp == stamp && known.passphraseHash == hash)
        return known.loaded;
    Passphrase answer{passphrase};
    ssh_key key = nullptr;
    ssh_pki_import_privkey_file(QFile::encodeName(file).constData(), nullptr, &givePassphrase, &answer, &key);
    known = {stamp, hash, {SshKeyPtr(key, &ssh_key_free), true, answer.wasAsked}};
    return known.loaded;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/hostkey.h"

#include <QDir>
#include <QFile>

#include <memory>

namespace opsdeck {

namespace {

using Key = std::unique_ptr<ssh_key_struct, decltype(&ssh_key_free)>;

QString fingerprint(ssh_key key)
{
    unsigned char *hash = nullptr;
    size_t size = 0;
    if (key == nullptr || ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK)
        return QStringLiteral("?");
    char *text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
    const QString answer
        = QString::fromLatin1(ssh_key_type_to_char(ssh_key_type(key))) + u' ' + QString::fromLatin1(text);
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);
    return answer;
}

// Only read again for the error's text; libssh has already decided.
QStringList knownFingerprints(const HostSpec &spec)
{
    const QString name = spec.port == 22 ? spec.address : QStringLiteral("[%1]:%2").arg(spec.address).arg(spec.port);
    QStringList found;
    QFile file(knownHostsFile(spec));
    if (!file.open(QIODevice::ReadOnly))
        return found;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(64 * 1024).trimmed();
        ssh_knownhosts_entry *entry = nullptr;
        if (ssh_known_hosts_parse_line(name.toUtf8().constData(), line.constData(), &entry) == SSH_OK && entry)
            found.append(fingerprint(entry->publickey));
        ssh_knownhosts_entry_free(entry);
    }
    return found;
}

QString howToAdd(const HostSpec &spec)
{
    return QStringLiteral("If this fingerprint is right, add the key: ssh-keyscan -p %1 -- %2 >> %3")
        .arg(spec.port)
        .arg(spec.address, knownHostsFile(spec));
}

} // namespace

QString knownHostsFile(const HostSpec &spec)
{
    return spec.knownHosts.isEmpty() ? QDir::homePath() + QStringLiteral("/.ssh/known_hosts") : spec.knownHosts;
}

Result<void> checkHostKey(ssh_session session, const HostSpec &spec)
{
    const QString origin = spec.id.text();
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(session, &raw) != SSH_OK)
        return failure(Error::Kind::Tls, origin, QString::fromUtf8(ssh_get_error(session)));
    const Key key(raw, &ssh_key_free);
    const QString offered = fingerprint(key.get());
    switch (ssh_session_is_known_server(session)) {
    case SSH_KNOWN_HOSTS_OK:
        return {};
    case SSH_KNOWN_HOSTS_CHANGED:
    case SSH_KNOWN_HOSTS_OTHER:
        return failure(Error::Kind::Tls, origin,
            QStringLiteral("The host key has changed. Known: %1. Offered: %2. Somebody may be listening; if the host "
                           "was reinstalled, remove the old key from %3 first.")
                .arg(knownFingerprints(spec).join(QStringLiteral(", ")), offered, knownHostsFile(spec)));
    case SSH_KNOWN_HOSTS_UNKNOWN:
    case SSH_KNOWN_HOSTS_NOT_FOUND:
        return failure(Error::Kind::Tls, origin,
            QStringLiteral("The host key is not known. Offered: %1. %2").arg(offered, howToAdd(spec)));
    case SSH_KNOWN_HOSTS_ERROR:
        break;
    }
    return failure(Error::Kind::Tls, origin,
        QStringLiteral("%1 (offered: %2)").arg(QString::fromUtf8(ssh_get_error(session)), offered));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/hostkey.h"

#include <QFile>

namespace opsdeck {

namespace {

struct OfferedKey
{
    QByteArray type;
    QByteArray blob;

    QString text() const { return QString::fromLatin1(type) + u' ' + keyFingerprint(blob); }
};

std::optional<OfferedKey> offeredKey(ssh_session session)
{
    ssh_key key = nullptr;
    char *base64 = nullptr;
    std::optional<OfferedKey> offered;
    if (ssh_get_server_publickey(session, &key) == SSH_OK && ssh_pki_export_pubkey_base64(key, &base64) == SSH_OK) {
        // An elliptic key's type does not name its curve; the blob does.
        const QByteArray blob = QByteArray::fromBase64(base64);
        const QByteArray type = blob.mid(4, blob.size() > 4 ? uchar(blob.at(3)) : 0);
        offered = OfferedKey{type, blob};
    }
    ssh_string_free_char(base64);
    ssh_key_free(key);
    return offered;
}

QString places(const QList<KnownKey> &known)
{
    QStringList texts;
    for (const KnownKey &key : known)
        if (key.mark == KnownKey::Mark::None)
            texts.append(QStringLiteral("%1 %2 (%3:%4)")
                             .arg(QString::fromLatin1(key.type), keyFingerprint(key.blob), key.file)
                             .arg(key.line));
    return texts.mid(0, 8).join(QStringLiteral(", "));
}

QString howToAdd(const SshTarget &target)
{
    return QStringLiteral("If this fingerprint is right, add the key: ssh-keyscan -p %1 -- %2 >> %3")
        .arg(target.port)
        .arg(target.address, target.knownHosts.value(0));
}

QString whyNot(HostKeyVerdict verdict, const SshTarget &target, const QList<KnownKey> &known, const OfferedKey &offered)
{
    switch (verdict) {
    case HostKeyVerdict::Known:
        return {};
    case HostKeyVerdict::Revoked:
        return QStringLiteral("The host key was revoked and is never accepted. Offered: %1").arg(offered.text());
    case HostKeyVerdict::Changed:
        return QStringLiteral("The host key has changed. Known: %1. Offered: %2. Somebody may be listening; if the "
                              "host was reinstalled, remove the old key first.")
            .arg(places(known), offered.text());
    case HostKeyVerdict::OnlyAuthority:
        return QStringLiteral("Only a certificate authority vouches for this host (@cert-authority), and Opsdeck "
                              "cannot check host certificates. Offered: %1. %2")
            .arg(offered.text(), howToAdd(target));
    case HostKeyVerdict::Unknown:
        return QStringLiteral("The host key is not known. Offered: %1. %2").arg(offered.text(), howToAdd(target));
    }
    return {};
}

} // namespace

Result<void> checkHostKey(
    ssh_session session, const SshTarget &target, const QList<KnownKey> &known, std::optional<HostKeyOffer> *unknown)
{
    const auto offered = offeredKey(session);
    if (!offered)
        return failure(Error::Kind::Tls, target.origin, QString::fromUtf8(ssh_get_error(session)));
    const auto verdict = judgeHostKey(known, offered->blob);
    if (verdict == HostKeyVerdict::Known)
        return {};
    if (verdict == HostKeyVerdict::Unknown || verdict == HostKeyVerdict::OnlyAuthority)
        *unknown
            = HostKeyOffer{HostId(target.origin), QString::fromUtf8(target.knownAs), QString::fromLatin1(offered->type),
                offered->blob, keyFingerprint(offered->blob), target.knownHosts.value(0), target.hideNames};
    return failure(Error::Kind::Tls, target.origin, whyNot(verdict, target, known, *offered));
}

} // namespace opsdeck

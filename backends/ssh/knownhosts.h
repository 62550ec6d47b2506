// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/hashedname.h"

#include <QByteArrayList>
#include <QHash>
#include <QString>

namespace opsdeck {

/// A key that known_hosts names for a host, and where it stands.
struct KnownKey
{
    enum class Mark
    {
        None,
        Authority, ///< signs host certificates; not a host's own key
        Revoked
    };

    Mark mark = Mark::None;
    QByteArray type; ///< ssh-ed25519, …
    QByteArray blob; ///< the public key as it goes over the wire
    QString file;
    int line = 0;
};

/// As ssh prints it: SHA256:…
QString keyFingerprint(const QByteArray &blob);

/// The name under which a host stands in known_hosts: the host alone for port 22, else [host]:port; lower case.
QByteArray knownHostsName(const QString &host, int port);

/// The text of one known_hosts file, indexed: plain names by hash, patterns in a list, hidden names with their salts
/// mixed in beforehand. Immutable after parsing, so it may be asked from any thread. Lines that are no entries are
/// passed over, as ssh does, and counted.
class KnownHosts
{
public:
    static KnownHosts parse(const QByteArray &bytes, const QString &file);

    QList<KnownKey> keysOf(const QByteArray &name) const;
    bool hidesNames() const { return !m_hidden.isEmpty(); }
    int strangeLines() const { return m_strange; }

private:
    struct Entry
    {
        KnownKey::Mark mark;
        QByteArray type;
        QByteArray base64;
        int line;
    };

    bool add(QByteArrayView line, int number);
    void addNames(QByteArrayView names, int entry);

    QString m_file;
    std::vector<Entry> m_entries;
    QMultiHash<QByteArray, int> m_plain;
    std::vector<std::pair<QByteArrayList, int>> m_patterns;
    HashedNames m_hidden;
    std::vector<int> m_hiddenEntries; ///< by number in m_hidden
    int m_strange = 0;
};

/// What the known keys of a host say about the one that it offers.
enum class HostKeyVerdict
{
    Known,
    Unknown,
    OnlyAuthority, ///< unknown, and only a certificate authority vouches for this host
    Changed, ///< another key is known, of whatever type
    Revoked
};
HostKeyVerdict judgeHostKey(const QList<KnownKey> &known, const QByteArray &offered);

/// libssh's list of host key algorithms with those first that can be checked against the known keys.
QByteArray preferredHostKeyAlgorithms(const QList<KnownKey> &known);

} // namespace opsdeck

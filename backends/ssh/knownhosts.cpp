// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/knownhosts.h"

#include "backends/ssh/pattern.h"

#include <QCryptographicHash>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr qsizetype MaxLine = 64 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

QByteArrayView takeWord(QByteArrayView &rest)
{
    qsizetype from = 0;
    while (from < rest.size() && isBlank(rest[from]))
        ++from;
    qsizetype to = from;
    while (to < rest.size() && !isBlank(rest[to]))
        ++to;
    const auto word = rest.sliced(from, to - from);
    rest = rest.sliced(to);
    return word;
}

// The type stands inside the key a second time; a line where they differ is not trusted.
bool holdsType(const QByteArray &blob, const QByteArray &type)
{
    const QByteArray size{"\0\0\0", 3};
    return type.size() < 128 && blob.startsWith(size + char(type.size()) + type);
}

QByteArrayList algorithmsOf(const QByteArray &type)
{
    if (type == "ssh-rsa")
        return {"rsa-sha2-512", "rsa-sha2-256"};
    return {type};
}

} // namespace

QString keyFingerprint(const QByteArray &blob)
{
    const auto hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:") + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

QByteArray knownHostsName(const QString &host, int port)
{
    const QByteArray name = host.toUtf8().toLower();
    return port == 22 ? name : '[' + name + "]:" + QByteArray::number(port);
}

KnownHosts KnownHosts::parse(const QByteArray &bytes, const QString &file)
{
    KnownHosts hosts;
    hosts.m_file = file;
    int number = 0;
    for (qsizetype from = 0; from < bytes.size();) {
        const auto found = bytes.indexOf('\n', from);
        const auto end = found < 0 ? bytes.size() : found;
        const auto line = QByteArrayView(bytes).sliced(from, end - from);
        from = end + 1;
        if (!hosts.add(line, ++number))
            ++hosts.m_strange;
    }
    return hosts;
}

bool KnownHosts::add(QByteArrayView line, int number)
{
    QByteArrayView rest = line.size() > MaxLine ? QByteArrayView() : line;
    auto word = takeWord(rest);
    if (word.isEmpty() || word.startsWith('#'))
        return line.size() <= MaxLine;
    auto mark = KnownKey::Mark::None;
    if (word.startsWith('@')) {
        if (word == "@revoked")
            mark = KnownKey::Mark::Revoked;
        else if (word == "@cert-authority")
            mark = KnownKey::Mark::Authority;
        else
            return false;
        word = takeWord(rest);
    }
    const auto type = takeWord(rest);
    const auto key = takeWord(rest);
    if (word.isEmpty() || type.isEmpty() || key.isEmpty() || std::all_of(type.begin(), type.end(), [](char c) {
            return c >= '0' && c <= '9'; // the long dead format of SSH 1: bits, exponent, modulus
        }))
        return false;
    m_entries.push_back({mark, type.toByteArray(), key.toByteArray(), number});
    addNames(word, int(m_entries.size()) - 1);
    return true;
}

void KnownHosts::addNames(QByteArrayView names, int entry)
{
    if (names.startsWith('|')) {
        if (m_hidden.add(names))
            m_hiddenEntries.push_back(entry);
        else
            ++m_strange;
        return;
    }
    const QByteArrayList list = names.toByteArray().toLower().split(',');
    const bool hasPattern = std::any_of(list.begin(), list.end(),
        [](const QByteArray &name) { return name.contains('*') || name.contains('?') || name.startsWith('!'); });
    if (hasPattern) {
        m_patterns.emplace_back(list, entry);
        return;
    }
    for (const QByteArray &name : list)
        m_plain.insert(name, entry);
}

QList<KnownKey> KnownHosts::keysOf(const QByteArray &name) const
{
    std::vector<int> found;
    const auto plain = m_plain.equal_range(name);
    std::copy(plain.first, plain.second, std::back_inserter(found));
    for (const auto &[patterns, entry] : m_patterns)
        if (matchesPatterns(name, patterns))
            found.push_back(entry);
    for (const int number : m_hidden.find(name))
        found.push_back(m_hiddenEntries.at(size_t(number)));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());

    QList<KnownKey> keys;
    for (const int index : found) {
        const Entry &entry = m_entries.at(size_t(index));
        const QByteArray blob = QByteArray::fromBase64(entry.base64);
        if (holdsType(blob, entry.type))
            keys.append({entry.mark, entry.type, blob, m_file, entry.line});
    }
    return keys;
}

HostKeyVerdict judgeHostKey(const QList<KnownKey> &known, const QByteArray &offered)
{
    const auto has = [&](auto wanted) { return std::any_of(known.begin(), known.end(), wanted); };
    using Mark = KnownKey::Mark;
    if (has([&](const KnownKey &key) { return key.mark == Mark::Revoked && key.blob == offered; }))
        return HostKeyVerdict::Revoked;
    if (has([&](const KnownKey &key) { return key.mark == Mark::None && key.blob == offered; }))
        return HostKeyVerdict::Known;
    if (has([](const KnownKey &key) { return key.mark == Mark::None; }))
        return HostKeyVerdict::Changed;
    if (has([](const KnownKey &key) { return key.mark == Mark::Authority; }))
        return HostKeyVerdict::OnlyAuthority;
    return HostKeyVerdict::Unknown;
}

QByteArray preferredHostKeyAlgorithms(const QList<KnownKey> &known)
{
    const QByteArrayList supported{"ssh-ed25519", "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp256",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", "rsa-sha2-512", "rsa-sha2-256"};
    QByteArrayList ordered;
    for (const KnownKey &key : known) {
        const auto algorithms = algorithmsOf(key.type);
        for (const QByteArray &name : algorithms)
            if (key.mark == KnownKey::Mark::None && supported.contains(name) && !ordered.contains(name))
                ordered.append(name);
    }
    for (const QByteArray &name : supported)
        if (!ordered.contains(name))
            ordered.append(name);
    return ordered.join(',');
}

} // namespace opsdeck

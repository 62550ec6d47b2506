// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>
#include <vector>

namespace opsdeck {

/// Host names as known_hosts hides them: each the HMAC-SHA1 under a salt of its own, so that a look-up has to try them
/// all. What depends on the salt only is computed once, and four names are tried at a time, which together make files
/// with ten thousand such lines affordable.
class HashedNames
{
public:
    /// `text` is "|1|SALT|HASH"; false for other forms. The first one added is number 0.
    bool add(QByteArrayView text);
    /// The numbers of those that are this name.
    std::vector<int> find(const QByteArray &name) const;
    bool isEmpty() const { return m_inner.empty(); }

    /// The text for a name under a new random salt.
    static QByteArray hide(const QByteArray &name);

private:
    using Words = std::array<quint32, 5>;

    std::vector<Words> m_inner; ///< SHA-1 after the salt's first block
    std::vector<Words> m_outer; ///< … and after the second hash's
    std::vector<Words> m_digests;
};

} // namespace opsdeck

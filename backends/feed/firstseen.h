// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>

namespace opsdeck::feed {

/// Since when something is there that does not tell it itself: remembered from poll to poll in the source's cursor.
class FirstSeen
{
public:
    /// What toText wrote; anything else remembers nothing.
    static FirstSeen fromText(const QByteArray &text);
    QByteArray toText() const; ///< one line

    /// When `key` was seen first, which is now where it is new. What is not asked for until forgetOthers() is
    /// forgotten.
    QDateTime at(const QString &key, const QDateTime &now);
    void forgetOthers();

private:
    QHash<QString, QDateTime> m_known;
    QHash<QString, QDateTime> m_asked;
};

} // namespace opsdeck::feed

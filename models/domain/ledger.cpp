// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/ledger.h"

#include <QCryptographicHash>

namespace opsdeck {

QString chainHash(const LedgerEntry &entry, const QString &previousHash)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    // Length first, so that moving a character from one field to the next gives another hash.
    const auto add = [&hash](const QByteArray &field) { hash.addData(QByteArray::number(field.size()) + ':' + field); };
    add(previousHash.toLatin1());
    add(QByteArray::number(entry.at.toMSecsSinceEpoch()));
    for (const QString &field :
        {entry.actor, entry.action, entry.subject, entry.environment, entry.outcome, entry.reference})
        add(field.toUtf8());
    add(entry.detail);
    return QString::fromLatin1(hash.result().toHex());
}

qint64 firstBrokenLink(const QList<LedgerEntry> &entries)
{
    QString previous = entries.isEmpty() ? QString() : entries.first().previousHash;
    for (const LedgerEntry &entry : entries) {
        if (entry.previousHash != previous || entry.hash != chainHash(entry, previous))
            return entry.number;
        previous = entry.hash;
    }
    return 0;
}

} // namespace opsdeck

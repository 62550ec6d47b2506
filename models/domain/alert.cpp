// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alert.h"

#include <QCryptographicHash>
#include <QUrl>

namespace opsdeck {

Severity severityFromText(const QString &text)
{
    static const QHash<QString, Severity> words{
        {QStringLiteral("critical"), Severity::Critical},
        {QStringLiteral("page"), Severity::Critical},
        {QStringLiteral("emergency"), Severity::Critical},
        {QStringLiteral("disaster"), Severity::Critical},
        {QStringLiteral("fatal"), Severity::Critical},
        {QStringLiteral("high"), Severity::Critical},
        {QStringLiteral("p0"), Severity::Critical},
        {QStringLiteral("p1"), Severity::Critical},
        {QStringLiteral("info"), Severity::Info},
        {QStringLiteral("information"), Severity::Info},
        {QStringLiteral("informational"), Severity::Info},
        {QStringLiteral("notice"), Severity::Info},
        {QStringLiteral("none"), Severity::Info},
        {QStringLiteral("low"), Severity::Info},
        {QStringLiteral("p4"), Severity::Info},
        {QStringLiteral("p5"), Severity::Info},
    };
    return words.value(text.trimmed().toLower(), Severity::Warning);
}

QString fingerprintOf(const Labels &labels)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (auto it = labels.cbegin(); it != labels.cend(); ++it) {
        hash.addData(it.key().toUtf8());
        hash.addData(QByteArrayView("\0", 1));
        hash.addData(it.value().toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return QString::fromLatin1(hash.result().toHex().left(16));
}

QString safeLink(const QString &text)
{
    QUrl url;
    url.setUrl(text, QUrl::StrictMode); // the constructor loses what it has when memory ends in its middle
    const bool web = url.scheme() == u"http" || url.scheme() == u"https";
    return url.isValid() && web && !url.host().isEmpty() ? text : QString();
}

} // namespace opsdeck

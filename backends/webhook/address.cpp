// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/webhook/address.h"

#include <QUrl>
#include <QUrlQuery>

namespace opsdeck::webhook {

namespace {

constexpr qsizetype ShortestKeyInPath = 12; ///< "webhook" and "open-apis" are no keys

} // namespace

Result<http::Url> addressOf(const QString &text, const QString &name)
{
    QUrl url; // what a constructor has allocated when memory ends would be lost
    url.setUrl(text.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty())
        return failure(Error::Kind::Usage, name,
            Phrase(QT_TRANSLATE_NOOP("Phrase",
                "The secret of this target is no web address: it has to be the robot's "
                "whole address, from https:// on.")));
    return http::Url(url.toEncoded(QUrl::RemoveFragment));
}

void learnKeys(Redaction redaction, const http::Url &address)
{
    QUrl url;
    url.setUrl(QString::fromUtf8(address.bytes()));
    const auto parameters = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : parameters)
        redaction.learn(value);
    const QStringList parts = url.path(QUrl::FullyDecoded).split(u'/');
    for (const QString &part : parts) {
        if (part.size() >= ShortestKeyInPath)
            redaction.learn(part);
    }
}

} // namespace opsdeck::webhook

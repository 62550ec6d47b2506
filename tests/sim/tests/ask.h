// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/message.h"
#include "tests/support/run.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QtTest>

namespace opsdeck::sim {

struct Told
{
    int status = 0; ///< 0 = no answer
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    /// The target of a Link header, empty where there is none.
    QByteArray link(const QByteArray &relation) const
    {
        const QByteArrayList links = headers.value("link").split(',');
        for (const QByteArray &part : links) {
            if (part.contains("rel=\"" + relation + '"'))
                return part.mid(part.indexOf('<') + 1, part.indexOf('>') - part.indexOf('<') - 1);
        }
        return {};
    }
};

/// Asks a simulator over real HTTP. The address is sent as it stands, percent-encoding included.
class Asker
{
public:
    Told get(const QByteArray &url, const QList<HttpHeader> &headers = {}) { return send("GET", url, headers); }

    Told send(const QByteArray &method, const QByteArray &url, const QList<HttpHeader> &headers = {},
        const QByteArray &body = {})
    {
        QNetworkRequest request(QUrl::fromEncoded(url, QUrl::StrictMode));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        // A custom verb would wait for the body that HEAD never has.
        const std::unique_ptr<QNetworkReply> reply(
            method == "HEAD" ? m_network.head(request) : m_network.sendCustomRequest(request, method, body));
        testing::spinUntil([&] { return reply->isFinished(); }, 10'000); // qWaitFor sleeps between events
        if (!reply->isFinished())
            return {};
        Told told{
            reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->error(), {}, reply->readAll()};
        for (const auto &[name, value] : reply->rawHeaderPairs())
            told.headers.insert(name.toLower(), value);
        return told;
    }

private:
    QNetworkAccessManager m_network;
};

inline HttpHeader basicAuth(const QByteArray &user, const QByteArray &password)
{
    return {"Authorization", "Basic " + (user + ':' + password).toBase64()};
}

} // namespace opsdeck::sim

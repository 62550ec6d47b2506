// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QDateTime>
#include <QJsonDocument>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace opsdeck::sim {

using HttpHeader = std::pair<QByteArray, QByteArray>;

/// A request as it came over the wire. The path is kept percent-encoded, because GitLab and Harbor give %2F and %252F
/// a meaning that decoding would lose.
struct HttpRequest
{
    QByteArray method;
    QByteArray path; ///< raw, starts with "/", without query
    QByteArray rawQuery; ///< without "?"
    QList<HttpHeader> headers; ///< names in lower case
    QByteArray body;

    QByteArrayList segments() const; ///< of the raw path, still encoded
    QByteArray header(QByteArrayView lowerCaseName) const;

    // The query as a form: "+" is a space, as real servers read it.
    bool has(QByteArrayView name) const;
    QString parameter(QByteArrayView name, const QString &fallback = {}) const; ///< the first
    QStringList parameters(QByteArrayView name) const;
    qint64 number(QByteArrayView name, qint64 fallback) const; ///< the fallback where it is absent or no number
    /// Invalid where the parameter is absent or cannot be read.
    QDateTime time(QByteArrayView name) const;
    /// User and password of HTTP Basic, empty where there is none.
    std::optional<std::pair<QString, QString>> basic() const;
};

struct HttpAnswer
{
    int status = 200;
    QList<HttpHeader> headers;
    QByteArray body;

    HttpAnswer &with(const QByteArray &name, const QByteArray &value);

    static HttpAnswer json(const QJsonDocument &document, int status = 200);
    static HttpAnswer json(const QJsonObject &object, int status = 200);
    static HttpAnswer json(const QJsonArray &array, int status = 200);
    static HttpAnswer text(const QByteArray &text, int status = 200);
    static HttpAnswer html(const QByteArray &html, int status = 200);
};

QString decodeOnce(QByteArrayView encoded); ///< percent-decoding, "+" stays
QList<std::pair<QString, QString>> parseForm(const QByteArray &form);
QString isoTime(const QDateTime &utc); ///< 2026-11-20T08:00:00.000Z; empty where invalid
QJsonValue isoOrNull(const QDateTime &utc);

} // namespace opsdeck::sim

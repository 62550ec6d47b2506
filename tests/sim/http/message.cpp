// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/http/message.h"

#include <QJsonArray>
#include <QJsonObject>

namespace opsdeck::sim {

QByteArrayList HttpRequest::segments() const
{
    QByteArrayList parts = path.split('/');
    parts.removeAll(QByteArray());
    return parts;
}

QByteArray HttpRequest::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

bool HttpRequest::has(QByteArrayView name) const
{
    return !parameters(name).isEmpty();
}

QString HttpRequest::parameter(QByteArrayView name, const QString &fallback) const
{
    const QStringList all = parameters(name);
    return all.isEmpty() ? fallback : all.first();
}

QStringList HttpRequest::parameters(QByteArrayView name) const
{
    QStringList values;
    for (const auto &[key, value] : parseForm(rawQuery)) {
        if (key == QString::fromUtf8(name))
            values << value;
    }
    return values;
}

qint64 HttpRequest::number(QByteArrayView name, qint64 fallback) const
{
    bool ok = false;
    const qint64 value = parameter(name).toLongLong(&ok);
    return ok ? value : fallback;
}

QDateTime HttpRequest::time(QByteArrayView name) const
{
    return QDateTime::fromString(parameter(name), Qt::ISODateWithMs).toUTC();
}

std::optional<std::pair<QString, QString>> HttpRequest::basic() const
{
    const QByteArray value = header("authorization");
    if (!value.startsWith("Basic "))
        return std::nullopt;
    const QString plain = QString::fromUtf8(QByteArray::fromBase64(value.mid(6)));
    const qsizetype colon = plain.indexOf(u':');
    if (colon < 0)
        return std::nullopt;
    return std::pair{plain.left(colon), plain.mid(colon + 1)};
}

HttpAnswer &HttpAnswer::with(const QByteArray &name, const QByteArray &value)
{
    headers.append({name, value});
    return *this;
}

HttpAnswer HttpAnswer::json(const QJsonDocument &document, int status)
{
    return {status, {{"Content-Type", "application/json"}}, document.toJson(QJsonDocument::Compact)};
}

HttpAnswer HttpAnswer::json(const QJsonObject &object, int status)
{
    return json(QJsonDocument(object), status);
}

HttpAnswer HttpAnswer::json(const QJsonArray &array, int status)
{
    return json(QJsonDocument(array), status);
}

HttpAnswer HttpAnswer::text(const QByteArray &text, int status)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, text};
}

HttpAnswer HttpAnswer::html(const QByteArray &html, int status)
{
    return {status, {{"Content-Type", "text/html; charset=utf-8"}}, html};
}

QString decodeOnce(QByteArrayView encoded)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(encoded.toByteArray()));
}

QList<std::pair<QString, QString>> parseForm(const QByteArray &form)
{
    QList<std::pair<QString, QString>> pairs;
    for (QByteArray part : form.split('&')) {
        if (part.isEmpty())
            continue;
        part.replace('+', ' ');
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        pairs.append({decodeOnce(name), decodeOnce(value)});
    }
    return pairs;
}

QString isoTime(const QDateTime &utc)
{
    return utc.isValid() ? utc.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonValue isoOrNull(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(isoTime(utc)) : QJsonValue(QJsonValue::Null);
}

} // namespace opsdeck::sim

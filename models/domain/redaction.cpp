// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/redaction.h"

#include "models/domain/image.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>

namespace opsdeck {

struct Redaction::Shared
{
    QMutex mutex;
    Redactor redactor;
};

namespace {

QJsonValue cleaned(const Redactor &redactor, const QJsonValue &value)
{
    if (value.isString()) {
        const QString text = value.toString();
        return Digest::parse(text).isEmpty() ? redactor.clean(text) : text;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue each : value.toArray())
            array.append(cleaned(redactor, each));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = cleaned(redactor, it.value());
        return object;
    }
    return value;
}

} // namespace

Redaction::Redaction()
    : m_shared(std::make_shared<Shared>())
{ }

void Redaction::learn(const QString &secret)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->redactor.add(secret);
}

Redactor Redaction::redactor() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->redactor;
}

Phrase Redaction::clean(Phrase phrase) const
{
    const Redactor now = redactor();
    // A text with arguments is a pattern of our own, which is looked up in the translations as it is.
    if (phrase.arguments.isEmpty())
        phrase.text = now.clean(phrase.text);
    for (QString &argument : phrase.arguments)
        argument = now.clean(argument);
    return phrase;
}

Error Redaction::clean(Error error) const
{
    error.detail = clean(error.detail);
    error.phrase = clean(std::move(error.phrase));
    return error;
}

QByteArray Redaction::cleanJson(const QByteArray &json) const
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isNull())
        return clean(json);
    const QJsonValue before = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QJsonValue after = cleaned(redactor(), before);
    if (after == before)
        return json;
    return (after.isArray() ? QJsonDocument(after.toArray()) : QJsonDocument(after.toObject()))
        .toJson(QJsonDocument::Compact);
}

} // namespace opsdeck

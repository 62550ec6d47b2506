// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertphrase.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace opsdeck {

namespace {

const QString Annotation = QStringLiteral("opsdeck/phrase");
constexpr qsizetype MostArguments = 9; // of a phrase

} // namespace

bool isPhraseAnnotation(const QString &name)
{
    return name == Annotation;
}

void say(Alert &alert, const Phrase &phrase)
{
    QJsonArray parts{phrase.text};
    for (const QString &argument : phrase.arguments)
        parts.append(argument);
    alert.summary = phrase.plain();
    alert.annotations.insert(Annotation, QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact)));
}

Phrase phraseOf(const Labels &annotations)
{
    const auto kept = annotations.constFind(Annotation);
    if (kept == annotations.cend())
        return {};
    const QJsonArray parts = QJsonDocument::fromJson(kept->toUtf8()).array();
    Phrase phrase(parts.at(0).toString());
    for (qsizetype i = 1; i < parts.size() && i <= MostArguments; ++i)
        phrase.arguments.append(parts.at(i).toString());
    return phrase;
}

} // namespace opsdeck

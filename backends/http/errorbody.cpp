// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/errorbody.h"

#include "backends/json/json.h"

#include <QRegularExpression>

namespace opsdeck::http {

namespace {

constexpr qsizetype MaxParsed = 64 * 1024;

QString wordsOf(json::Element element);

QString wordsOfArray(simdjson::dom::array array)
{
    QStringList all;
    for (const json::Element item : array) {
        if (const QString words = wordsOf(item); !words.isEmpty())
            all.append(words);
    }
    return all.join(QStringLiteral("; "));
}

/// {"code": …, "message": …} of registries and Harbor, {"message": …} of GitLab and Docker, {"error": …} of
/// Prometheus, {"errors": […]}; where none of them is there, the object itself (GitLab's fields with their faults).
QString wordsOfObject(simdjson::dom::object object)
{
    QStringList all;
    for (const char *key : {"message", "error", "error_description", "errors", "detail", "data"}) {
        json::Element value;
        if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null())
            continue;
        const QString words = wordsOf(value);
        if (!words.isEmpty() && !all.contains(words))
            all.append(words);
    }
    std::string_view code;
    if (object.at_key("code").get_string().get(code) == simdjson::SUCCESS)
        all.prepend(json::toText(code));
    return all.isEmpty() ? QString::fromStdString(simdjson::minify(object)) : all.join(QStringLiteral(": "));
}

QString wordsOf(json::Element element)
{
    std::string_view text;
    if (element.get_string().get(text) == simdjson::SUCCESS)
        return json::toText(text);
    simdjson::dom::array array;
    if (element.get_array().get(array) == simdjson::SUCCESS)
        return wordsOfArray(array);
    simdjson::dom::object object;
    if (element.get_object().get(object) == simdjson::SUCCESS)
        return object.size() == 0 ? QString() : wordsOfObject(object);
    return QString::fromStdString(simdjson::minify(element));
}

QString wordsOfHtml(QString html)
{
    static const QRegularExpression title(
        QStringLiteral("<title[^>]*>([^<]*)</title"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression noise(QStringLiteral("<(script|style)[^>]*>.*?</\\1>"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    if (const auto match = title.match(html); match.hasMatch() && !match.captured(1).trimmed().isEmpty())
        return match.captured(1).simplified();
    return html.remove(noise).replace(tag, QStringLiteral(" ")).simplified();
}

QString wordsOfBody(const QByteArray &body)
{
    const QByteArray start = body.left(MaxParsed).trimmed();
    const bool whole = body.size() <= MaxParsed;
    if (whole && (start.startsWith('{') || start.startsWith('"') || start.startsWith('['))) {
        if (const auto document = json::Document::parse(start, {}))
            return wordsOf(document->root());
    }
    const QString text = QString::fromUtf8(start);
    return start.startsWith('<') ? wordsOfHtml(text) : text;
}

QString printable(QString text)
{
    text.removeIf([](QChar c) { return !c.isPrint() && !c.isSpace() && !c.isSurrogate(); });
    return text.trimmed();
}

} // namespace

QString errorInside(json::Element root)
{
    QString fault;
    const json::Fields fields(root, fault);
    if (!fault.isEmpty())
        return {};
    const auto status = fields.element("status");
    const auto info = fields.element("info");
    const auto number = status ? json::toInteger(*status) : std::nullopt;
    std::string_view word;
    const bool saysError = status && status->get_string().get(word) == simdjson::SUCCESS && word == "error";
    QString words;
    if (saysError)
        words = wordsOf(root);
    else if (number && *number != 1 && info)
        words = wordsOf(*info);
    else if (const auto error = fields.element(fields.has("errorDetail") ? "errorDetail" : "error"))
        words = wordsOf(*error);
    else
        return {};
    words = printable(words).left(Error::MaxDetail);
    return words.isEmpty() ? QStringLiteral("HTTP 200, but an error inside.") : words;
}

QString errorWords(const Answer &answer)
{
    QString words = printable(wordsOfBody(answer.body));
    if (words.isEmpty())
        words = QStringLiteral("HTTP %1").arg(answer.status);
    const QString id = printable(QString::fromUtf8(answer.header("x-request-id").left(80)));
    if (id.isEmpty())
        return words.left(Error::MaxDetail);
    const QString suffix = QStringLiteral(" (request %1)").arg(id);
    return words.left(Error::MaxDetail - suffix.size()) + suffix;
}

} // namespace opsdeck::http

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/grafana/parse.h"

#include "backends/json/json.h"

namespace opsdeck::grafana {

Result<SourceIdentity> parseHealth(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields health(document->root(), fault);
    // Others have an /api/health too; this one tells of its database.
    if (fault.isEmpty() && !health.has("database"))
        fault = QStringLiteral("This is not a Grafana: check url and kind.");
    const SourceIdentity identity{QStringLiteral("Grafana"), health.textOr("version")}; // may be hidden
    return json::checked(identity, fault, source.text());
}

Result<QList<Annotation>> parseAnnotations(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto list = json::toList(document->root());
    if (!list)
        return failure(Error::Kind::BadAnswer, source.text(), QStringLiteral("The annotations are no list."));
    const auto timeOf = [](qint64 milliseconds) {
        constexpr qint64 last = 253'402'300'799'999; // year 9999
        return milliseconds > 0 && milliseconds <= last ? QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC)
                                                        : QDateTime();
    };
    QString fault;
    QList<Annotation> annotations;
    for (const json::Element element : *list) {
        json::Fields fields(element, fault);
        Annotation annotation{.source = source, .id = fields.integer("id"), .text = fields.textOr("text")};
        annotation.tags = fields.has("tags") ? fields.texts("tags") : QStringList();
        annotation.by = fields.textOr("login");
        annotation.at = timeOf(fields.integer("time"));
        const QDateTime end = timeOf(fields.integerOr("timeEnd"));
        if (end > annotation.at)
            annotation.until = end; // of a moment it says the same time again
        if (annotation.at.isValid() && !annotation.text.isEmpty())
            annotations.append(std::move(annotation));
    }
    return json::checked(std::move(annotations), fault, source.text());
}

void describeValue(Alert &alert)
{
    const QByteArray values = alert.annotations.value(QStringLiteral("__values__")).toUtf8();
    if (values.isEmpty())
        return;
    const auto document = json::Document::parse(values, {});
    simdjson::dom::object object;
    double number = 0;
    if (!document || document->root().get_object().get(object) != simdjson::SUCCESS || object.size() != 1)
        return;
    if ((*object.begin()).value.get_double().get(number) == simdjson::SUCCESS)
        alert.value = QString::number(number, 'g', 6);
}

} // namespace opsdeck::grafana

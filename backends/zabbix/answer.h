// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/json/json.h"
#include "models/domain/ids.h"

#include <QDateTime>

namespace opsdeck::zabbix {

// What all answers of Zabbix' JSON-RPC have in common, for those who take them apart.

/// The error that stands in an answer instead of a result.
Error refusalOf(json::Element element, const SourceId &source);
/// Seconds since 1970; 0 and what is beyond reason is no time.
QDateTime timeOr(json::Fields &fields, const char *key);
/// A list of objects with two texts each.
QList<std::pair<QString, QString>> pairs(
    json::Fields &fields, const char *key, const char *first, const char *second, QString &fault);

template <typename T, typename Parse> Result<T> result(const QByteArray &body, const SourceId &source, Parse parse)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    const json::Fields envelope(document->root(), fault);
    if (const auto error = envelope.element("error"))
        return tl::unexpected(refusalOf(*error, source));
    const auto value = envelope.element("result");
    if (!value)
        return failure(Error::Kind::BadAnswer, source.text(),
            QStringLiteral("This is no answer of Zabbix' API: check the address."));
    T read = parse(*value, fault);
    return json::checked(std::move(read), fault, source.text());
}

/// Rows, handed to `parse` one after the other.
template <typename T, typename Parse> Result<T> rows(const QByteArray &body, const SourceId &source, Parse parse)
{
    return result<T>(body, source, [&parse](json::Element value, QString &fault) {
        T all;
        const auto list = json::toList(value);
        if (!list)
            fault = QStringLiteral("result: expected an array");
        for (const json::Element &element : list.value_or(QList<json::Element>()))
            parse(json::Fields(element, fault, "result[]"), fault, all);
        return all;
    });
}

} // namespace opsdeck::zabbix

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/json/json.h"
#include "models/domain/ids.h"

namespace opsdeck::harbor {

/// Calls `row(fields, fault, where)` for each element of the array that the answer is; `what` names it in errors.
template <typename T, typename Row>
Result<QList<T>> rows(const QByteArray &body, const SourceId &source, const char *what, Row row)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    // Go writes an empty list as null.
    const auto elements = document->root().is_null() ? QList<json::Element>() : json::toList(document->root());
    QString fault = elements ? QString() : QStringLiteral("%1: expected an array").arg(QLatin1StringView(what));
    QList<T> all;
    for (const json::Element &element : elements.value_or(QList<json::Element>())) {
        const QByteArray where = QByteArray(what) + '[' + QByteArray::number(all.size()) + ']';
        all.append(row(json::Fields(element, fault, where), fault, where));
    }
    return json::checked(std::move(all), fault, source.text());
}

} // namespace opsdeck::harbor

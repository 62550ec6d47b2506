// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/message.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck::sim::gitlab {

/// The part of a list that a request asks for, and the headers that tell where it stands.
struct PageWindow
{
    qsizetype from = 0;
    qsizetype count = 0;
    QList<HttpHeader> headers;
};

/// Offset pagination. `server` is the base of the Link targets. Over 10 000 rows the totals are left out, as GitLab
/// does.
PageWindow offsetWindow(const HttpRequest &request, qsizetype total, const QByteArray &server);

qint64 perPage(const HttpRequest &request); ///< default 20, at most 100

/// The request's address with some parameters replaced; the raw path stays.
QByteArray addressWith(const HttpRequest &request, const QByteArray &server, const QList<HttpHeader> &parameters);

/// One page of rows as JSON; only the rows of the page are converted.
template <typename Row, typename ToJson>
HttpAnswer offsetPage(const HttpRequest &request, const QList<Row> &rows, const QByteArray &server, ToJson toJsonOf)
{
    const PageWindow window = offsetWindow(request, rows.size(), server);
    QJsonArray array;
    for (qsizetype i = window.from; i < window.from + window.count; ++i)
        array.append(toJsonOf(rows.at(i)));
    HttpAnswer answer = HttpAnswer::json(array);
    answer.headers += window.headers;
    return answer;
}

/// Sorts by a key, ascending or by the request's `sort`; equal keys keep their order.
template <typename Row, typename Key>
void sortBy(QList<const Row *> &rows, const HttpRequest &request, const QString &fallback, Key key)
{
    const bool ascending = request.parameter("sort", fallback) == QStringLiteral("asc");
    std::stable_sort(rows.begin(), rows.end(),
        [&](const Row *a, const Row *b) { return ascending ? key(*a) < key(*b) : key(*b) < key(*a); });
}

template <typename Row> QList<const Row *> pointersTo(const QList<Row> &rows)
{
    QList<const Row *> pointers;
    pointers.reserve(rows.size());
    for (const Row &row : rows)
        pointers.append(&row);
    return pointers;
}

} // namespace opsdeck::sim::gitlab

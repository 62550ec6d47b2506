// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/gitlab/paging.h"

namespace opsdeck::sim::gitlab {

namespace {

constexpr qsizetype countedRows = 10'000;

} // namespace

qint64 perPage(const HttpRequest &request)
{
    return std::clamp<qint64>(request.number("per_page", 20), 1, 100);
}

QByteArray addressWith(const HttpRequest &request, const QByteArray &server, const QList<HttpHeader> &parameters)
{
    const auto replaced = [&](const QByteArray &name) {
        return std::any_of(parameters.cbegin(), parameters.cend(), [&](const auto &p) { return p.first == name; });
    };
    QByteArrayList query;
    for (const QByteArray &part : request.rawQuery.split('&')) {
        if (!part.isEmpty() && !replaced(part.left(part.indexOf('='))))
            query << part;
    }
    for (const auto &[name, value] : parameters)
        query << name + '=' + value;
    return server + request.path + '?' + query.join('&');
}

PageWindow offsetWindow(const HttpRequest &request, qsizetype total, const QByteArray &server)
{
    const qint64 size = perPage(request);
    const qint64 page = std::max<qint64>(1, request.number("page", 1));
    const qint64 last = std::max<qint64>(1, (total + size - 1) / size);
    const bool counted = total <= countedRows;

    PageWindow window;
    window.from = std::min<qsizetype>(total, (page - 1) * size);
    window.count = std::min<qsizetype>(size, total - window.from);
    const QByteArray next = page < last ? QByteArray::number(page + 1) : QByteArray();
    const QByteArray previous = page > 1 ? QByteArray::number(page - 1) : QByteArray();

    QByteArrayList links;
    const auto link = [&](const QByteArray &target, const QByteArray &relation) {
        const QByteArray address
            = addressWith(request, server, {{"page", target}, {"per_page", QByteArray::number(size)}});
        links << '<' + address + ">; rel=\"" + relation + '"';
    };
    if (!previous.isEmpty())
        link(previous, "prev");
    if (!next.isEmpty())
        link(next, "next");
    link("1", "first");
    if (counted)
        link(QByteArray::number(last), "last");

    window.headers = {{"X-Page", QByteArray::number(page)}, {"X-Per-Page", QByteArray::number(size)},
        {"X-Next-Page", next}, {"X-Prev-Page", previous}, {"Link", links.join(", ")}};
    if (counted) {
        window.headers.append({"X-Total", QByteArray::number(total)});
        window.headers.append({"X-Total-Pages", QByteArray::number(last)});
    }
    return window;
}

} // namespace opsdeck::sim::gitlab

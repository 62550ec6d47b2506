// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/storesearch.h"

#include "app/features/onresults.h"

#include <QLoggingCategory>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcSearch, "opsdeck.search")

constexpr int mostHits = 20;
constexpr qsizetype shortestQuery = 2;

QString iconOf(SearchHit::Kind kind)
{
    switch (kind) {
    case SearchHit::Kind::Alert:
        return QStringLiteral("alerts");
    case SearchHit::Kind::Project:
        return QStringLiteral("branch");
    case SearchHit::Kind::Pipeline:
        return QStringLiteral("pipeline");
    case SearchHit::Kind::MergeRequest:
        return QStringLiteral("merge");
    case SearchHit::Kind::Tag:
    case SearchHit::Kind::Release:
        return QStringLiteral("releases");
    case SearchHit::Kind::Artifact:
        return QStringLiteral("image");
    case SearchHit::Kind::LedgerEntry:
        return QStringLiteral("ledger");
    }
    return {};
}

/// The module that is built from this project, or runs this image; null = none.
const ProductModule *moduleOf(const Workspace &workspace, const SearchHit &hit)
{
    const QString path = hit.kind == SearchHit::Kind::Project ? hit.title : hit.subtitle;
    const QString repository = hit.key.section(u'@', 0, 0);
    for (const Product &product : workspace.products) {
        for (const ProductModule &part : product.modules) {
            const bool fits = hit.kind == SearchHit::Kind::Artifact ? part.image.repository == repository
                                                                    : !path.isEmpty() && part.project == path;
            if (fits)
                return &part;
        }
    }
    return nullptr;
}

} // namespace

StoreSearch::StoreSearch(const FeatureContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{ }

void StoreSearch::search(const QString &words)
{
    const quint64 request = ++m_request;
    if (words.simplified().size() < shortestQuery)
        return;
    using Hits = std::tuple<QList<SearchHit>, QList<SearchHit>>;
    onResults(
        this,
        [this, request, words](const Result<Hits> &hits) {
            if (!hits)
                qCWarning(lcSearch).noquote() << hits.error().origin << hits.error().detail;
            else if (request == m_request)
                Q_EMIT found(words, placesOf(std::get<0>(*hits) + std::get<1>(*hits)));
        },
        m_context.cache.search(words, mostHits), m_context.ledger.search(words, mostHits));
}

QList<FoundPlace> StoreSearch::placesOf(const QList<SearchHit> &hits) const
{
    QList<FoundPlace> places;
    for (const SearchHit &hit : hits) {
        if (const auto place = placeOf(hit))
            places.append(*place);
    }
    return places;
}

/// Nothing where no page shows it: a project that no product of this workspace is built from.
std::optional<FoundPlace> StoreSearch::placeOf(const SearchHit &hit) const
{
    FoundPlace found{QStringLiteral("releases"), {iconOf(hit.kind), hit.title, hit.subtitle, {}}};
    switch (hit.kind) {
    case SearchHit::Kind::Alert:
        found.page = QStringLiteral("alerts");
        found.place.place = hit.title;
        return found;
    case SearchHit::Kind::LedgerEntry:
        found.page = QStringLiteral("ledger");
        found.place.place = hit.key;
        return found;
    default:
        break;
    }
    const ProductModule *part = moduleOf(m_context.workspace, hit);
    if (part == nullptr)
        return std::nullopt;
    found.place.place = part->id.text();
    return found;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/feature.h"
#include "widgets/shell/page.h"

namespace opsdeck {

/// What the stores hold that fits what a person typed, as places of pages: for the command palette, beside what the
/// pages offer themselves. GUI thread.
class StoreSearch : public QObject
{
    Q_OBJECT

public:
    explicit StoreSearch(const FeatureContext &context, QObject *parent = nullptr);

    /// Answered by `found`, unless something else is searched for in the meantime.
    void search(const QString &words);

Q_SIGNALS:
    void found(const QString &words, const QList<opsdeck::FoundPlace> &places);

private:
    QList<FoundPlace> placesOf(const QList<SearchHit> &hits) const;
    std::optional<FoundPlace> placeOf(const SearchHit &hit) const;

    FeatureContext m_context;
    quint64 m_request = 0;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"

#include <QPointer>

namespace opsdeck {

class LedgerPage;

/// The ledger page on the ledger: the newest entries at start and after every append, older ones as they are asked for.
class LedgerFeature : public Feature
{
    Q_OBJECT

public:
    explicit LedgerFeature(const FeatureContext &context, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

private:
    void readNewest(qint64 olderThan, const QList<LedgerEntry> &gathered);
    void readOlder(qint64 olderThan);
    void verify();

    FeatureContext m_context;
    QPointer<LedgerPage> m_page;
    Coalescer m_reading;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/billservice.h"
#include "app/features/coalescer.h"
#include "app/features/feature.h"

#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace opsdeck {

class BillsPage;
struct BillKey;
struct BillWish;

/// The page of product versions with its service: reads the files at start, on request and after one was written; what
/// is known of the shown version again whenever rows change.
class BillsFeature : public Feature
{
    Q_OBJECT

public:
    /// `readOnly` says why no version can be made from here; empty = it can.
    BillsFeature(
        const FeatureContext &context, BillService &service, const QString &readOnly = {}, QObject *parent = nullptr);
    ~BillsFeature() override;

    static PageCard card();
    Page *page() override;

private:
    void connectPage();
    void read();
    void readDetails(const BillKey &key, const std::function<void()> &then = {});
    void compare(const BillKey &key, const QString &before);
    void find(const QString &text);
    void readNames(const ProductId &product);
    void propose(const BillWish &wish);
    void create(bool anyway);

    FeatureContext m_context;
    BillService &m_service;
    QPointer<BillsPage> m_page;
    Coalescer m_reading;
    Coalescer m_details;
    std::unique_ptr<BillKey> m_shown;
    std::optional<BillProposal> m_proposal; ///< what the dialog shows
    quint64 m_proposals = 0; ///< only the newest counts
};

} // namespace opsdeck

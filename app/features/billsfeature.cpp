// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/billsfeature.h"

#include "models/ports/onresult.h"
#include "widgets/pages/bills/billspage.h"

namespace opsdeck {

namespace {

BillOrder orderOf(const BillWish &wish)
{
    BillOrder order{wish.key.product, wish.key.version, BillOrder::From::Tags, wish.name, wish.tags, wish.note, false};
    if (wish.from == BillWish::From::Branch)
        order.from = BillOrder::From::Branch;
    else if (wish.from == BillWish::From::Tag)
        order.from = BillOrder::From::Tag;
    return order;
}

} // namespace

BillsFeature::BillsFeature(
    const FeatureContext &context, BillService &service, const QString &readOnly, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_service(service)
    , m_page(new BillsPage(
          context.theme, context.workspace.products, context.workspace.environments)) // the shell becomes its parent
    , m_reading([this] { read(); })
    , m_details([this] { readDetails(*m_shown, [this] { m_details.finished(); }); })
    , m_shown(std::make_unique<BillKey>())
{
    m_page->setReadOnly(readOnly);
    connectPage();
    connect(&service, &BillService::changed, this, [this] { m_reading.request(); });
    connect(&context.cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        static const QSet<RowKind> concerning{RowKind::Git, RowKind::Registry, RowKind::Hosts};
        if (notice.kinds.intersects(concerning) && !m_shown->isEmpty())
            m_details.request();
    });
    m_reading.request();
}

BillsFeature::~BillsFeature() = default;

PageCard BillsFeature::card()
{
    return BillsPage::describe();
}

Page *BillsFeature::page()
{
    return m_page;
}

void BillsFeature::connectPage()
{
    connect(m_page, &BillsPage::detailsWanted, this, [this](const BillKey &key) {
        *m_shown = key;
        readDetails(key); // at once: somebody looks at it
    });
    connect(m_page, &BillsPage::compareWanted, this, &BillsFeature::compare);
    connect(m_page, &BillsPage::findWanted, this, &BillsFeature::find);
    connect(m_page, &BillsPage::namesWanted, this, &BillsFeature::readNames);
    connect(m_page, &BillsPage::previewWanted, this, &BillsFeature::propose);
    connect(m_page, &BillsPage::createRequested, this, &BillsFeature::create);
    connect(m_page, &BillsPage::reloadRequested, this, [this] { m_reading.request(); });
    connect(m_page, &BillsPage::deployRequested, this, [this](const BillKey &key) {
        Q_EMIT m_page->openAddressRequested(QStringLiteral("deploy"), key.product.text() + u'/' + key.version);
    });
}

void BillsFeature::read()
{
    onResult(m_service.bills(), this, [this](const Result<BillList> &list) {
        if (m_page && list)
            m_page->setBills(list->bills, list->faults);
        else if (m_page)
            m_page->setError(list.error());
        m_reading.finished();
        Q_EMIT shown();
    });
}

void BillsFeature::readDetails(const BillKey &key, const std::function<void()> &then)
{
    const auto open = std::make_shared<int>(2);
    const auto done = [open, then] {
        if (--*open == 0 && then)
            then();
    };
    onResult(m_service.check(key.product, key.version), this, [this, key, done](const Result<BillCheck> &check) {
        if (m_page)
            m_page->setCheck(key, check);
        done();
    });
    onResult(m_service.use(key.product, key.version), this, [this, key, done](const Result<BillUse> &use) {
        if (m_page)
            m_page->setUsage(key,
                use ? Result<BillUsage>(BillUsage{use->hosts, use->sites, use->blind})
                    : Result<BillUsage>(tl::unexpected(use.error())));
        done();
    });
}

void BillsFeature::compare(const BillKey &key, const QString &before)
{
    onResult(m_service.compare(key.product, before, key.version), this,
        [this, key, before](const Result<BillComparison> &comparison) {
            if (m_page)
                m_page->setComparison(key, before, comparison);
        });
}

void BillsFeature::find(const QString &text)
{
    onResult(m_service.find(text), this, [this, text](const Result<BillSearch> &search) {
        if (m_page)
            m_page->setFound(text,
                search ? Result<FoundImages>(FoundImages{text, search->found, search->blind, search->faults})
                       : Result<FoundImages>(tl::unexpected(search.error())));
    });
}

void BillsFeature::readNames(const ProductId &product)
{
    onResult(m_service.choices(product), this, [this, product](const Result<BillChoices> &choices) {
        if (m_page)
            m_page->setNames(product,
                choices ? Result<BillNames>(BillNames{choices->branches, choices->tags, choices->tagsOf})
                        : Result<BillNames>(tl::unexpected(choices.error())));
    });
}

void BillsFeature::propose(const BillWish &wish)
{
    const quint64 request = ++m_proposals;
    m_proposal.reset();
    onResult(m_service.propose(orderOf(wish)), this, [this, wish, request](const Result<BillProposal> &proposal) {
        if (request != m_proposals || !m_page)
            return;
        if (!proposal)
            return m_page->setPreview(tl::unexpected(proposal.error()));
        m_proposal = *proposal;
        m_page->setPreview(BillPreview{wish, proposal->draft, proposal->check, proposal->path, proposal->exists});
    });
}

void BillsFeature::create(bool anyway)
{
    if (!m_proposal)
        return;
    BillProposal proposal = *m_proposal;
    proposal.order.anyway = anyway;
    const BillKey key{proposal.order.product, proposal.order.version};
    onResult(m_service.create(proposal), this, [this, key](const Result<BillWritten> &written) {
        if (m_page)
            m_page->setWritten(written ? Result<BillKey>(key) : Result<BillKey>(tl::unexpected(written.error())));
    });
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/ledgerfeature.h"

#include "app/features/savefile.h"
#include "models/items/ledgermodel.h"
#include "models/ports/onresult.h"
#include "widgets/pages/ledger/ledgerpage.h"

namespace opsdeck {

namespace {

constexpr int Chunk = 200;

} // namespace

LedgerFeature::LedgerFeature(const FeatureContext &context, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_page(new LedgerPage(context.theme)) // the shell becomes its parent
    , m_reading([this] { readNewest(0, {}); })
{
    connect(&m_context.ledger, &Ledger::changed, this, [this](const ChangeNotice &notice) {
        if (notice.kinds.contains(RowKind::Ledger))
            m_reading.request();
    });
    connect(m_page, &LedgerPage::olderWanted, this, &LedgerFeature::readOlder);
    connect(m_page, &LedgerPage::verifyRequested, this, &LedgerFeature::verify);
    connect(m_page, &LedgerPage::saveRequested, this, [this](const QString &file, const QByteArray &content) {
        const auto saved = saveFile(file, m_context.redaction.cleanKnown(content));
        if (!saved && m_page)
            m_page->showProblem(saved.error());
    });
    m_reading.request();
}

PageCard LedgerFeature::card()
{
    return LedgerPage::describe();
}

Page *LedgerFeature::page()
{
    return m_page;
}

/// Reads down until the page's newest entry is met, so that the list never has a hole.
void LedgerFeature::readNewest(qint64 olderThan, const QList<LedgerEntry> &gathered)
{
    onResult(
        m_context.ledger.entries(olderThan, Chunk), this, [this, gathered](const Result<QList<LedgerEntry>> &entries) {
            if (!m_page)
                return;
            if (!entries) {
                m_page->showProblem(entries.error());
                m_reading.finished();
                return;
            }
            const QList<LedgerEntry> all = gathered + *entries;
            const qint64 known = m_page->model().newest();
            if (known > 0 && entries->size() == Chunk && entries->last().number > known + 1) {
                readNewest(entries->last().number, all);
                return;
            }
            m_page->addNewest(all);
            m_reading.finished();
        });
}

void LedgerFeature::readOlder(qint64 olderThan)
{
    onResult(m_context.ledger.entries(olderThan, Chunk), this, [this](const Result<QList<LedgerEntry>> &entries) {
        if (!m_page)
            return;
        if (entries)
            m_page->addOlder(*entries);
        else
            m_page->showProblem(entries.error());
    });
}

void LedgerFeature::verify()
{
    onResult(m_context.ledger.verifyChain(), this, [this](const Result<qint64> &firstBroken) {
        if (m_page)
            m_page->showVerification(firstBroken);
    });
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/stores.h"

#include "backends/store/cachestore.h"
#include "backends/store/ledgerstore.h"

namespace opsdeck {

namespace {

class SqliteStores final : public Stores
{
public:
    SqliteStores(store::Connections cache, store::Connections ledger)
        : m_writer(QStringLiteral("opsdeck-store"))
        , m_reader(QStringLiteral("opsdeck-read"))
        , m_cache(std::move(cache), m_writer, m_reader)
        , m_ledger(std::move(ledger), m_writer, m_reader)
    { }

    ~SqliteStores() override
    {
        m_ledger.writeWaitingLines();
        // The writer first: reads pass through its queue.
        m_writer.finish();
        m_reader.finish();
    }

    Cache &cache() override { return m_cache; }
    Ledger &ledger() override { return m_ledger; }

private:
    store::StoreThread m_writer;
    store::StoreThread m_reader;
    store::CacheStore m_cache;
    store::LedgerStore m_ledger;
};

} // namespace

Result<std::unique_ptr<Stores>> openStores(const QString &folder)
{
    const auto cacheMigrations = store::migrationsIn(QStringLiteral(":/opsdeck/sql/cache"));
    const auto ledgerMigrations = store::migrationsIn(QStringLiteral(":/opsdeck/sql/ledger"));
    for (const auto *migrations : {&cacheMigrations, &ledgerMigrations}) {
        if (!*migrations)
            return tl::unexpected(migrations->error());
    }
    if (auto made = store::makePrivateFolder(folder); !made)
        return tl::unexpected(made.error());
    auto ledger = store::openLedgerFile(folder, *ledgerMigrations);
    if (!ledger)
        return tl::unexpected(ledger.error());
    auto cache = store::openCacheFile(folder, *cacheMigrations);
    if (!cache)
        return tl::unexpected(cache.error());
    return std::make_unique<SqliteStores>(std::move(*cache), std::move(*ledger));
}

} // namespace opsdeck

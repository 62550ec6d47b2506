// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/stores.h"

#include "backends/store/cachestore.h"
#include "backends/store/historystore.h"
#include "backends/store/ledgerstore.h"
#include "backends/store/storecare.h"
#include "backends/store/storelock.h"

#include <QFileInfo>

namespace opsdeck {

namespace {

using store::Access;
using store::Depth;
using store::FileCare;

struct Schemas
{
    QList<store::Migration> cache;
    QList<store::Migration> ledger;
    QList<store::Migration> history;
};

Result<Schemas> loadSchemas()
{
    auto cache = store::migrationsIn(QStringLiteral(":/opsdeck/sql/cache"));
    if (!cache)
        return tl::unexpected(cache.error());
    auto ledger = store::migrationsIn(QStringLiteral(":/opsdeck/sql/ledger"));
    if (!ledger)
        return tl::unexpected(ledger.error());
    auto history = store::migrationsIn(QStringLiteral(":/opsdeck/sql/history"));
    if (!history)
        return tl::unexpected(history.error());
    return Schemas{*std::move(cache), *std::move(ledger), *std::move(history)};
}

/// Whether this process may write the folder, and if not, why: both as the report and as what a write is answered.
struct Right
{
    std::unique_ptr<store::StoreLock> lock;
    StoreReport report;
    std::optional<Error> refusal;
};

QString nameOf(const StoreHolder &holder)
{
    return QStringLiteral("process %1 of %2 on %3 since %4")
        .arg(QString::number(holder.pid), holder.user, holder.machine, holder.since.toString(Qt::ISODate));
}

Right askForRight(const QString &folder)
{
    Right right;
    right.report.folder = folder;
    auto attempt = store::StoreLock::take(folder);
    right.lock = std::move(attempt.lock);
    if (attempt.holder) {
        right.report.writing = StoreReport::Writing::HeldByOther;
        right.report.holder = attempt.holder;
        right.refusal = Error{Error::Kind::Refused, folder,
            QStringLiteral("Another Opsdeck has this workspace open: ") + nameOf(*attempt.holder), 0, {}};
    } else if (attempt.error) {
        right.report.writing
            = attempt.notPermitted ? StoreReport::Writing::NotPermitted : StoreReport::Writing::Failing;
        right.report.writeError = attempt.error;
        right.refusal = attempt.error;
    }
    return right;
}

void noteOpened(StoreReport &report, const store::OpenedFile &opened)
{
    if (opened.writeError) {
        report.writing = StoreReport::Writing::Failing;
        report.writeError = opened.writeError;
    }
    if (!opened.setAside.isEmpty())
        report.cacheSetAside = opened.setAside;
    if (opened.salvage)
        report.salvage = opened.salvage;
}

/// The files as they were opened.
struct OpenedFiles
{
    store::OpenedFile cache;
    store::OpenedFile ledger;
    store::OpenedFile history;
};

class SqliteStores final : public Stores
{
public:
    SqliteStores(Right right, Schemas schemas, OpenedFiles files, const StoreSettings &settings)
        : m_lock(std::move(right.lock))
        , m_schemas(std::move(schemas))
        , m_folder(right.report.folder)
        , m_care(right.report, {files.cache.writeError, files.ledger.writeError})
        , m_history(
              std::move(files.history.connections), [this](bool damaged) { return reopenHistory(damaged); },
              right.refusal, settings)
        , m_cache(
              std::move(files.cache.connections), [this](bool damaged) { return reopenCache(damaged); }, right.refusal,
              settings)
        , m_ledger(
              std::move(files.ledger.connections), [this](bool damaged) { return reopenLedger(damaged); },
              right.refusal, settings)
    {
        m_cache.setHistory(&m_history);
        m_history.start(m_care.eventsOf(FileCare::Which::History, [this] { m_history.forgetAll(); }), settings);
        m_cache.start(m_care.eventsOf(FileCare::Which::Cache, [this] { m_cache.forgetAll(); }), settings);
        m_ledger.start(m_care.eventsOf(FileCare::Which::Ledger, [this] { m_ledger.tellAll(); }), settings);
        if (right.refusal)
            return; // whoever may write looks after the files
        for (const Depth depth : {Depth::Quick, Depth::Full}) {
            const auto after = depth == Depth::Quick ? settings.quickCheckAfter : settings.fullCheckAfter;
            m_care.checkLater(FileCare::Which::Ledger, m_ledger.channel(), depth, after);
            m_care.checkLater(FileCare::Which::Cache, m_cache.channel(), depth, after);
            m_care.checkLater(FileCare::Which::History, m_history.channel(), depth, after);
        }
    }

    ~SqliteStores() override
    {
        m_care.finish();
        m_ledger.writeWaitingLines();
        m_ledger.channel().finish();
        m_cache.channel().finish();
        m_history.writeWaitingTimes();
        m_history.channel().finish();
    }

    Cache &cache() override { return m_cache; }
    Ledger &ledger() override { return m_ledger; }
    History &history() override { return m_history; }
    StoreCare &care() override { return m_care; }

private:
    Result<store::OpenedFile> reopenCache(bool damaged)
    {
        return damaged ? store::replaceCacheFile(m_folder, m_schemas.cache)
                       : store::openCacheFile(m_folder, m_schemas.cache, Access::Write);
    }
    Result<store::OpenedFile> reopenHistory(bool damaged)
    {
        return damaged ? store::replaceHistoryFile(m_folder, m_schemas.history)
                       : store::openHistoryFile(m_folder, m_schemas.history, Access::Write);
    }
    Result<store::OpenedFile> reopenLedger(bool damaged)
    {
        return store::openLedgerFile(m_folder, m_schemas.ledger, Access::Write, damaged ? Depth::Full : Depth::Surface);
    }

    const std::unique_ptr<store::StoreLock> m_lock; // given back last
    const Schemas m_schemas;
    const QString m_folder;
    FileCare m_care;
    store::HistoryStore m_history; // before the cache, which tells it what is stored
    store::CacheStore m_cache;
    store::LedgerStore m_ledger;
};

} // namespace

Result<std::unique_ptr<Stores>> openStores(const QString &folder, StoreSettings settings)
{
    auto schemas = loadSchemas();
    if (!schemas)
        return tl::unexpected(schemas.error());
    if (auto made = store::makePrivateFolder(folder); !made && !QFileInfo(folder).isDir())
        return tl::unexpected(made.error());
    Right right = askForRight(folder);
    const Access access = right.refusal ? Access::Read : Access::Write;
    auto ledger = store::openLedgerFile(folder, schemas->ledger, access);
    if (!ledger)
        return tl::unexpected(ledger.error());
    auto cache = store::openCacheFile(folder, schemas->cache, access);
    if (!cache)
        return tl::unexpected(cache.error());
    auto history = store::openHistoryFile(folder, schemas->history, access);
    if (!history)
        return tl::unexpected(history.error());
    noteOpened(right.report, *ledger);
    noteOpened(right.report, *cache);
    right.report.historySetAside = history->setAside;
    return std::make_unique<SqliteStores>(std::move(right), *std::move(schemas),
        OpenedFiles{*std::move(cache), *std::move(ledger), *std::move(history)}, settings);
}

} // namespace opsdeck

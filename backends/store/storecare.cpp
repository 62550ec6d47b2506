// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/storecare.h"

#include "models/ports/handover.h"

#include <QLoggingCategory>
#include <QTimer>

#include <sqlite3.h>

#include <algorithm>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcCare, "opsdeck.store.check")

StoreReport::Check &checkOf(StoreReport &report, FileCare::Which which)
{
    switch (which) {
    case FileCare::Which::Cache:
        return report.cacheCheck;
    case FileCare::Which::Ledger:
        return report.ledgerCheck;
    case FileCare::Which::History:
        return report.historyCheck;
    }
    return report.cacheCheck;
}

} // namespace

FileCare::FileCare(StoreReport report, WriteErrors errors)
    : m_report(std::move(report))
    , m_errors(std::move(errors))
    , m_thread(QStringLiteral("opsdeck-check"))
{ }

FileCare::~FileCare()
{
    finish();
}

void FileCare::finish()
{
    m_stop = true;
    m_thread.finish();
}

void FileCare::update(std::function<void(StoreReport &)> change)
{
    postTo(this, [this, change = std::move(change)] {
        const StoreReport before = m_report;
        change(m_report);
        if (m_report != before)
            Q_EMIT changed(m_report);
    });
}

/// The report tells of the first file that cannot be written.
void FileCare::noteWriting(StoreReport &report, Which which, const std::optional<Error> &error)
{
    if (report.isReadOnly())
        return;
    m_errors[size_t(which)] = error;
    const auto first = std::ranges::find_if(m_errors, [](const auto &known) { return known.has_value(); });
    report.writeError = first == m_errors.end() ? std::nullopt : *first;
    report.writing = report.writeError ? StoreReport::Writing::Failing : StoreReport::Writing::Possible;
}

Channel::Events FileCare::eventsOf(Which which, std::function<void()> reopened)
{
    Channel::Events events;
    events.writing = [this, which](const std::optional<Error> &error) {
        update([this, which, error](StoreReport &report) { noteWriting(report, which, error); });
    };
    events.reopened = [this, which, reopened = std::move(reopened)](const OpenedFile &opened) {
        update([which, aside = opened.setAside, salvage = opened.salvage](StoreReport &report) {
            if (!aside.isEmpty())
                (which == Which::History ? report.historySetAside : report.cacheSetAside) = aside;
            if (salvage)
                report.salvage = salvage;
            checkOf(report, which) = StoreReport::Check::Quick;
        });
        reopened();
    };
    events.broken = [this, which](const Error &error) {
        update([this, which, error](StoreReport &report) {
            checkOf(report, which) = StoreReport::Check::Unsound;
            noteWriting(report, which, error);
        });
    };
    return events;
}

void FileCare::checkLater(Which which, Channel &channel, Depth depth, std::chrono::milliseconds after)
{
    m_thread.post([this, which, &channel, depth, after] {
        QTimer::singleShot(after, m_thread.context(), [this, which, &channel, depth] { check(which, channel, depth); });
    });
}

void FileCare::check(Which which, Channel &channel, Depth depth)
{
    constexpr int instructionsBetweenLooks = 10'000;
    const QString &path = channel.path();
    const int generation = channel.generation();
    int code = 0;
    const auto sound = guarded<void>(
        path,
        [&] {
            Database db(path, Database::Mode::Read, Database::Durability::Normal);
            sqlite3_progress_handler(
                db.handle().getHandle(), instructionsBetweenLooks,
                [](void *stop) { return int(static_cast<std::atomic<bool> *>(stop)->load()); }, &m_stop);
            checkIntegrity(db, depth);
        },
        &code);
    if (m_stop)
        return;
    if (sound) {
        const auto result = depth == Depth::Full ? StoreReport::Check::Sound : StoreReport::Check::Quick;
        update([which, result](StoreReport &report) { checkOf(report, which) = result; });
    } else if (isDamage(code)) {
        qCWarning(lcCare).noquote() << path << "is not sound:" << sound.error().detail;
        channel.repair(generation);
    } else {
        qCWarning(lcCare).noquote() << path << "could not be checked:" << sound.error().detail;
    }
}

} // namespace opsdeck::store

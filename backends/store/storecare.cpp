// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/storecare.h"

#include <QLoggingCategory>
#include <QTimer>

#include <sqlite3.h>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcCare, "opsdeck.store.check")

StoreReport::Check &checkOf(StoreReport &report, FileCare::Which which)
{
    return which == FileCare::Which::Cache ? report.cacheCheck : report.ledgerCheck;
}

} // namespace

FileCare::FileCare(StoreReport report)
    : m_report(std::move(report))
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
    QMetaObject::invokeMethod(
        this,
        [this, change = std::move(change)] {
            const StoreReport before = m_report;
            change(m_report);
            if (m_report != before)
                Q_EMIT changed(m_report);
        },
        Qt::QueuedConnection);
}

Channel::Events FileCare::eventsOf(Which which, std::function<void()> reopened)
{
    Channel::Events events;
    events.writing = [this](const std::optional<Error> &error) {
        update([error](StoreReport &report) {
            if (report.isReadOnly())
                return;
            report.writing = error ? StoreReport::Writing::Failing : StoreReport::Writing::Possible;
            report.writeError = error;
        });
    };
    events.reopened = [this, which, reopened = std::move(reopened)](const OpenedFile &opened) {
        update([which, aside = opened.setAside, salvage = opened.salvage](StoreReport &report) {
            if (!aside.isEmpty())
                report.cacheSetAside = aside;
            if (salvage)
                report.salvage = salvage;
            checkOf(report, which) = StoreReport::Check::Quick;
        });
        reopened();
    };
    events.broken = [this, which](const Error &error) {
        update([which, error](StoreReport &report) {
            checkOf(report, which) = StoreReport::Check::Unsound;
            report.writing = StoreReport::Writing::Failing;
            report.writeError = error;
        });
    };
    return events;
}

void FileCare::checkLater(
    Which which, const QString &path, Depth depth, std::chrono::milliseconds after, std::function<void()> unsound)
{
    m_thread.post([this, which, path, depth, after, unsound = std::move(unsound)] {
        QTimer::singleShot(
            after, m_thread.context(), [this, which, path, depth, unsound] { check(which, path, depth, unsound); });
    });
}

void FileCare::check(Which which, const QString &path, Depth depth, const std::function<void()> &unsound)
{
    constexpr int instructionsBetweenLooks = 10'000;
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
        unsound();
    } else {
        qCWarning(lcCare).noquote() << path << "could not be checked:" << sound.error().detail;
    }
}

} // namespace opsdeck::store

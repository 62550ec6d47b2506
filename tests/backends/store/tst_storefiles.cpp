// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/files.h"
#include "tests/backends/store/samples.h"

#include <sys/stat.h>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

int modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(path.toLocal8Bit().constData(), &info) == 0 ? int(info.st_mode & 07777) : -1;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void exec(const QString &path, const char *sql)
{
    SQLite::Database(path.toStdString(), SQLite::OPEN_READWRITE).exec(sql);
}

} // namespace

class StoreFilesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString folder() const { return m_dir->filePath(u"store"_s); }
    QString path(const QString &name) const { return folder() + u'/' + name; }
    QStringList files(const QString &pattern) const { return QDir(folder()).entryList({pattern}, QDir::Files); }

    void fillAndClose()
    {
        const auto stores = mustOpen(folder());
        Snapshot<Alert> alerts;
        for (int i = 0; i < 200; ++i)
            alerts.rows.append(alertOf(lab, QString::number(i), QString(100, u'x')));
        QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("c", alerts))));
        for (int i = 0; i < 50; ++i)
            QVERIFY(wait(stores->ledger().append({.at = at(i), .subject = QString(200, u'x')})));
    }

    Result<store::OpenedFile> openLedger(const QList<store::Migration> &migrations)
    {
        return store::openLedgerFile(folder(), migrations, store::Access::Write);
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void theMigrationsAreInTheProgramAndInOrder()
    {
        QVERIFY(QFile(u":/opsdeck/sql/cache/001_sources.sql"_s).open(QIODevice::ReadOnly));
        QCOMPARE(store::migrationsIn(u":/opsdeck/sql/cache"_s)->last().name, u"009_annotations.sql"_s);
        QCOMPARE(store::migrationsIn(u":/opsdeck/sql/ledger"_s)->last().number, 5);
        QVERIFY(!store::migrationsIn(u":/opsdeck/sql/nowhere"_s));
        QFile gap(m_dir->filePath(u"002_gap.sql"_s));
        QVERIFY(gap.open(QIODevice::WriteOnly));
        QVERIFY(!store::migrationsIn(m_dir->path()));
    }

    void filesArePrivateUnderAnyUmask_data()
    {
        QTest::addColumn<int>("mask");
        for (const int mask : {0, 022, 077, 0777})
            QTest::addRow("%03o", mask) << mask;
    }
    void filesArePrivateUnderAnyUmask()
    {
        QFETCH(int, mask);
        const auto before = ::umask(mode_t(mask));
        const auto stores = openStores(folder());
        ::umask(before);
        QVERIFY(stores);
        QVERIFY(wait((*stores)->cache().commit(recordOf(lab), batchOf("c"))));
        QVERIFY(wait((*stores)->ledger().append({.at = at(0)})));
        QCOMPARE(modeOf(folder()), 0700);
        const QStringList all = files(u"*"_s);
        QCOMPARE(all.size(), 10); // three databases, each with a log and a lock file, and the lock of the folder
        for (const QString &name : all)
            QCOMPARE(modeOf(path(name)), 0600);
    }

    void widePermissionsAreNarrowed()
    {
        fillAndClose();
        QCOMPARE(::chmod(folder().toLocal8Bit().constData(), 0755), 0);
        QCOMPARE(::chmod(path(u"ledger.db"_s).toLocal8Bit().constData(), 0644), 0);
        const auto stores = mustOpen(folder());
        QCOMPARE(modeOf(folder()), 0700);
        QCOMPARE(modeOf(path(u"ledger.db"_s)), 0600);
    }

    void nothingButTheFilesAndTheLockIsLeftAfterClosing()
    {
        fillAndClose();
        QCOMPARE(files(u"*"_s), (QStringList{u"cache.db"_s, u"history.db"_s, u"ledger.db"_s, u"lock"_s}));
    }

    void aLedgerOfANewerProgramIsRefusedUntouched_data()
    {
        QTest::addColumn<bool>("inTheLog");
        QTest::addRow("in the file") << false;
        QTest::addRow("still in the log") << true;
    }
    void aLedgerOfANewerProgramIsRefusedUntouched()
    {
        QFETCH(bool, inTheLog);
        const QString name = u"ledger.db"_s;
        fillAndClose();
        std::optional<SQLite::Database> newer;
        newer.emplace(path(name).toStdString(), SQLite::OPEN_READWRITE);
        newer->exec("PRAGMA user_version = 99");
        if (!inTheLog)
            newer.reset();
        const QByteArray before = bytesOf(path(name));
        const QByteArray logBefore = bytesOf(path(name + u"-wal"_s));
        QCOMPARE(!logBefore.isEmpty(), inTheLog);

        const auto refused = openStores(folder());

        QCOMPARE(refused.error().kind, Error::Kind::Storage);
        QCOMPARE(refused.error().origin, path(name));
        QVERIFY2(refused.error().detail.contains(u"newer Opsdeck (schema 99"_s), qPrintable(refused.error().detail));
        QCOMPARE(bytesOf(path(name)), before);
        QCOMPARE(bytesOf(path(name + u"-wal"_s)), logBefore);
        if (!inTheLog)
            QCOMPARE(files(name + u"*"_s), QStringList{name});
    }

    void theLedgerIsBackedUpBeforeItIsMigrated()
    {
        const auto migrations = *store::migrationsIn(u":/opsdeck/sql/ledger"_s);
        QVERIFY(store::makePrivateFolder(folder()));
        QVERIFY(openLedger(migrations.mid(0, 1)));
        QVERIFY(files(u"ledger-before-*"_s).isEmpty());
        exec(path(u"ledger.db"_s), "INSERT INTO ledger_entry VALUES (1, 5, 'li', '', '', '', '', '', '', '', '')");

        const auto before = ::umask(0);
        QVERIFY(openLedger(migrations));
        ::umask(before);

        QCOMPARE(store::versionOf(path(u"ledger.db"_s)), int(migrations.size()));
        const QString backup = path(u"ledger-before-002.db"_s);
        QCOMPARE(modeOf(backup), 0600);
        QCOMPARE(store::versionOf(backup), 1);
        SQLite::Database db(backup.toStdString());
        QCOMPARE(db.execAndGet("SELECT actor FROM ledger_entry").getString(), std::string("li"));
        QVERIFY(openLedger(migrations));
        QCOMPARE(files(u"ledger-before-*"_s).size(), 1);
    }

    void aMigrationThatFailsChangesNothing()
    {
        auto migrations = *store::migrationsIn(u":/opsdeck/sql/ledger"_s);
        fillAndClose();
        const int known = int(migrations.size());
        const QString next = u"%1"_s.arg(known + 1, 3, 10, QLatin1Char('0'));
        migrations.append(
            {known + 1, next + u"_bad.sql"_s, "CREATE TABLE half (a); DROP TRIGGER ledger_entry_stays; nonsense"});
        const auto failed = openLedger(migrations);
        QCOMPARE(failed.error().kind, Error::Kind::Storage);
        QVERIFY2(failed.error().detail.contains(u"nonsense"_s), qPrintable(failed.error().detail));
        QCOMPARE(store::versionOf(path(u"ledger.db"_s)), known);
        QVERIFY(QFile::exists(path(u"ledger-before-%1.db"_s.arg(next))));
        const auto stores = mustOpen(folder());
        QCOMPARE(wait(stores->ledger().entries(0, 100))->size(), 50);

        QVERIFY(!openLedger(migrations));
        QCOMPARE(files(u"ledger-before-%1*.db"_s.arg(next)).size(), 2);
    }

    void aPlaceThatCannotBeWrittenIsAnError()
    {
        QFile file(m_dir->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(openStores(file.fileName()).error().kind, Error::Kind::Storage);
        QCOMPARE(openStores(file.fileName() + u"/below"_s).error().origin, file.fileName() + u"/below"_s);
    }
};

QTEST_GUILESS_MAIN(StoreFilesTest)
#include "tst_storefiles.moc"

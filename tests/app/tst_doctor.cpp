// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctorcommand.h"
#include "tests/backends/store/samples.h"

#include <SQLiteCpp/Database.h>
#include <sys/stat.h>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

void spoil(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(4096 * 3));
    QCOMPARE(file.write(QByteArray(2 * 4096, 'z')), 2 * 4096);
}

} // namespace

class DoctorTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString folder() const { return m_dir->filePath(u"store"_s); }
    QString path(const QString &name) const { return folder() + u'/' + name; }

    /// The checks that do not say "good", as "check: state".
    QStringList complaints() const
    {
        QStringList all;
        for (const DoctorLine &line : diagnose(inspectStore(folder()))) {
            if (line.state != DoctorLine::State::Good)
                all.append(line.check + (line.state == DoctorLine::State::Fault ? u": fault"_s : u": note"_s));
        }
        return all;
    }

    void fillAndClose(int rows = 50) const
    {
        const auto stores = mustOpen(folder());
        Snapshot<Alert> alerts;
        for (int i = 0; i < rows; ++i)
            alerts.rows.append(alertOf(lab, QString::number(i), QString(200, u'x')));
        QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("c", alerts))));
        for (int i = 0; i < 100; ++i)
            QVERIFY(wait(stores->ledger().append({.at = at(i), .subject = QString(300, u'x')})));
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aWorkspaceThatWasNeverOpenedIsNoFault() { QCOMPARE(complaints(), QStringList{u"folder: note"_s}); }

    void aSoundStoreHasNothingToComplainOfAndIsNotChangedByLooking()
    {
        fillAndClose();
        const QStringList before = QDir(folder()).entryList(QDir::Files);
        QCOMPARE(complaints(), QStringList());
        QCOMPARE(QDir(folder()).entryList(QDir::Files), before);
        const StoreInspection inspection = inspectStore(folder());
        QCOMPARE(inspection.entries, 100);
        QCOMPARE(inspection.firstBrokenEntry, 0);
        QVERIFY(inspection.diskFree > 0 && inspection.cache.bytes > 0);
    }

    void whoHasItOpenIsToldAndMendingIsRefused()
    {
        fillAndClose();
        const auto stores = mustOpen(folder());
        QCOMPARE(complaints(), QStringList{u"lock: note"_s});
        QCOMPARE(inspectStore(folder()).holder->pid, QCoreApplication::applicationPid());
        QCOMPARE(mendStore(folder()).error().kind, Error::Kind::Refused);
    }

    void modesAreNarrowed()
    {
        fillAndClose();
        QCOMPARE(::chmod(path(u"ledger.db"_s).toLocal8Bit().constData(), 0644), 0);
        QCOMPARE(complaints(), QStringList{u"modes: fault"_s});
        QCOMPARE(mendStore(folder())->narrowed, QStringList{path(u"ledger.db"_s)});
        QCOMPARE(complaints(), QStringList());
    }

    void aDamagedCacheIsSetAside()
    {
        fillAndClose();
        spoil(path(u"cache.db"_s));
        QCOMPARE(complaints(), QStringList{u"cache: fault"_s});
        QVERIFY(!mendStore(folder())->cacheSetAside.isEmpty());
        QCOMPARE(complaints(), QStringList{u"leftovers: note"_s});
    }

    void aDamagedLedgerIsSalvaged()
    {
        fillAndClose();
        QFile file(path(u"ledger.db"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.write(QByteArray(100, 'z')) == 100);
        file.close();
        QCOMPARE(complaints(), QStringList{u"ledger: fault"_s});
        const auto mending = mendStore(folder());
        QVERIFY(mending && mending->salvage);
        QCOMPARE(mending->salvage->entries, 100);
        QCOMPARE(complaints(), QStringList{u"leftovers: note"_s});
    }

    void anAlteredEntryIsAFaultThatNothingMends()
    {
        fillAndClose();
        SQLite::Database(path(u"ledger.db"_s).toStdString(), SQLite::OPEN_READWRITE)
            .exec("DROP TRIGGER ledger_entry_stays; UPDATE ledger_entry SET actor = 'wang' WHERE number = 7");
        QCOMPARE(complaints(), QStringList{u"chain: fault"_s});
        QVERIFY(mendStore(folder()));
        QCOMPARE(complaints(), QStringList{u"chain: fault"_s});
        QCOMPARE(inspectStore(folder()).firstBrokenEntry, 7);
    }

    void aCacheThatIsMostlyEmptyIsCompactedAndSearchedStill()
    {
        fillAndClose(5000);
        {
            const auto stores = mustOpen(folder());
            Upsert<MergeRequest> requests{{{.source = lab, .project = 1, .iid = 1, .title = u"Faster checkout"_s}}};
            QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("d", Snapshot<Alert>{}, requests))));
        }
        const qint64 before = QFileInfo(path(u"cache.db"_s)).size();
        QVERIFY(mendStore(folder())->bytesGained > before / 2);
        QVERIFY(QFileInfo(path(u"cache.db"_s)).size() < before / 2);
        QCOMPARE(complaints(), QStringList());
        QCOMPARE(wait(mustOpen(folder())->cache().search(u"checkout"_s, 5))->size(), 1);
    }

    void theCommandExplainsItselfAndRefusesAWrongUse()
    {
        QCOMPARE(runDoctor({u"doctor"_s}), ExitCode::Usage);
        QCOMPARE(runDoctor({u"doctor"_s, u"--help"_s}), ExitCode::Done);
        QCOMPARE(runDoctor({u"doctor"_s, m_dir->path()}), ExitCode::Usage);
    }
};

QTEST_GUILESS_MAIN(DoctorTest)
#include "tst_doctor.moc"

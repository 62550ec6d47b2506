// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/digestcommand.h"
#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"
#include "tests/backends/store/samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const SourceId am(u"am"_s);

} // namespace

class DigestTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString path(const QString &name) const { return m_dir->filePath(name); }

    QByteArray written(const QStringList &options)
    {
        const QString file = path(u"digest"_s);
        const ExitCode code
            = runDigest(QStringList{u"digest"_s, path(u"ws"_s), u"--output"_s, file} + options, Redaction());
        QFile read(file);
        return code == ExitCode::Done && read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("OPSDECK_DATA_HOME", path(u"data"_s).toLocal8Bit());
        qputenv("OPSDECK_CONFIG_HOME", path(u"config"_s).toLocal8Bit());
        QVERIFY(QDir().mkpath(path(u"ws"_s)) && QDir().mkpath(path(u"data"_s)));
        QFile workspace(path(u"ws/opsdeck.yaml"_s));
        QVERIFY(workspace.open(QIODevice::WriteOnly));
        workspace.write("name: shop\nconnections:\n  - {name: am, kind: alertmanager, url: \"http://127.0.0.1:1\"}\n");
        workspace.close();
        const LoadedWorkspace loaded = loadWorkspace(path(u"ws"_s));
        QVERIFY(loaded.isUsable());
        const auto stores = mustOpen(storeFolder(loaded.workspace, standardFolders()));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        SourceRecord record{.id = am, .kind = u"alertmanager"_s, .lastAttempt = now, .lastSuccess = now};
        Snapshot<Alert> alerts{{alertOf(am, u"f1"_s, u"Disk<b>Full"_s)}};
        QVERIFY(wait(stores->cache().commit(record, batchOf("c", alerts))));
    }

    void writesWhatIsStoredAsTextHtmlOrJson()
    {
        QVERIFY(written({}).contains("Disk<b>Full"));
        QVERIFY(written({u"--html"_s}).contains("Disk&lt;b&gt;Full"));
        const QJsonObject object = QJsonDocument::fromJson(written({u"--json"_s, u"--since"_s, u"90m"_s})).object();
        QCOMPARE(object[u"open"_s].toArray().size(), 1);
        const auto from = QDateTime::fromString(object[u"from"_s].toString(), Qt::ISODate);
        const auto to = QDateTime::fromString(object[u"to"_s].toString(), Qt::ISODate);
        QCOMPARE(from.secsTo(to), 90 * 60);
    }

    void speaksTheLanguageThatIsAskedFor()
    {
        QVERIFY(written({u"--lang"_s, u"zh"_s}) != written({u"--lang"_s, u"en"_s}));
        QVERIFY(written({u"--lang"_s, u"en"_s}).startsWith("Shift digest of shop"));
    }

    void aPlaceThatCannotBeWrittenIsAFailure()
    {
        QCOMPARE(runDigest({u"digest"_s, path(u"ws"_s), u"--output"_s, path(u"no/such/file"_s)}, Redaction()),
            ExitCode::Failed);
    }

    void aWrongUseIsExplained_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("no time") << QStringList{u"--since"_s, u"soon"_s};
        QTest::newRow("a time below zero") << QStringList{u"--since"_s, u"-3h"_s};
        QTest::newRow("two forms") << QStringList{u"--html"_s, u"--json"_s};
        QTest::newRow("a language that is none") << QStringList{u"--lang"_s, u"tlh"_s};
        QTest::newRow("an option that is none") << QStringList{u"--pdf"_s};
    }
    void aWrongUseIsExplained()
    {
        QFETCH(QStringList, options);
        QCOMPARE(runDigest(QStringList{u"digest"_s, path(u"ws"_s)} + options, Redaction()), ExitCode::Usage);
        QCOMPARE(runDigest({u"digest"_s, u"--help"_s}, Redaction()), ExitCode::Done);
        QCOMPARE(runDigest({u"digest"_s, path(u"elsewhere"_s)}, Redaction()), ExitCode::Usage);
    }

    void spansAreWrittenAsPeopleDo()
    {
        QCOMPARE(spanFrom(u"8h"_s), std::optional<std::chrono::minutes>(480min));
        QCOMPARE(spanFrom(u"2d"_s), std::optional<std::chrono::minutes>(48h));
        for (const QString &bad : {QString(), u"h"_s, u"8"_s, u"0h"_s, u"8x"_s, u"99999999d"_s})
            QVERIFY2(!spanFrom(bad), qPrintable(bad));
    }
};

QTEST_GUILESS_MAIN(DigestTest)
#include "tst_digest.moc"

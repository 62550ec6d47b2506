// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/secretstore.h"
#include "tests/support/run.h"

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace opsdeck;

class SecretStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Nobody's keyring is asked: what cannot be reached answers at once.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("secrets")));
    }

    void cleanup() { qunsetenv("OPSDECK_SECRET_GITLAB_TOKEN"); }

    void givesAnEmptyValueToAnEmptyName() { QCOMPARE(value({}).value(), QString()); }

    void prefersTheEnvironmentToTheFile()
    {
        write(QStringLiteral("gitlab-token"), "from file\n", 0600);
        QCOMPARE(value(QStringLiteral("gitlab-token")).value(), QStringLiteral("from file"));
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "from environment");
        QCOMPARE(value(QStringLiteral("gitlab-token")).value(), QStringLiteral("from environment"));
    }

    void readsAVariableByItsOwnName()
    {
        qputenv("OPSDECK_SECRET_GITLAB_TOKEN", "x");
        QCOMPARE(value(QStringLiteral("env:OPSDECK_SECRET_GITLAB_TOKEN")).value(), QStringLiteral("x"));
        QCOMPARE(value(QStringLiteral("env:OPSDECK_NOT_SET")).error().kind, Error::Kind::Usage);
    }

    void readsAFileByItsPath()
    {
        const QString path = write(QStringLiteral("else"), "key\r\n\r\n", 0400);
        QCOMPARE(value(QStringLiteral("file:") + path).value(), QStringLiteral("key"));
        QCOMPARE(value(QStringLiteral("file:") + path + u'x').error().kind, Error::Kind::Usage);
        QCOMPARE(value(QStringLiteral("file:relative")).error().kind, Error::Kind::Usage);
    }

    void refusesFilesThatOthersCanReadOrRun_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("good");
        for (const int mode : {0600, 0400})
            QTest::addRow("%o", mode) << mode << true;
        for (const int mode : {0644, 0640, 0604, 0660, 0700, 0500, 0777, 04600, 01600})
            QTest::addRow("%o", mode) << mode << false;
    }
    void refusesFilesThatOthersCanReadOrRun()
    {
        QFETCH(int, mode);
        QFETCH(bool, good);
        write(QStringLiteral("key"), "hunter2", mode);
        const auto answer = value(QStringLiteral("key"));
        QCOMPARE(answer.has_value(), good);
        if (!good) {
            QCOMPARE(answer.error().kind, Error::Kind::Usage);
            QVERIFY(answer.error().origin.endsWith(QStringLiteral("/secrets/key")));
            QVERIFY(!answer.error().detail.contains(QStringLiteral("hunter2")));
        }
    }

    void looksAtTheTargetOfALink()
    {
        const QString open = write(QStringLiteral("open"), "x", 0644);
        const QString closed = write(QStringLiteral("closed"), "y", 0600);
        QVERIFY(QFile::link(open, path(QStringLiteral("link-to-open"))));
        QVERIFY(QFile::link(closed, path(QStringLiteral("link-to-closed"))));
        QCOMPARE(value(QStringLiteral("link-to-open")).error().kind, Error::Kind::Usage);
        QCOMPARE(value(QStringLiteral("link-to-closed")).value(), QStringLiteral("y"));
    }

    void refusesWhatIsNoFileWithoutWaiting()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("pipe"))).constData(), 0600), 0);
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("secrets/folder")));
        write(QStringLiteral("empty"), "\n", 0600);
        write(QStringLiteral("huge"), QByteArray(70'000, 'x'), 0600);
        for (const auto &name : {"pipe", "folder", "empty", "huge"})
            QCOMPARE(value(QString::fromLatin1(name)).error().kind, Error::Kind::Usage);
    }

    void refusesNamesThatLeaveTheFolder_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"../x", "a/b", ".hidden", "a b", "a\nb", "$(id)"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void refusesNamesThatLeaveTheFolder()
    {
        QFETCH(QString, name);
        write(QStringLiteral("x"), "x", 0600);
        QCOMPARE(value(name).error().kind, Error::Kind::Usage);
    }

    void namesTheThreePlacesWhereASecretIsMissing()
    {
        const auto answer = value(QStringLiteral("harbor.robot"));
        QCOMPARE(answer.error().kind, Error::Kind::Usage);
        QCOMPARE(answer.error().origin, QStringLiteral("harbor.robot"));
        for (const auto &place : {QStringLiteral("OPSDECK_SECRET_HARBOR_ROBOT"), path(QStringLiteral("harbor.robot")),
                 QStringLiteral("keyring")})
            QVERIFY2(answer.error().detail.contains(place), qPrintable(answer.error().detail));
    }

    void stopsWaitingForTheKeyringAtOnce()
    {
        std::stop_source stop;
        stop.request_stop();
        SecretStore store(m_folder->path());
        const auto answer = testing::wait(store.value(QStringLiteral("absent"), stop.get_token()));
        QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
    }

private:
    QString path(const QString &name) const { return m_folder->filePath(QStringLiteral("secrets/") + name); }

    QString write(const QString &name, const QByteArray &content, int mode)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("Cannot write a secret");
        file.close();
        ::chmod(QFile::encodeName(path(name)).constData(), static_cast<mode_t>(mode));
        return path(name);
    }

    Result<QString> value(const QString &name)
    {
        SecretStore store(m_folder->path());
        return testing::wait(store.value(name, {}));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "tst_secretstore.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/command.h"

#include <QtTest>

using namespace opsdeck;

namespace {

QByteArray shell(const QByteArray &command, const QString &folder = QStringLiteral("/"))
{
    QProcess sh;
    sh.setWorkingDirectory(folder);
    sh.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromUtf8(command)});
    return sh.waitForFinished() ? sh.readAllStandardOutput() : QByteArray("no shell");
}

// Texts made of what shells care about, the same in every run.
QString hostileWord(QRandomGenerator &random)
{
    static const QString alphabet
        = QStringLiteral("ab'\"\\$`!*?[]{}()<>|&;#~= \t\n\r-%^@:\u00e9\u4e2d\u0001\u007f") + QString::fromUcs4(U"😀");
    QString word;
    for (int i = random.bounded(12); i > 0; --i)
        word += alphabet.at(random.bounded(alphabet.size() - 2));
    return word;
}

} // namespace

class CommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordReachesTheCommandAsItIs()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 60; ++round) {
            QStringList words{QStringLiteral("printf"), QStringLiteral("<%s>")};
            QByteArray expected;
            for (int i = 0; i < 8; ++i) {
                words += hostileWord(random);
                expected += '<' + words.last().toUtf8() + '>';
            }
            QCOMPARE(shell(remoteCommand(words)), expected);
        }
    }

    void theClassicsDoNothing_data()
    {
        QTest::addColumn<QString>("word");
        for (const char *word : {"$(touch /tmp/opsdeck-canary)", "`touch /tmp/opsdeck-canary`",
                 "; touch /tmp/opsdeck-canary", "'; touch /tmp/opsdeck-canary; '", "\n touch /tmp/opsdeck-canary\n",
                 "&& touch /tmp/opsdeck-canary", "-rf", "--", "", "'", "\\'", "~root", "*", "A=b"})
            QTest::newRow(word) << QString::fromLatin1(word);
    }
    void theClassicsDoNothing()
    {
        QFETCH(QString, word);
        const auto words = QStringList{QStringLiteral("printf"), QStringLiteral("%s"), word};
        QCOMPARE(shell(remoteCommand(words)), word.toUtf8());
        QVERIFY(!QFile::exists(QStringLiteral("/tmp/opsdeck-canary")));
    }

    void refusesWordsThatNoShellCanHold()
    {
        QCOMPARE(remoteCommand({QStringLiteral("echo"), QString(u'a') + QChar(u'\0') + u'b'}), QByteArray());
        QCOMPARE(remoteCommandIn(QString(QChar(u'\0')), {QStringLiteral("echo")}), QByteArray());
        QCOMPARE(remoteCommandIn({}, {QStringLiteral("echo")}), QByteArray());
        QCOMPARE(remoteCommand({}), QByteArray());
    }

    void plainWordsStayReadable()
    {
        QCOMPARE(remoteCommand({QStringLiteral("docker-compose"), QStringLiteral("-p"), QStringLiteral("cart")}),
            QByteArray("docker-compose -p cart"));
        QCOMPARE(remoteCommandIn(QStringLiteral("/srv/cart"), {QStringLiteral("pwd")}),
            QByteArray("cd -- /srv/cart && pwd"));
    }

    void runsInFoldersOfAnyName_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"plain", "-", "with space", "$(x)", "quo'te", "-P"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void runsInFoldersOfAnyName()
    {
        QFETCH(QString, name);
        QTemporaryDir base;
        QVERIFY(QDir(base.path()).mkdir(name));
        const QByteArray expected = (base.path() + u'/' + name + u'\n').toUtf8();
        QCOMPARE(shell(remoteCommandIn(name, {QStringLiteral("pwd")}), base.path()), expected);
        QCOMPARE(shell(remoteCommandIn(base.path() + u'/' + name, {QStringLiteral("pwd")})), expected);
    }
};

QTEST_GUILESS_MAIN(CommandTest)
#include "tst_command.moc"

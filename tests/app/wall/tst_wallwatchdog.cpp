// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/supervisor.h"

#include <QtTest>

#include <csignal>
#include <future>

using namespace opsdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A wall that stands still, crashes or fails comes back into the scene that it showed; one that a person ends does
/// not.
class WallWatchdogTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    static Supervision supervision(const QByteArray &program)
    {
        Supervision made;
        made.command = {program};
        made.limit = 2s; // generous for the start on a busy machine
        made.leastPause = 1ms;
        made.mostPause = 20ms;
        return made;
    }

    /// Runs the plan to its end; the scene that each start was told to resume.
    QStringList play(const QByteArray &plan, int *status, Supervision with = supervision(OPSDECK_WALLCHILD))
    {
        const QString log = m_folder->filePath(u"log"_s);
        qputenv("WALLCHILD_LOG", QFile::encodeName(log));
        qputenv("WALLCHILD_PLAN", plan);
        auto running = std::async(std::launch::async, supervise, with);
        *status = running.get();
        QFile file(log);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll().chopped(1)).split(u'\n');
    }

    static QList<qint64> childrenOf(qint64 pid)
    {
        QFile file(u"/proc/%1/task/%1/children"_s.arg(pid));
        QList<qint64> children;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &child : file.readAll().simplified().split(' '))
                if (!child.isEmpty())
                    children.append(child.toLongLong());
        }
        return children;
    }

    static QByteArray commandOf(qint64 pid)
    {
        QFile file(u"/proc/%1/cmdline"_s.arg(pid));
        return file.open(QIODevice::ReadOnly) ? file.readAll().replace('\0', ' ') : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatAPersonEndsStaysEnded()
    {
        int status = -1;
        QCOMPARE(play("quit stall", &status), QStringList{QString()});
        QCOMPARE(status, 0);
    }

    void oneThatWasCalledWronglyIsNotCalledAgain()
    {
        int status = -1;
        QCOMPARE(play("usage stall", &status).size(), 1);
        QCOMPARE(status, 2);
    }

    void aStandstillIsEndedAndGoesOnInItsScene()
    {
        int status = -1;
        QCOMPARE(play("stall quit", &status), (QStringList{QString(), u"scene-0"_s}));
        QCOMPARE(status, 0);
    }

    void crashesAndFailuresAreStartedAgainToo()
    {
        int status = -1;
        QCOMPARE(play("crash fail quit", &status), (QStringList{QString(), u"scene-0"_s, u"scene-1"_s}));
        QCOMPARE(status, 0);
    }

    void restartsThatDoNotHelpComeFurtherAndFurtherApart()
    {
        Supervision slow = supervision(OPSDECK_WALLCHILD);
        slow.leastPause = 40ms;
        slow.mostPause = 160ms;
        int status = -1;
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(play("fail fail fail fail fail quit", &status, slow).size(), 6);
        QVERIFY2(timer.elapsed() >= 40 + 80 + 3 * 160, qPrintable(QString::number(timer.elapsed())));
    }

    void theRealWallComesBackIntoItsScene()
    {
        QFile file(m_folder->filePath(u"opsdeck.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: room\nwalls:\n  - name: noc\n    scenes:\n      - {kind: clock, dwell: 1s}\n"
                   "      - {kind: changes, dwell: 1h}\n");
        file.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OPSDECK_DATA_HOME"_s, m_folder->filePath(u"data"_s));
        environment.insert(u"OPSDECK_CONFIG_HOME"_s, m_folder->filePath(u"config"_s));
        environment.insert(u"QT_LOGGING_RULES"_s, u"opsdeck.wall.debug=true"_s);
        QProcess wall;
        wall.setProcessEnvironment(environment);
        wall.start(qEnvironmentVariable("OPSDECK_BINARY_DIR") + u"/bin/opsdeck"_s,
            {u"--wall"_s, u"noc"_s, m_folder->path(), u"--stall-limit"_s, u"10"_s});
        QVERIFY(wall.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(childrenOf(wall.processId()).size() == 1, 10'000);
        const qint64 first = childrenOf(wall.processId()).first();
        QByteArray told;
        QTRY_VERIFY_WITH_TIMEOUT((told += wall.readAllStandardError()).contains("scene 2-changes"), 20'000);
        ::kill(static_cast<pid_t>(first), SIGSTOP);
        QTRY_VERIFY_WITH_TIMEOUT(childrenOf(wall.processId()).size() == 1
                && childrenOf(wall.processId()).first() != first
                && commandOf(childrenOf(wall.processId()).first()).contains("--resume-scene"),
            25'000);
        QVERIFY2(commandOf(childrenOf(wall.processId()).first()).contains("--resume-scene 2-changes"),
            commandOf(childrenOf(wall.processId()).first()).constData());
        // It ends with the one who looks after it.
        const qint64 second = childrenOf(wall.processId()).first();
        wall.kill();
        QVERIFY(wall.waitForFinished());
        QTRY_VERIFY(::kill(static_cast<pid_t>(second), 0) != 0 || commandOf(second).isEmpty());
    }
};

QTEST_GUILESS_MAIN(WallWatchdogTest)
#include "tst_wallwatchdog.moc"

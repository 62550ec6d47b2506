// SPDX-License-Identifier: GPL-3.0-or-later
// A wall in small: an event loop with a real heartbeat. WALLCHILD_PLAN has a word for each start: "stall" stops the
// loop for good after the third beat, "crash" and "fail" end it then, "quit" ends it well; WALLCHILD_LOG gets the
// arguments of each start.
#include "app/wall/heartbeat.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <unistd.h>

#include <csignal>

using namespace opsdeck;

namespace {

QString valueAfter(const QString &option)
{
    const QStringList arguments = QCoreApplication::arguments();
    const auto at = arguments.indexOf(option);
    return at < 0 ? QString() : arguments.value(at + 1);
}

/// How many starts there were before this one.
qsizetype noteStart()
{
    QFile log(qEnvironmentVariable("WALLCHILD_LOG"));
    if (!log.open(QIODevice::ReadWrite))
        return 0;
    const auto before = log.readAll().count('\n');
    log.write(valueAfter(QStringLiteral("--resume-scene")).toUtf8() + '\n');
    return before;
}

/// The process lives, its event loop does not turn.
[[noreturn]] void stopTheLoop()
{
    while (true)
        ::pause();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const auto start = noteStart();
    const QString plan = qEnvironmentVariable("WALLCHILD_PLAN").split(u' ').value(start, QStringLiteral("quit"));
    Heartbeat heartbeat(valueAfter(QStringLiteral("--watched")).toInt());
    int beats = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &app, [&] {
        heartbeat.beat(QStringLiteral("scene-%1").arg(start));
        if (++beats < 3)
            return;
        if (plan == u"stall")
            stopTheLoop();
        if (plan == u"crash")
            std::raise(SIGKILL);
        QCoreApplication::exit(plan == u"fail" ? 1 : plan == u"usage" ? 2 : 0);
    });
    timer.start(10);
    return QCoreApplication::exec();
}

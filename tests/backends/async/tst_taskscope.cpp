// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/async/await.h"
#include "backends/async/iothread.h"
#include "models/ports/onresult.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace std::chrono_literals;

namespace {

QCoro::Task<Result<int>> slowSquare(int value, std::stop_token stop)
{
    if (auto slept = co_await sleepFor(5ms, stop); !slept)
        co_return tl::unexpected(slept.error());
    co_return value *value;
}

QCoro::Task<void> note(QList<QString> *log, std::chrono::milliseconds duration, std::stop_token stop)
{
    const auto slept = co_await sleepFor(duration, stop);
    log->append(slept ? QStringLiteral("slept") : QStringLiteral("cancelled"));
}

} // namespace

class TaskScopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsItsTasksBeforeItsDestructorReturns()
    {
        QList<QString> log;
        {
            TaskScope scope;
            scope.start(note, &log, 1h);
            scope.start(note, &log, 2h);
            QCOMPARE(scope.running(), 2);
        }
        QCOMPARE(log, (QList<QString>{QStringLiteral("cancelled"), QStringLiteral("cancelled")}));
    }

    void runsAgainAfterCancelAll()
    {
        QList<QString> log;
        TaskScope scope;
        scope.start(note, &log, 1h);
        scope.cancelAll();
        scope.start(note, &log, 1ms);
        QTRY_COMPARE(scope.running(), 0);
        QCOMPARE(log, (QList<QString>{QStringLiteral("cancelled"), QStringLiteral("slept")}));
    }

    void aLongSleepIsNoShortOne()
    {
        QList<QString> longer;
        QList<QString> shorter;
        {
            TaskScope scope;
            scope.start(note, &longer, std::chrono::milliseconds((Q_INT64_C(1) << 32) + 1)); // 1 ms, cut to an int
            scope.start(note, &longer, std::chrono::milliseconds(Q_INT64_C(1) << 31)); // below zero, cut to an int
            scope.start(note, &longer, std::chrono::hours(999'999'999));
            scope.start(note, &shorter, 20ms);
            QTRY_COMPARE(shorter, QList<QString>{QStringLiteral("slept")});
            QCOMPARE(longer, QList<QString>());
        }
        QCOMPARE(longer, QList<QString>(3, QStringLiteral("cancelled")));
    }

    void answersAcrossThreadsInTheReceiversThread()
    {
        IoThread io;
        std::unique_ptr<TaskScope> scope;
        io.call([&] { scope = std::make_unique<TaskScope>(); });
        int answer = 0;
        onResult(io.run<int>(scope.get(), slowSquare, 7), this, [&](const Result<int> &result) {
            QCOMPARE(QThread::currentThread(), thread());
            answer = *result;
        });
        QCOMPARE(answer, 0);
        QTRY_COMPARE(answer, 49);
        io.call([&] { scope.reset(); });
    }

    void forgetsAnAnswerWhoseReceiverIsGone()
    {
        QPromise<Result<int>> promise;
        promise.start();
        bool called = false;
        {
            QObject receiver;
            onResult(promise.future(), &receiver, [&](const Result<int> &) { called = true; });
        }
        promise.addResult(Result<int>(1));
        promise.finish();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void stopsWaitingForThePoolAtOnce()
    {
        QSemaphore gate;
        std::stop_source stop;
        std::optional<Result<int>> answer;
        const auto keep = [](QCoro::Task<Result<int>> task, std::optional<Result<int>> *out) -> QCoro::Task<void> {
            out->emplace(co_await task);
        };
        const auto waiting = keep(runOnPool(
                                      [&gate] {
                                          gate.acquire();
                                          return 3;
                                      },
                                      stop.get_token()),
            &answer);
        QVERIFY(!answer);
        stop.request_stop();
        QVERIFY(answer.has_value());
        QCOMPARE(answer->error().kind, Error::Kind::Cancelled);
        gate.release();
        QThreadPool::globalInstance()->waitForDone();
    }

    void finishesOnlyOnce()
    {
        std::stop_source stop;
        Completion<int> completion(stop.get_token());
        completion.finish(1);
        stop.request_stop();
        const auto get = [](Completion<int> c) -> QCoro::Task<Result<int>> { co_return co_await c; };
        QCOMPARE(testing::wait(get(completion)).value(), 1);
    }
};

QTEST_GUILESS_MAIN(TaskScopeTest)
#include "tst_taskscope.moc"

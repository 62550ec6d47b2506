// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gates.h"

#include "backends/async/await.h"
#include "backends/ssh/command.h"

#include <QElapsedTimer>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto pollInterval = 1s;
constexpr std::chrono::milliseconds longestQuestion = 10s;

QString nameOf(const RolloutGate &gate)
{
    if (!gate.name.isEmpty())
        return gate.name;
    return gate.url.isEmpty() ? gate.command.join(u' ') : gate.url;
}

QCoro::Task<Result<void>> runCommand(RolloutGate gate, HostChange change, Host *host, RunStops stops)
{
    ExecRequest request;
    request.command = remoteCommand(withHost(gate.command, change.host, change.address));
    request.timeout = longestQuestion;
    request.cancel = stops.wish;
    const auto result = co_await host->exec(request, stops.end);
    if (!result)
        co_return tl::unexpected(result.error());
    if (result->succeeded())
        co_return Result<void>{};
    const QByteArray &said = result->err.trimmed().isEmpty() ? result->out : result->err;
    co_return failure(Error::Kind::Refused, change.host.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "exit status %1 %2"),
            {QString::number(result->exitStatus), QString::fromUtf8(said.trimmed().left(500))}));
}

QCoro::Task<Result<void>> ask(RolloutGate gate, HostChange change, Host *host, AddressProbe *probe, RunStops stops)
{
    if (gate.url.isEmpty())
        co_return co_await runCommand(gate, change, host, stops);
    if (!probe)
        co_return failure(Error::Kind::Usage, gate.url);
    const QString url = withHost({gate.url}, change.host, change.address).first();
    co_return co_await probe->ask(url, longestQuestion, stops.wish);
}

/// Asking again cannot make it hold: a person has to do something.
bool isFinal(const Error &error)
{
    return error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::Usage;
}

} // namespace

QCoro::Task<Result<Phrase>> passGate(
    RolloutGate gate, HostChange change, Host *host, AddressProbe *probe, RunStops stops)
{
    QElapsedTimer waiting;
    waiting.start();
    QElapsedTimer holding;
    while (true) {
        const auto answer = co_await ask(gate, change, host, probe, stops);
        if (!answer && isFinal(answer.error()))
            co_return tl::unexpected(answer.error());
        if (!answer && holding.isValid())
            co_return failure(Error::Kind::Refused, change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "gate %1 held for %2 s and then no more: %3"),
                    {nameOf(gate), QString::number(holding.elapsed() / 1000), answer.error().said().plain()}));
        if (!answer && waiting.hasExpired(std::chrono::milliseconds(gate.timeout).count()))
            co_return failure(Error::Kind::Refused, change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "gate %1 does not hold after %2 s: %3"),
                    {nameOf(gate), QString::number(gate.timeout.count()), answer.error().said().plain()}));
        if (answer && !holding.isValid())
            holding.start();
        if (answer && holding.elapsed() >= std::chrono::milliseconds(gate.hold).count())
            co_return Phrase(QT_TRANSLATE_NOOP("Phrase", "gate %1 holds"), {nameOf(gate)});
        const auto slept = co_await sleepFor(pollInterval, stops.wish);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

} // namespace opsdeck

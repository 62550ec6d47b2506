// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gates.h"

#include "backends/async/await.h"
#include "backends/ssh/command.h"

#include <QElapsedTimer>

#include <cmath>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr auto pollInterval = 1s;
constexpr std::chrono::milliseconds longestQuestion = 10s;

QString nameOf(const RolloutGate &gate)
{
    if (!gate.name.isEmpty())
        return gate.name;
    if (!gate.query.isEmpty())
        return gate.query;
    return gate.url.isEmpty() ? gate.command.join(u' ') : gate.url;
}

bool isWithin(const RolloutGate &gate, double value)
{
    return !std::isnan(value) && (!gate.atLeast || value >= *gate.atLeast) && (!gate.atMost || value <= *gate.atMost);
}

QString boundsOf(const RolloutGate &gate)
{
    QStringList words;
    if (gate.atLeast)
        words.append(QStringLiteral("≥ %1").arg(*gate.atLeast));
    if (gate.atMost)
        words.append(QStringLiteral("≤ %1").arg(*gate.atMost));
    return words.join(QStringLiteral(", "));
}

/// Silence is no consent: a query without an answer does not hold.
Result<void> judge(const RolloutGate &gate, const Metric &metric)
{
    bool isAnswered = false;
    for (const Series &series : metric.series) {
        if (series.samples.isEmpty())
            continue;
        isAnswered = true;
        if (const double value = series.samples.last().value; !isWithin(gate, value))
            return failure(Error::Kind::Refused, gate.source.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is not %2"), {QString::number(value), boundsOf(gate)}));
    }
    if (!isAnswered)
        return failure(Error::Kind::Refused, gate.source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the query answers no number")));
    return {};
}

QCoro::Task<Result<void>> askForNumbers(RolloutGate gate, HostChange change, GateTools tools, RunStops stops)
{
    Metrics *metrics = tools.metrics ? tools.metrics(gate.source) : nullptr;
    if (!metrics)
        co_return failure(Error::Kind::Usage, gate.source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no source of that name which knows numbers")));
    MetricQuery query;
    query.expression = withHost({gate.query}, change.host, change.address).first();
    query.to = QDateTime::currentDateTimeUtc();
    query.from = query.to.addSecs(-query.step.count());
    const auto answer = co_await metrics->range(query, stops.wish);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return judge(gate, *answer);
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

/// Asking again cannot make it hold: a person has to do something.
bool isFinal(const Error &error)
{
    return error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::Usage;
}

} // namespace

QCoro::Task<Result<void>> askGate(RolloutGate gate, HostChange change, Host *host, GateTools tools, RunStops stops)
{
    if (!gate.query.isEmpty())
        co_return co_await askForNumbers(gate, change, tools, stops);
    if (gate.url.isEmpty() && host)
        co_return co_await runCommand(gate, change, host, stops);
    if (gate.url.isEmpty() || !tools.probe)
        co_return failure(Error::Kind::Usage, gate.url);
    const QString url = withHost({gate.url}, change.host, change.address).first();
    co_return co_await tools.probe->ask(url, longestQuestion, stops.wish);
}

QCoro::Task<Result<Phrase>> passGate(RolloutGate gate, HostChange change, Host *host, GateTools tools, RunStops stops)
{
    QElapsedTimer waiting;
    waiting.start();
    QElapsedTimer holding;
    while (true) {
        const auto answer = co_await askGate(gate, change, host, tools, stops);
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

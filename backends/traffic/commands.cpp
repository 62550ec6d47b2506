// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/commands.h"

#include "backends/ssh/command.h"

namespace opsdeck::traffic {

namespace {

constexpr qsizetype mostSaid = 1500; // of a failed command, its end

/// Which command failed, how, and what it said.
Phrase failureOf(const QString &command, const ExecResult &result)
{
    const QByteArray &output = result.err.trimmed().isEmpty() ? result.out : result.err;
    const QString said = QString::fromUtf8(output.trimmed().right(mostSaid));
    if (result.exitSignal.isEmpty())
        return Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1: exit status %2\n%3"), {command, QString::number(result.exitStatus), said});
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: killed by SIG%2\n%3"), {command, result.exitSignal, said});
}

} // namespace

QCoro::Task<Result<QByteArray>> runWords(Host *host, QString origin, QStringList words, std::stop_token stop)
{
    ExecRequest request;
    request.command = remoteCommand(words);
    if (request.command.isEmpty())
        co_return failure(Error::Kind::Usage, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "a command that is empty or holds a NUL cannot be sent")));
    const QString shown = QString::fromUtf8(request.command);
    auto result = co_await host->exec(request, stop);
    if (!result)
        co_return tl::unexpected(result.error());
    if (result->exitStatus == -1 && result->exitSignal.isEmpty()) // closed without a word on how it ended
        co_return failure(Error::Kind::Network, origin, failureOf(shown, *result));
    if (!result->succeeded())
        co_return failure(Error::Kind::Refused, origin, failureOf(shown, *result), result->exitStatus);
    co_return std::move(result->out);
}

QCoro::Task<Result<std::optional<qint64>>> askSessions(
    Host *host, QString origin, QStringList words, std::stop_token stop)
{
    if (words.isEmpty())
        co_return std::optional<qint64>();
    const auto said = co_await runWords(host, origin, words, stop);
    if (!said)
        co_return tl::unexpected(said.error());
    bool ok = false;
    const qint64 count = said->trimmed().toLongLong(&ok);
    if (!ok || count < 0)
        co_return failure(Error::Kind::BadAnswer, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 printed no number: %2"),
                {words.first(), QString::fromUtf8(said->left(200))}));
    co_return std::optional<qint64>(count);
}

} // namespace opsdeck::traffic

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakehost.h"

#include "backends/async/completion.h"

namespace opsdeck::testing {

QCoro::Task<Result<ExecResult>> FakeHost::exec(ExecRequest request, std::stop_token stop)
{
    const QString command = QString::fromUtf8(request.command);
    log.append(command);
    if (offline)
        co_return tl::unexpected(*offline);
    if (onExec)
        onExec(command);
    if (hangs) {
        const Completion<void> ended(stop);
        const std::stop_callback wish(
            request.cancel, [ended] { ended.finish(failure(Error::Kind::Cancelled, {}, QString(), RemoteGone)); });
        const auto waited = co_await ended;
        co_return tl::unexpected(waited.error());
    }
    ExecResult result;
    result.exitStatus = 0;
    for (auto it = answers.cbegin(); it != answers.cend(); ++it) {
        if (command.startsWith(it.key()))
            result = it.value();
    }
    if (request.onLine && !result.out.isEmpty())
        request.onLine(result.out.trimmed());
    co_return result;
}

QCoro::Task<Result<QByteArray>> FakeHost::readFile(QString path, std::stop_token)
{
    log.append(QStringLiteral("read ") + path);
    if (offline)
        co_return tl::unexpected(*offline);
    if (!files.contains(path))
        co_return failure(Error::Kind::NotFound, path);
    co_return files.value(path);
}

QCoro::Task<Result<void>> FakeHost::writeFile(QString path, QByteArray content, int, std::stop_token)
{
    log.append(QStringLiteral("write ") + path);
    if (offline)
        co_return tl::unexpected(*offline);
    files.insert(path, content);
    co_return Result<void>{};
}

QCoro::Task<Result<QList<Container>>> FakeHost::containers(std::stop_token)
{
    if (offline)
        co_return tl::unexpected(*offline);
    // g++ 12 moves a member that is named in co_return.
    QList<Container> copy = running;
    co_return copy;
}

QCoro::Task<Result<void>> FakeHost::trustHostKey(HostKeyOffer offer, std::stop_token)
{
    co_return failure(Error::Kind::Refused, offer.host.text());
}

} // namespace opsdeck::testing

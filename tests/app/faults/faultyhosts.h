// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/imageresolver.h"
#include "tests/support/fakehost.h"
#include "tests/support/sampledeploy.h"

namespace opsdeck::testing {

/// A container that runs this digest for the change, and is healthy.
inline Container containerOf(const HostChange &change, const Digest &digest)
{
    Container container;
    container.id = QString(64, u'c');
    container.name = change.part.text() + QStringLiteral("_1");
    container.image = change.wanted.pinned(digest).text();
    container.digest = digest;
    container.state = QStringLiteral("running");
    container.health = Health::Healthy;
    container.composeProject = change.composeProject;
    container.composeService = change.services.first();
    return container;
}

/// The image of the plan, or what a test made of it.
class OneImage : public ImageResolver
{
public:
    Result<Digest> answer = digestOf('b');

    QCoro::Task<Result<Digest>> resolve(ImageRef, std::stop_token) override
    {
        Result<Digest> copy = answer;
        co_return copy;
    }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override
    {
        const QStringList none;
        co_return none;
    }
};

/// Docker in memory; files and all other commands through a real sshd.
class SshFilesHost : public FakeHost
{
public:
    Host *real = nullptr; ///< null = everything in memory

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) override
    {
        if (!real || request.command.startsWith("docker"))
            co_return co_await FakeHost::exec(std::move(request), std::move(stop));
        co_return co_await real->exec(std::move(request), std::move(stop));
    }
    QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) override
    {
        if (!real)
            co_return co_await FakeHost::readFile(std::move(path), std::move(stop));
        co_return co_await real->readFile(std::move(path), std::move(stop));
    }
    QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) override
    {
        if (!real)
            co_return co_await FakeHost::writeFile(std::move(path), std::move(content), mode, std::move(stop));
        co_return co_await real->writeFile(std::move(path), std::move(content), mode, std::move(stop));
    }
};

/// A command that said so and failed.
inline ExecResult refusal(const char *words, int status = 1)
{
    ExecResult result;
    result.exitStatus = status;
    result.err = words;
    return result;
}

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/fakehost.h"

#include <functional>

namespace opsdeck::sim {

/// What a step of a running command leaves behind.
struct ProcessOutput
{
    QByteArray out;
    QByteArray err;
    std::optional<int> exit; ///< the command has ended
};

/// A command is a list of steps, each some time after the one before.
struct ProcessStep
{
    std::chrono::milliseconds delay{0};
    std::function<void(ProcessOutput &)> act;
};

/// Whether the command reads its stdin to the end before it does anything.
bool readsInput(const QByteArray &command);

/// What the host's shell would do with a command line: our own scripts, docker, docker-compose, nginx, true, false,
/// echo, sleep, readlink, stat. Anything else ends with 127 and "command not found".
QList<ProcessStep> interpret(FakeHost &host, const QByteArray &command, const QByteArray &input);

/// `docker-compose` with its arguments, in a folder.
QList<ProcessStep> interpretCompose(FakeHost &host, const QString &folder, const QStringList &arguments);

/// What a balancer that follows a file needs of its host: readlink, stat, nginx. Nothing where it is another command.
std::optional<QList<ProcessStep>> interpretBalancer(const FakeHost &host, const QStringList &words);

/// The script that looks at a host before a deployment, with its questions, and what this host answers.
bool isHostFactsScript(const QStringList &words);
QList<ProcessStep> answerHostFacts(FakeHost &host, const QStringList &words);

ProcessStep endStep(int exit, const QByteArray &out = {}, const QByteArray &err = {});

} // namespace opsdeck::sim

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/fakecommands.h"

#include "backends/ssh/scripts.h"
#include "tests/sim/ssh/shellwords.h"

#include <QDir>

namespace opsdeck::sim {

namespace {

using Steps = QList<ProcessStep>;

bool isScript(const QStringList &words, const QString &script)
{
    return words.size() > 4 && words.at(0) == u"sh" && words.at(1) == u"-c" && words.at(2) == script;
}

Steps readFile(FakeHost &host, const QString &path, const QString &mark)
{
    const auto file = host.file(path);
    return {file ? endStep(0, mark.toUtf8() + '\n' + file->content) : endStep(scripts::Missing)};
}

Steps writeFile(FakeHost &host, const QStringList &arguments, const QByteArray &input)
{
    if (arguments.size() != 3 || arguments.at(2).toLongLong() != input.size())
        return {endStep(scripts::Truncated)};
    host.setFile(arguments.at(0), input, arguments.at(1).toInt(nullptr, 8));
    return {endStep(0)};
}

Steps dockerPull(FakeHost &host, const QString &reference)
{
    QString error;
    const auto image = host.engine().pull(reference, &error);
    if (!image)
        return {endStep(1, {}, "Error response from daemon: " + error.toUtf8() + '\n')};
    const QByteArray name = reference.toUtf8();
    Steps steps;
    steps.append({host.stepDelay(), [name](ProcessOutput &o) { o.out = name + ": Pulling from registry\n"; }});
    steps.append({host.stepDelay(), [](ProcessOutput &o) { o.out = "3153aa388d02: Pull complete\n"; }});
    const QByteArray digest = image->digests.value(0).section(u'@', 1).toLatin1();
    steps.append(endStep(0, "Digest: " + digest + "\nStatus: Downloaded newer image for " + name + '\n'));
    return steps;
}

Steps docker(FakeHost &host, const QString &folder, const QStringList &words)
{
    const QString verb = words.value(1);
    if (verb == u"compose") {
        if (host.hasComposePlugin())
            return interpretCompose(host, folder, words.mid(2));
        return {endStep(1, {}, "docker: 'compose' is not a docker command.\nSee 'docker --help'\n")};
    }
    if (verb == u"pull" && words.size() > 2)
        return dockerPull(host, words.last());
    if (verb == u"version") {
        const QByteArray version = host.engine().version().toUtf8();
        return {endStep(0, "Client:\n Version: " + version + "\n\nServer:\n Engine:\n  Version: " + version + '\n')};
    }
    return {endStep(1, {}, "docker: '" + verb.toUtf8() + "' is not a docker command.\nSee 'docker --help'\n")};
}

Steps runWords(FakeHost &host, const QString &folder, const QStringList &words, const QByteArray &input)
{
    const QString program = words.value(0);
    if (isScript(words, scripts::readFile()))
        return readFile(host, words.at(4), words.value(5));
    if (isScript(words, scripts::writeFile()))
        return writeFile(host, words.mid(4), input);
    if (isHostFactsScript(words))
        return answerHostFacts(host, words);
    if (isScript(words, scripts::endGroup()))
        return {endStep(0)}; // the signal that came first has ended it
    if (program == u"true" || program == u"false")
        return {endStep(program == u"true" ? 0 : 1)};
    if (program == u"echo")
        return {endStep(0, words.mid(1).join(u' ').toUtf8() + '\n')};
    if (program == u"sleep")
        return {{std::chrono::milliseconds(qint64(words.value(1).toDouble() * 1000)), endStep(0).act}};
    if (program == u"docker-compose")
        return interpretCompose(host, folder, words.mid(1));
    if (program == u"docker")
        return docker(host, folder, words);
    if (const auto balancer = interpretBalancer(host, words))
        return *balancer;
    return {endStep(127, {}, "bash: line 1: " + program.toUtf8() + ": command not found\n")};
}

} // namespace

ProcessStep endStep(int exit, const QByteArray &out, const QByteArray &err)
{
    return {std::chrono::milliseconds{0}, [=](ProcessOutput &output) {
                output.out = out;
                output.err = err;
                output.exit = exit;
            }};
}

bool readsInput(const QByteArray &command)
{
    const auto commands = shellWords(command);
    return commands && isScript(commands->last(), scripts::writeFile());
}

QList<ProcessStep> interpret(FakeHost &host, const QByteArray &command, const QByteArray &input)
{
    const auto commands = shellWords(command);
    if (!commands)
        return {endStep(2, {}, "bash: the simulator does not understand: " + command + '\n')};
    QString folder = QStringLiteral("/root");
    const bool changes = commands->size() == 2 && commands->at(0).value(0) == u"cd";
    if (changes)
        folder = QDir::cleanPath(QDir(folder).filePath(commands->at(0).last()));
    else if (commands->size() != 1)
        return {endStep(2, {}, "bash: the simulator does not understand: " + command + '\n')};
    return runWords(host, folder, commands->last(), input);
}

} // namespace opsdeck::sim

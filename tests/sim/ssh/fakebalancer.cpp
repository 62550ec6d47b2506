// SPDX-License-Identifier: GPL-3.0-or-later
// What moving traffic by a balancer's file needs of a host: readlink, stat and nginx.
#include "tests/sim/ssh/fakecommands.h"

namespace opsdeck::sim {

namespace {

using Steps = QList<ProcessStep>;

const QString configuration = QStringLiteral("/etc/nginx/");

/// The first brace of the file that is not balanced, in nginx' words; empty where all are.
QByteArray faultOf(const QString &path, const QByteArray &content)
{
    const QByteArray name = path.toUtf8();
    const QByteArrayList lines = content.split('\n');
    int depth = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines.at(i).split('#').first(); // without its comment
        depth += static_cast<int>(line.count('{') - line.count('}'));
        if (depth < 0)
            return "unexpected \"}\" in " + name + ':' + QByteArray::number(i + 1);
    }
    return depth == 0 ? QByteArray()
                      : "unexpected end of file, expecting \"}\" in " + name + ':' + QByteArray::number(lines.size());
}

/// `nginx -t` and `nginx -s reload`, which reads the files too. A host without them has no nginx.
Steps nginx(const FakeHost &host, const QStringList &words)
{
    const QStringList files = host.filesUnder(configuration);
    const bool reloads = words.mid(1) == QStringList{QStringLiteral("-s"), QStringLiteral("reload")};
    const bool tests = words.mid(1) == QStringList{QStringLiteral("-t")};
    if (files.isEmpty())
        return {endStep(127, {}, "bash: line 1: nginx: command not found\n")};
    if (!reloads && !tests)
        return {endStep(1, {}, "nginx: invalid option: \"" + words.value(1).toUtf8() + "\"\n")};
    const QByteArray main = "configuration file /etc/nginx/nginx.conf";
    for (const QString &path : files) {
        const auto file = host.file(path);
        const QByteArray fault = file ? faultOf(path, file->content) : QByteArray();
        if (!fault.isEmpty())
            return {endStep(1, {}, "nginx: [emerg] " + fault + "\nnginx: " + main + " test failed\n")};
    }
    return {endStep(0, {},
        tests ? "nginx: the " + main + " syntax is ok\nnginx: " + main + " test is successful\n" : QByteArray())};
}

Steps stat(const FakeHost &host, const QString &path)
{
    const auto file = host.file(path);
    if (!file)
        return {endStep(1, {}, "stat: cannot statx '" + path.toUtf8() + "': No such file or directory\n")};
    return {endStep(0, QByteArray::number(file->mode, 8) + '\n')};
}

} // namespace

std::optional<QList<ProcessStep>> interpretBalancer(const FakeHost &host, const QStringList &words)
{
    const QStringList link{QStringLiteral("readlink"), QStringLiteral("-f"), QStringLiteral("--")};
    const QStringList mode{QStringLiteral("stat"), QStringLiteral("-c"), QStringLiteral("%a"), QStringLiteral("--")};
    if (words.size() == 4 && words.mid(0, 3) == link)
        return Steps{endStep(0, words.at(3).toUtf8() + '\n')}; // this host has no links
    if (words.size() == 5 && words.mid(0, 4) == mode)
        return stat(host, words.at(4));
    if (words.value(0) == u"nginx")
        return nginx(host, words);
    return std::nullopt;
}

} // namespace opsdeck::sim

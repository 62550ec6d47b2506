// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/hostfacts.h"

#include "backends/ssh/command.h"

#include <QDir>
#include <QRandomGenerator>

namespace opsdeck {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype mostCommand = 100'000; // Linux takes 128 KiB as one argument of the login shell
constexpr qsizetype mostAnswer = 4 << 20;
constexpr auto dockerPatience = 4s; // as in the script

// One line, so that it passes through login shells that take no line breaks in quotes, and without backslashes and
// exclamation marks, which some of them read even there. Every command's answer stands between a line with the marker
// and its name and one with its exit status. What is asked for follows as arguments: d, p, k and i with a number.
const char *const script =
    // b NAME begins an answer, e ends it; the empty lines are for answers without a line end.
    R"(m=$1; shift; LC_ALL=C; DOCKER_CLI_EXPERIMENTAL=enabled; export LC_ALL DOCKER_CLI_EXPERIMENTAL; )"
    R"(b() { echo; echo "$m $1"; }; e() { r=$?; echo; echo "$m end $r"; }; )"
    // A dead engine must not hold up everything else.
    R"(t=; if timeout 1 true >/dev/null 2>&1; then t="timeout 4"; fi; )"
    // up PATH: a is it, or the nearest above it that is there.
    R"(up() { a=$1; until [ -e "$a" ]; do case $a in /*/*) a=${a%/*};; *) a=/;; esac; done; }; )"
    R"(room() { up "$2"; b "$1"; $t df -P -k "$a" 2>&1; e; b "$1 inodes"; $t df -P -i "$a" 2>&1; e; }; )"
    R"(b begin; b clock; date -u +%s; e; )"
    R"(b engine; $t docker version --format '{{.Server.Version}}' 2>&1; e; )"
    R"(d=$($t docker info --format '{{.DockerRootDir}}' 2>/dev/null); case $d in /*) room root "$d";; )"
    R"(*) b root; echo "the engine does not tell where it keeps its data"; false; e;; esac; )"
    R"(b listening; if [ -r /proc/net/tcp ]; then for f in tcp tcp6 udp udp6; do if [ -r /proc/net/$f ]; then )"
    R"(echo $f; grep -E '^ *[0-9]+: [0-9A-F]+:[0-9A-F]+ [0-9A-F]+:[0-9A-F]+ 0[A7] ' /proc/net/$f; fi; done; true; )"
    R"(else echo "the host does not tell what it listens on"; false; fi; e; )"
    R"(b published; $t docker ps --no-trunc )"
    R"(--format '{{json (.Label "com.docker.compose.project")}} {{json .Ports}}' 2>&1; e; )"
    // A folder that may not be entered hides what is in it.
    R"(there() { up "$1"; if [ "$a" = "$1" ]; then echo y; elif [ -d "$a" ]; then )"
    R"(if [ -x "$a" ]; then echo n; else echo u; fi; else echo n; fi; }; )"
    R"(key() { s=$(there "$1"); if [ "$s" = y ]; then if [ -f "$1" ] && [ -r "$1" ]; then )"
    R"(if grep -E -q "^[[:space:]]*(export[[:space:]]+)?$2[[:space:]]*[=:]" "$1"; then echo y; else echo n; fi; )"
    R"(else echo u; fi; else echo "$s"; fi; }; )"
    R"(n=$($t docker info --format '{{range .RegistryConfig.IndexConfigs}}{{if not .Secure}} {{.Name}} {{end}}{{end}}' )"
    R"(2>/dev/null); )"
    R"(while [ $# -gt 2 ]; do case $1 in d) room "dir $2" "$3";; p) b "path $2"; there "$3"; e;; )"
    R"(k) b "key $2"; key "$3" "$4"; e; shift;; )"
    // The client asks by itself, and does not know which registries the engine may reach without TLS.
    R"(i) b "pull $2"; r=${3%%/*}; x=; case $r in localhost|localhost:*|127.*) x=--insecure;; *) case " $n " in )"
    R"(*" $r "*) x=--insecure;; esac;; esac; $t docker manifest inspect $x "$3" 2>&1 >/dev/null; e;; )"
    R"(esac; shift 3; done; )"
    R"(b lastclock; date -u +%s; e)";

QStringList argumentsFor(const HostQuestions &questions)
{
    QStringList arguments;
    const auto ask = [&arguments](const char *kind, const QStringList &values, bool (*isFit)(const QString &)) {
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (isFit(values.at(i)))
                arguments += {QLatin1String(kind), QString::number(i), values.at(i)};
        }
    };
    ask("d", questions.directories, isAskable);
    ask("p", questions.paths, isAskable);
    qsizetype number = 0;
    for (auto file = questions.keys.cbegin(); file != questions.keys.cend(); ++file) {
        for (const QString &key : file.value()) {
            if (isAskable(file.key()) && isAskableKey(key)) // a point in a name stays one in the pattern
                arguments += {QStringLiteral("k"), QString::number(number), file.key(),
                    QString(key).replace(u'.', QStringLiteral("[.]"))};
            ++number;
        }
    }
    ask("i", questions.images, isAskableImage);
    return arguments;
}

/// Nothing was read of it, for one reason.
HostFacts unread(const HostQuestions &questions, const Phrase &why)
{
    HostFacts facts;
    facts.clockSkew.why = facts.engineVersion.why = facts.engineDisk.why = why;
    facts.listening.why = facts.published.why = why;
    for (const QString &directory : questions.directories)
        facts.directories.insert(directory, Fact<DiskSpace>::unknown(why));
    for (const QString &path : questions.paths)
        facts.paths.insert(path, Fact<bool>::unknown(why));
    for (auto file = questions.keys.cbegin(); file != questions.keys.cend(); ++file) {
        for (const QString &key : file.value())
            facts.keys[file.key()].insert(key, Fact<bool>::unknown(why));
    }
    for (const QString &image : questions.images)
        facts.pullable.insert(image, Fact<bool>::unknown(why));
    return facts;
}

/// A command that ran out of time ran on a host that can be reached.
HostFacts withoutAnswer(const HostQuestions &questions, const Error &error)
{
    HostFacts facts = unread(questions, error.said());
    if (error.kind == Error::Kind::Timeout && (error.status == RemoteGone || error.status == RemoteMayRun))
        facts.reachable = true;
    else
        facts.reachable = {false, error.said()};
    return facts;
}

Phrase whyNoScriptRan(const ExecResult &result)
{
    const QByteArray &said = result.err.trimmed().isEmpty() ? result.out : result.err;
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "the host runs no script (exit status %1): %2"),
        {QString::number(result.exitStatus), QString::fromUtf8(said.trimmed().right(300))});
}

QString randomMarker()
{
    QByteArray bytes(16, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->generate());
    return QStringLiteral("opsdeck-") + QString::fromLatin1(bytes.toHex());
}

} // namespace

HostQuestions questionsFor(const DeployPlan &plan, const HostId &host, const QList<ChangeFacts> &changes)
{
    HostQuestions questions;
    const auto once = [](QStringList &list, const QString &value) {
        if (!list.contains(value))
            list.append(value);
    };
    for (const HostChange &change : plan.changes) {
        if (change.host != host || change.isNoop())
            continue;
        once(questions.directories, change.directory);
        once(questions.images, change.wanted.text());
        for (const ChangeFacts &facts : changes) {
            if (facts.host != change.host || facts.part != change.part)
                continue;
            QMap<QString, QStringList> keys = facts.requiredKeys;
            if (facts.needs.isKnown()) {
                for (const QString &path : facts.needs->files + facts.needs->envFiles)
                    once(questions.paths, path);
                keys[environmentFileOf(change)] += facts.needs->variables;
            }
            for (auto file = keys.cbegin(); file != keys.cend(); ++file) {
                for (const QString &key : file.value())
                    once(questions.keys[file.key()], key);
            }
        }
    }
    return questions;
}

QCoro::Task<Result<HostFacts>> readHostFacts(Host *host, HostId id, HostQuestions questions, std::stop_token stop)
{
    const QString marker = randomMarker();
    co_return co_await readHostFacts(host, id, questions, marker, stop);
}

QCoro::Task<Result<HostFacts>> readHostFacts(
    Host *host, HostId id, HostQuestions questions, QString marker, std::stop_token stop)
{
    const QStringList words{
        QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(script), QStringLiteral("opsdeck"), marker};
    ExecRequest request;
    request.command = remoteCommand(words + argumentsFor(questions));
    request.outLimit = mostAnswer;
    request.timeout = 60s + dockerPatience * (3 + questions.images.size());
    if (request.command.isEmpty() || request.command.size() > mostCommand)
        co_return failure(Error::Kind::Usage, id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the plan needs more of this host than one command can ask for")));
    AskedBetween times;
    times.asked = QDateTime::currentDateTimeUtc();
    const auto result = co_await host->exec(request, stop);
    times.answered = QDateTime::currentDateTimeUtc();
    HostFacts facts;
    if (!result && result.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(result.error());
    if (!result) {
        facts = withoutAnswer(questions, result.error());
    } else {
        const QByteArray begin = '\n' + marker.toUtf8() + " begin";
        facts = result->out.contains(begin) ? parseHostFacts(result->out, marker.toUtf8(), questions, times)
                                            : unread(questions, whyNoScriptRan(*result));
        facts.reachable = true;
    }
    facts.host = id;
    co_return facts;
}

} // namespace opsdeck

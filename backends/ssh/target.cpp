// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/target.h"

#include "backends/ssh/knownhosts.h"
#include "backends/ssh/localprograms.h"
#include "backends/ssh/sshtokens.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <pwd.h>
#include <unistd.h>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr int MaxJumps = 8;
using Others = std::function<const HostSpec *(const QString &)>;

/// Nothing in it means anything to a shell.
bool isHarmless(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9_][A-Za-z0-9_.:@-]*\\z"));
    return form.match(text).hasMatch();
}

tl::unexpected<Error> refuse(const HostSpec &spec, const QString &why)
{
    return failure(Error::Kind::Usage, spec.id.text(), why);
}

struct Hop
{
    QString user;
    QString host;
    int port = 0;
};

// [user@]host[:port], [user@][v6]:port or ssh://…
std::optional<Hop> parseHop(QString text)
{
    Hop hop;
    if (text.startsWith(u"ssh://"))
        text = text.mid(6);
    if (text.endsWith(u'/'))
        text.chop(1);
    if (const auto at = text.lastIndexOf(u'@'); at >= 0) {
        hop.user = text.left(at);
        text = text.mid(at + 1);
        if (hop.user.isEmpty())
            return std::nullopt;
    }
    const auto bracket = text.startsWith(u'[') ? text.indexOf(u']') : -1;
    const auto colon = text.indexOf(u':', qMax<qsizetype>(bracket, 0));
    const bool bareV6 = bracket < 0 && text.count(u':') > 1;
    if (colon >= 0 && !bareV6) {
        bool isNumber = false;
        hop.port = text.mid(colon + 1).toInt(&isNumber);
        if (!isNumber || hop.port < 1 || hop.port > 65535)
            return std::nullopt;
        text = text.left(colon);
    }
    hop.host = bracket > 0 ? text.mid(1, bracket - 1) : text;
    return hop.host.isEmpty() ? std::nullopt : std::optional(hop);
}

class Resolver
{
public:
    Resolver(const SshConfig &config, const SshPerson &person, const Others &others, ProgramQuestions *questions)
        : m_config(config)
        , m_person(person)
        , m_others(others)
        , m_questions(questions)
    { }

    Result<SshTarget> resolve(const HostSpec &spec, int depth) const;

private:
    Result<void> takeWho(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const;
    Result<void> takeKeys(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const;
    Result<void> takeFiles(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const;
    Result<void> takeLimits(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const;
    Result<void> takeJump(const HostSpec &spec, const QStringList &hops, int depth, SshTarget *target) const;
    Result<void> takeProgram(const HostSpec &spec, const QByteArray &written, SshTarget *target) const;
    Result<bool> matchExec(const HostSpec &spec, const QByteArray &written, const QString &place) const;
    tl::unexpected<Error> ask(const HostSpec &spec, const QString &written, const QString &place) const;
    Result<HostSpec> specOfHop(const HostSpec &spec, const QString &text) const;
    Result<QStringList> paths(const QByteArrayList &list, const Tokens &tokens) const;

    const SshConfig &m_config;
    const SshPerson &m_person;
    const Others &m_others;
    ProgramQuestions *m_questions;
};

Result<SshTarget> Resolver::resolve(const HostSpec &spec, int depth) const
{
    if (depth > MaxJumps)
        return refuse(spec, QStringLiteral("More than 8 hosts to jump through: they may lead in a circle"));
    SshQuery query{spec.address.toUtf8(), spec.user.toUtf8(), m_person.name.toUtf8(), {}};
    query.exec
        = [this, &spec](const QByteArray &written, const QString &place) { return matchExec(spec, written, place); };
    const auto settings = sshSettings(m_config, query);
    if (!settings)
        return tl::unexpected(settings.error());
    SshTarget target;
    target.origin = spec.id.text();
    target.secret = spec.secret;
    for (const auto take : {&Resolver::takeWho, &Resolver::takeKeys, &Resolver::takeFiles, &Resolver::takeLimits})
        if (const auto taken = (this->*take)(spec, *settings, &target); !taken)
            return tl::unexpected(taken.error());
    const QByteArray command = settings->textOrNone("proxycommand");
    if (spec.jump.isEmpty() && !command.isEmpty()) {
        if (const auto taken = takeProgram(spec, command, &target); !taken)
            return tl::unexpected(taken.error());
        return target;
    }
    const QString jump = spec.jump.isEmpty() ? QString::fromUtf8(settings->textOrNone("proxyjump")) : spec.jump;
    const QStringList hops = jump.isEmpty() || jump == u"none" ? QStringList() : jump.split(u',');
    if (const auto taken = takeJump(spec, hops, depth, &target); !taken)
        return tl::unexpected(taken.error());
    return target;
}

Result<void> Resolver::takeWho(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const
{
    const auto port = settings.number("port", 22, 1, 65535);
    if (!port)
        return tl::unexpected(port.error());
    target->port = spec.port != 0 ? spec.port : *port;
    target->user = !spec.user.isEmpty() ? spec.user
        : settings.has("user")          ? QString::fromUtf8(settings.text("user"))
                                        : m_person.name;
    target->address = spec.address;
    if (settings.has("hostname")) {
        const auto name = Tokens(m_person, *target, spec.address).expanded(settings.text("hostname"));
        if (!name)
            return tl::unexpected(name.error());
        target->address = *name;
    }
    const QString alias = QString::fromUtf8(settings.text("hostkeyalias"));
    target->knownAs = alias.isEmpty() ? knownHostsName(target->address, target->port) : alias.toUtf8().toLower();
    return {};
}

Result<void> Resolver::takeKeys(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const
{
    const Tokens tokens(m_person, *target, spec.address);
    target->identitiesOnly = settings.flag("identitiesonly");
    target->agentSocket = m_person.agentSocket;
    if (settings.has("identityagent") && settings.text("identityagent") != "SSH_AUTH_SOCK") {
        const QByteArray agent = settings.textOrNone("identityagent");
        const auto path = agent.startsWith('$') ? Result<QString>(qEnvironmentVariable(agent.mid(1).constData()))
                                                : tokens.path(agent);
        if (!path)
            return tl::unexpected(path.error());
        target->agentSocket = *path;
    }
    if (!spec.identity.isEmpty()) {
        target->identities = {spec.identity};
        target->identityIsChosen = true;
        return {};
    }
    QByteArrayList files = settings.identityFiles();
    const bool none = files.contains("none");
    files.removeAll("none");
    if (files.isEmpty() && !none)
        files = {"~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"};
    const auto found = paths(files, tokens);
    if (!found)
        return tl::unexpected(found.error());
    target->identities = *found;
    return {};
}

Result<void> Resolver::takeFiles(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const
{
    target->hideNames = settings.flag("hashknownhosts");
    if (!spec.knownHosts.isEmpty()) {
        target->knownHosts = {spec.knownHosts}; // nothing else counts then
        return {};
    }
    const auto listed = [&](const char *keyword, const QByteArrayList &fallback) {
        QByteArrayList files = settings.has(keyword) ? settings.list(keyword) : fallback;
        files.removeAll("none");
        return files;
    };
    const auto files = paths(listed("userknownhostsfile", {"~/.ssh/known_hosts", "~/.ssh/known_hosts2"})
            + listed("globalknownhostsfile", {"/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"}),
        Tokens(m_person, *target, spec.address));
    if (!files)
        return tl::unexpected(files.error());
    target->knownHosts = *files;
    return {};
}

Result<void> Resolver::takeLimits(const HostSpec &spec, const SshSettings &settings, SshTarget *target) const
{
    const auto connect = settings.number("connecttimeout", 0, 0, 3600);
    const auto interval = settings.number("serveraliveinterval", 0, 0, 3600);
    const auto misses = settings.number("serveralivecountmax", 3, 1, 1000);
    for (const auto *number : {&connect, &interval, &misses})
        if (!*number)
            return tl::unexpected(number->error());
    if (spec.connectTimeout > 0ms)
        target->connectLimit = spec.connectTimeout;
    else if (*connect > 0)
        target->connectLimit = std::chrono::seconds(*connect);
    if (*interval > 0)
        target->aliveInterval = std::chrono::seconds(*interval);
    target->aliveMisses = *misses;
    return {};
}

tl::unexpected<Error> Resolver::ask(const HostSpec &spec, const QString &written, const QString &place) const
{
    if (m_questions)
        m_questions->unapproved = ProgramOffer{spec.id, written, place};
    const char *words = QT_TRANSLATE_NOOP("Phrase",
        "ssh_config wants to run a program on this computer to reach %1 (%2), which Opsdeck does not do unasked: %3");
    return failure(Error::Kind::Usage, spec.id.text(), Phrase(words, {spec.address, place, written}));
}

Result<void> Resolver::takeProgram(const HostSpec &spec, const QByteArray &written, SshTarget *target) const
{
    const QString text = QString::fromUtf8(written);
    if (!m_questions || !m_questions->programs.isAllowed(text))
        return ask(spec, text, QStringLiteral("ProxyCommand"));
    if (!isHarmless(target->address) || !isHarmless(target->user) || !isHarmless(spec.address))
        return refuse(spec, QStringLiteral("Address and user go to a shell and have to be plain"));
    const auto command = Tokens(m_person, *target, spec.address).expanded(written);
    if (!command)
        return tl::unexpected(command.error());
    target->program = *command;
    return {};
}

Result<bool> Resolver::matchExec(const HostSpec &spec, const QByteArray &written, const QString &place) const
{
    const QString text = QString::fromUtf8(written);
    if (!m_questions || !m_questions->programs.isAllowed(text))
        return ask(spec, text, QStringLiteral("Match exec, ") + place);
    SshTarget known;
    known.address = spec.address;
    known.user = spec.user.isEmpty() ? m_person.name : spec.user;
    known.port = spec.port != 0 ? spec.port : known.port;
    known.knownAs = known.address.toUtf8();
    if (!isHarmless(known.address) || !isHarmless(known.user))
        return refuse(spec, QStringLiteral("Address and user go to a shell and have to be plain"));
    const auto command = Tokens(m_person, known, spec.address).expanded(written);
    if (!command)
        return tl::unexpected(command.error());
    if (const auto outcome = m_questions->programs.outcome(*command))
        return *outcome;
    m_questions->toFind = *command;
    return failure(Error::Kind::Usage, spec.id.text(), *command);
}

Result<void> Resolver::takeJump(const HostSpec &spec, const QStringList &hops, int depth, SshTarget *target) const
{
    if (hops.isEmpty())
        return {};
    auto last = specOfHop(spec, hops.last().trimmed());
    if (!last)
        return tl::unexpected(last.error());
    const bool isItself = last->address == spec.address && (last->port == 0 || last->port == target->port);
    if (isItself)
        return {}; // "Host *" with a ProxyJump also speaks of the jump host
    if (hops.size() > 1)
        last->jump = hops.mid(0, hops.size() - 1).join(u',');
    auto resolved = resolve(*last, depth + 1);
    if (!resolved)
        return tl::unexpected(resolved.error());
    resolved->mayUsePassword = last->id != spec.id;
    target->jump = std::make_shared<const SshTarget>(std::move(*resolved));
    return {};
}

Result<HostSpec> Resolver::specOfHop(const HostSpec &spec, const QString &text) const
{
    if (const HostSpec *known = m_others ? m_others(text) : nullptr)
        return *known;
    const auto hop = parseHop(text);
    if (!hop)
        return refuse(spec, QStringLiteral("\"%1\" is no host to jump through").arg(text));
    HostSpec between = spec;
    between.address = hop->host;
    between.port = hop->port;
    between.user = hop->user;
    between.jump.clear();
    return between;
}

Result<QStringList> Resolver::paths(const QByteArrayList &list, const Tokens &tokens) const
{
    QStringList found;
    for (const QByteArray &text : list) {
        const auto path = tokens.path(text);
        if (!path)
            return tl::unexpected(path.error());
        found.append(*path);
    }
    return found;
}

} // namespace

SshPerson SshPerson::current()
{
    SshPerson person;
    if (const passwd *entry = ::getpwuid(::getuid())) {
        person.name = QString::fromLocal8Bit(entry->pw_name);
        person.home = QString::fromLocal8Bit(entry->pw_dir);
    }
    if (person.home.isEmpty())
        person.home = QDir::homePath();
    person.agentSocket = qEnvironmentVariable("SSH_AUTH_SOCK");
    person.configFile = person.home + QStringLiteral("/.ssh/config");
    person.systemConfigFile = QStringLiteral("/etc/ssh/ssh_config");
    return person;
}

QString SshTarget::key() const
{
    const QStringList parts{user, address, QString::number(port), QString::fromUtf8(knownAs), identities.join(u'\n'),
        secret, knownHosts.join(u'\n'), jump ? jump->key() : QString(), program};
    return parts.join(QChar(u'\0'));
}

Result<SshTarget> resolveTarget(const HostSpec &spec, const SshConfig &config, const SshPerson &person,
    const Others &others, ProgramQuestions *questions)
{
    return Resolver(config, person, others, questions).resolve(spec, 0);
}

} // namespace opsdeck

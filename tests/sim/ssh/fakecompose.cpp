// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/fakecommands.h"

#include <QCryptographicHash>
#include <QDir>

#include <yaml-cpp/yaml.h>

namespace opsdeck::sim {

namespace {

using Steps = QList<ProcessStep>;

struct Service
{
    QString name;
    QString image;
    QString hash; ///< of its part of the file
    QStringList dependsOn;
    bool healthcheck = false;
};

struct Invocation
{
    QString project;
    QString file;
    QString verb;
    QStringList flags;
    QStringList services;
};

QString text(const YAML::Node &node)
{
    return node && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

QStringList namesIn(const YAML::Node &node)
{
    QStringList names;
    if (node && node.IsMap())
        for (const auto &entry : node)
            names.append(text(entry.first));
    else if (node && node.IsSequence())
        for (const auto &entry : node)
            names.append(text(entry));
    return names;
}

Service readService(const QString &name, const YAML::Node &node)
{
    YAML::Emitter emitter;
    emitter << node;
    Service service;
    service.name = name;
    service.image = text(node["image"]);
    service.hash = QString::fromLatin1(
        QCryptographicHash::hash(QByteArray(emitter.c_str()), QCryptographicHash::Sha256).toHex());
    service.dependsOn = namesIn(node["depends_on"]);
    const YAML::Node health = node["healthcheck"];
    service.healthcheck = health && health.IsMap() && text(health["disable"]) != u"true";
    return service;
}

// In the order of their dependencies; an error text instead where the file makes no sense.
std::variant<QList<Service>, QByteArray> readFile(const QByteArray &content, const QString &path)
try {
    const YAML::Node root = YAML::Load(content.toStdString());
    QList<Service> open;
    if (root["services"] && root["services"].IsMap())
        for (const auto &entry : root["services"])
            open.append(readService(text(entry.first), entry.second));
    QList<Service> ordered;
    QStringList done;
    while (!open.isEmpty()) {
        const auto next = std::find_if(open.begin(), open.end(), [&](const Service &service) {
            return std::all_of(service.dependsOn.begin(), service.dependsOn.end(),
                [&](const QString &name) { return done.contains(name); });
        });
        if (next == open.end())
            return QByteArray("ERROR: Circular or unknown dependency between services\n");
        done.append(next->name);
        ordered.append(*next);
        open.erase(next);
    }
    return ordered;
} catch (const YAML::Exception &error) {
    return "ERROR: yaml.scanner.ScannerError: " + QByteArray(error.what()) + " in \"" + path.toUtf8() + "\"\n";
}

Invocation parse(const QString &folder, const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("-p"), QStringLiteral("--project-name"), QStringLiteral("-f"),
        QStringLiteral("--file"), QStringLiteral("--project-directory"), QStringLiteral("--ansi"),
        QStringLiteral("--env-file"), QStringLiteral("-t"), QStringLiteral("--timeout"), QStringLiteral("--progress")};
    Invocation call;
    call.file = QStringLiteral("docker-compose.yml");
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        if (withValue.contains(word) && i + 1 < arguments.size()) {
            const QString value = arguments.at(++i);
            if (word == u"-p" || word == u"--project-name")
                call.project = value;
            else if (word == u"-f" || word == u"--file")
                call.file = value;
        } else if (word.startsWith(u'-')) {
            call.flags.append(word);
        } else if (call.verb.isEmpty()) {
            call.verb = word;
        } else {
            call.services.append(word);
        }
    }
    call.file = QDir::cleanPath(QDir(folder).filePath(call.file));
    if (call.project.isEmpty())
        call.project = QFileInfo(QFileInfo(call.file).path()).fileName();
    return call;
}

QString containerName(const Invocation &call, const Service &service)
{
    return call.project + u'_' + service.name + QStringLiteral("_1");
}

void create(FakeHost &host, const Invocation &call, const Service &service)
{
    const auto label
        = [](const char *name) { return QStringLiteral("com.docker.compose.") + QString::fromLatin1(name); };
    const QMap<QString, QString> labels{{label("project"), call.project}, {label("service"), service.name},
        {label("config-hash"), service.hash}, {label("container-number"), QStringLiteral("1")},
        {label("oneoff"), QStringLiteral("False")}, {label("project.config_files"), call.file},
        {label("project.working_dir"), QFileInfo(call.file).path()}, {label("version"), QStringLiteral("1.29.2")}};
    host.engine().run(containerName(call, service), service.image, labels, service.healthcheck);
}

bool isCurrent(FakeHost &host, const Invocation &call, const Service &service)
{
    const auto there = host.engine().container(containerName(call, service));
    return there && there->running
        && there->labels.value(QStringLiteral("com.docker.compose.config-hash")) == service.hash;
}

// Says what it will do, does it some time later, and says that it is done.
void appendUp(Steps &steps, FakeHost &host, const Invocation &call, const Service &service)
{
    const QByteArray name = containerName(call, service).toUtf8();
    if (isCurrent(host, call, service) && !call.flags.contains(QStringLiteral("--force-recreate"))) {
        steps.append({{}, [name](ProcessOutput &o) { o.err = name + " is up-to-date\n"; }});
        return;
    }
    const QByteArray verb = host.engine().container(containerName(call, service)) ? "Recreating " : "Creating ";
    steps.append({{}, [line = verb + name](ProcessOutput &o) { o.err = line + " ... \n"; }});
    steps.append({host.stepDelay(), [&host, call, service, line = verb + name](ProcessOutput &o) {
                      create(host, call, service);
                      o.err = line + " ... done\n";
                  }});
}

// False where the pull fails; the last step then ends the command.
bool appendPull(Steps &steps, FakeHost &host, const Service &service)
{
    if (host.engine().hasImage(service.image))
        return true;
    const QByteArray line = "Pulling " + service.name.toUtf8() + " (" + service.image.toUtf8() + ")...\n";
    steps.append({host.stepDelay(), [line](ProcessOutput &o) { o.err = line; }});
    QString error;
    if (host.engine().pull(service.image, &error))
        return true;
    steps.append(endStep(1, {}, "ERROR: " + error.toUtf8() + '\n'));
    return false;
}

Steps up(FakeHost &host, const Invocation &call, const QList<Service> &services)
{
    Steps steps;
    for (const Service &service : services)
        if (!appendPull(steps, host, service))
            return steps;
    for (const Service &service : services)
        appendUp(steps, host, call, service);
    steps.append(endStep(0));
    return steps;
}

Steps pull(FakeHost &host, const QList<Service> &services)
{
    Steps steps;
    for (const Service &service : services)
        if (!appendPull(steps, host, service))
            return steps;
    steps.append(endStep(0));
    return steps;
}

Steps ps(FakeHost &host, const Invocation &call)
{
    const bool quiet = call.flags.contains(QStringLiteral("-q"));
    QByteArray out = quiet ? "" : "Name   Command   State   Ports\n------------------------------\n";
    const auto containers = host.engine().containers();
    for (const auto &container : containers) {
        if (container.labels.value(QStringLiteral("com.docker.compose.project")) != call.project)
            continue;
        out += quiet ? container.id.toUtf8() + '\n'
                     : container.name.toUtf8() + "   /app/server   " + (container.running ? "Up" : "Exit 1") + '\n';
    }
    return {endStep(0, out)};
}

Steps stop(FakeHost &host, const Invocation &call, const QList<Service> &services)
{
    QByteArray err;
    for (const Service &service : services) {
        const QString name = containerName(call, service);
        host.engine().stop(name);
        err += "Stopping " + name.toUtf8() + " ... done\n";
        if (call.verb == u"down" && host.engine().remove(name))
            err += "Removing " + name.toUtf8() + " ... done\n";
    }
    return {endStep(0, {}, err)};
}

} // namespace

QList<ProcessStep> interpretCompose(FakeHost &host, const QString &folder, const QStringList &arguments)
{
    const Invocation call = parse(folder, arguments);
    if (call.verb == u"version" || call.flags.contains(QStringLiteral("--version")))
        return {endStep(0, "docker-compose version 1.29.2, build unknown\n")};
    const auto file = host.file(call.file);
    if (!file)
        return {endStep(
            1, {}, "ERROR: .FileNotFoundError: [Errno 2] No such file or directory: '" + call.file.toUtf8() + "'\n")};
    const auto content = readFile(file->content, call.file);
    if (const auto *error = std::get_if<QByteArray>(&content))
        return {endStep(1, {}, *error)};
    QList<Service> services = std::get<QList<Service>>(content);
    for (const QString &name : call.services)
        if (std::none_of(services.begin(), services.end(), [&](const Service &s) { return s.name == name; }))
            return {endStep(1, {}, "ERROR: No such service: " + name.toUtf8() + '\n')};
    if (!call.services.isEmpty())
        services.removeIf([&](const Service &service) { return !call.services.contains(service.name); });

    if (call.verb == u"up")
        return up(host, call, services);
    if (call.verb == u"pull")
        return pull(host, services);
    if (call.verb == u"ps")
        return ps(host, call);
    if (call.verb == u"stop" || call.verb == u"down")
        return stop(host, call, services);
    if (call.verb == u"config")
        return {endStep(0, call.flags.contains(QStringLiteral("-q")) ? QByteArray() : file->content)};
    return {endStep(1, {}, "No such command: " + call.verb.toUtf8() + '\n')};
}

} // namespace opsdeck::sim

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/notifyreader.h"

#include "app/workspace/words.h"

#include <QUrl>

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

const QString webhook = QStringLiteral("webhook");

const QStringList &targetKinds()
{
    static const QStringList kinds{
        webhook, QStringLiteral("wecom"), QStringLiteral("dingtalk"), QStringLiteral("feishu")};
    return kinds;
}

const QStringList &dayNames()
{
    static const QStringList names{key("mon"), key("tue"), key("wed"), key("thu"), key("fri"), key("sat"), key("sun")};
    return names;
}

/// Reports `name` unless it is one of `known`.
bool leadsSomewhere(YamlMap &map, const QString &where, const QString &name, const QStringList &known)
{
    if (known.contains(name))
        return true;
    const QString meant = nearestWord(name, known);
    map.report(map.placeOf(where), WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(where, name),
        meant.isEmpty() ? WorkspaceText::tr("Known: %1").arg(known.join(QStringLiteral(", ")))
                        : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant));
    return false;
}

/// A name of a secret; an address in its place is the secret itself.
QString secretName(YamlMap &map, const char *where)
{
    const QString name = map.text(key(where));
    const bool isAddress = name.contains(QStringLiteral("://")) && !name.startsWith(u"file:");
    if (!isAddress && name.size() <= 128)
        return name;
    map.report(map.placeOf(key(where)), WorkspaceText::tr("This looks like the secret itself."),
        WorkspaceText::tr(
            "Name an entry of the keyring, env:VARIABLE or file:PATH; then change the secret: it was in a file"));
    return {};
}

QTime timeOfDay(YamlMap &map, const char *where)
{
    const QString text = map.requiredText(key(where));
    const QTime time = QTime::fromString(text.size() == 4 ? u'0' + text : text, QStringLiteral("HH:mm"));
    if (!time.isValid() && !text.isEmpty())
        map.report(map.placeOf(key(where)), WorkspaceText::tr("\"%1\" is no time of day.").arg(text),
            WorkspaceText::tr("One like 22:00 or 07:30"));
    return time;
}

QList<Severity> readSeverities(YamlMap &map)
{
    static const QMap<QString, Severity> words{
        {key("critical"), Severity::Critical}, {key("warning"), Severity::Warning}, {key("info"), Severity::Info}};
    QList<Severity> severities;
    const QStringList written = map.texts(key("severities"));
    for (const QString &word : written) {
        if (leadsSomewhere(map, key("severities"), word, words.keys()))
            severities.append(words.value(word));
    }
    return severities;
}

} // namespace

void NotifyReader::read(YamlMap map, Workspace &workspace)
{
    workspace.notify.from = map.texts(key("from"));
    const auto targets = map.maps(key("targets"));
    for (const YamlMap &target : targets) {
        if (auto read = readTarget(target))
            workspace.notifyTargets.append(*read);
    }
    const auto rules = map.maps(key("rules"));
    for (const YamlMap &rule : rules) {
        if (auto read = readRule(rule))
            workspace.notify.rules.append(*read);
    }
    map.finish();
}

std::optional<NotifyTarget> NotifyReader::readTarget(YamlMap map)
{
    NotifyTarget target;
    const QString name = map.name();
    target.way.id = SourceId(name);
    target.way.kind = map.requiredText(key("kind"));
    bool usable = readAddress(map, target);
    // A signature that is not made would be a message that is refused, or believed by nobody.
    if (target.way.kind != u"wecom")
        target.signSecret = secretName(map, "sign-secret");
    m_readWay(map, target.way);
    map.finish();
    usable &= !name.isEmpty() && isNew(map, key("target"), name);
    if (!target.way.kind.isEmpty())
        usable &= leadsSomewhere(map, key("kind"), target.way.kind, targetKinds());
    if (name == DesktopOutlet || name == SoundOutlet) {
        map.report(map.placeOf(key("name")), WorkspaceText::tr("\"%1\" is an outlet of every desk.").arg(name),
            WorkspaceText::tr("Give the target another name"));
        usable = false;
    }
    // Also one that is left out, so that its rules are not reported for its fault.
    m_targets.append(name);
    return usable && !target.way.kind.isEmpty() ? std::optional(target) : std::nullopt;
}

/// Whoever knows a robot's address can speak through it: it is a secret as a whole.
bool NotifyReader::readAddress(YamlMap &map, NotifyTarget &target)
{
    target.addressSecret = secretName(map, "url-secret");
    target.way.url = map.text(key("url"));
    if (target.way.url.isEmpty() == target.addressSecret.isEmpty()) {
        map.report(map.place(), WorkspaceText::tr("A target has either \"url-secret\" or \"url\"."),
            WorkspaceText::tr("url-secret names a secret that is the whole address"));
        return false;
    }
    if (target.way.url.isEmpty())
        return true;
    const QUrl url(target.way.url, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (target.way.kind != webhook || !url.userInfo().isEmpty() || url.hasQuery()) {
        map.report(map.placeOf(key("url")), WorkspaceText::tr("This address holds a key, or is one."),
            WorkspaceText::tr("Keep it as a secret, and name that with \"url-secret\""));
        return false;
    }
    if (url.isValid() && isWeb && !url.host().isEmpty() && !url.hasFragment())
        return true;
    map.report(map.placeOf(key("url")), WorkspaceText::tr("\"%1\" is no web address.").arg(target.way.url),
        WorkspaceText::tr("http://… or https://…"));
    return false;
}

std::optional<NotifyRule> NotifyReader::readRule(YamlMap map)
{
    NotifyRule rule;
    rule.name = map.name();
    rule.filter = map.text(key("filter"));
    rule.severities = readSeverities(map);
    rule.repeat = map.duration(key("repeat"), rule.repeat);
    rule.window = map.duration(key("together"), rule.window);
    rule.storm = map.duration(key("storm"), rule.storm);
    rule.resolved = map.boolean(key("resolved"), rule.resolved);
    rule.criticalPasses = map.boolean(key("critical-passes"), rule.criticalPasses);
    const auto hours = map.maps(key("quiet"));
    for (const YamlMap &one : hours) {
        if (const auto read = readQuiet(one))
            rule.quiet.append(*read);
    }
    const QStringList outlets = map.texts(key("to"));
    map.finish();
    for (const QString &outlet : outlets) {
        const QStringList known = QStringList{DesktopOutlet.toString(), SoundOutlet.toString()} + m_targets;
        if (leadsSomewhere(map, key("to"), outlet, known))
            rule.outlets.append(outlet);
    }
    if (outlets.isEmpty())
        map.report(map.place(), WorkspaceText::tr("\"%1\" is missing.").arg(key("to")),
            WorkspaceText::tr("desktop, sound, or the names of targets"));
    const bool usable = !rule.name.isEmpty() && isNew(map, key("rule"), rule.name) && !rule.outlets.isEmpty();
    return usable ? std::optional(rule) : std::nullopt;
}

std::optional<QuietHours> NotifyReader::readQuiet(YamlMap map)
{
    QuietHours hours{.from = timeOfDay(map, "from"), .until = timeOfDay(map, "until")};
    QStringList days = map.texts(key("days"));
    map.finish();
    if (days.removeAll(key("weekdays")) > 0)
        days += dayNames().mid(0, 5);
    if (days.removeAll(key("weekend")) > 0)
        days += dayNames().mid(5);
    bool usable = hours.from.isValid() && hours.until.isValid();
    for (const QString &day : std::as_const(days)) {
        usable &= leadsSomewhere(map, key("days"), day, dayNames() + QStringList{key("weekdays"), key("weekend")});
        hours.days.append(static_cast<int>(dayNames().indexOf(day)) + 1);
    }
    return usable ? std::optional(hours) : std::nullopt;
}

bool NotifyReader::isNew(YamlMap &map, const QString &group, const QString &name)
{
    if (m_names.contains({group, name})) {
        map.report(map.placeOf(key("name")), WorkspaceText::tr("There is already a %1 called \"%2\".").arg(group, name),
            WorkspaceText::tr("Names are unique in a workspace"));
        return false;
    }
    m_names.insert({group, name});
    return true;
}

} // namespace opsdeck

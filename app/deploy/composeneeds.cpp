// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/composeneeds.h"

#include "app/deploy/composevariables.h"

#include <QDir>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr qsizetype mostBytes = 1 << 20;
constexpr int mostNodes = 100'000; // aliases can make much of little
constexpr int deepest = 100; // an anchor may stand in itself
constexpr int deepestMerge = 10;

QString scalar(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

/// The value of a key, also one that stands in what is merged with "<<".
YAML::Node valueOf(const YAML::Node &map, const char *key, int depth = 0)
{
    const YAML::Node none(YAML::NodeType::Undefined);
    if (!map.IsDefined() || !map.IsMap() || depth > deepestMerge)
        return none;
    if (YAML::Node own = map[key]; own.IsDefined())
        return own;
    const YAML::Node merged = map["<<"];
    if (!merged.IsDefined())
        return none;
    if (merged.IsMap())
        return valueOf(merged, key, depth + 1);
    if (merged.IsSequence()) {
        for (const auto &item : merged) {
            if (YAML::Node found = valueOf(item, key, depth + 1); found.IsDefined())
                return found;
        }
    }
    return none;
}

/// "8000-8010" or "8000".
bool readRange(const QString &text, HostPorts &ports)
{
    static const QRegularExpression range(QStringLiteral("^([0-9]{1,5})(?:-([0-9]{1,5}))?$"));
    const auto match = range.match(text);
    if (!match.hasMatch())
        return false;
    const int first = match.captured(1).toInt();
    const int last = match.captured(2).isEmpty() ? first : match.captured(2).toInt();
    if (first > last || last > 65535)
        return false;
    ports.first = static_cast<quint16>(first);
    ports.last = static_cast<quint16>(last);
    return true;
}

/// Reads one compose file; what it finds is in `needs`.
class NeedsReader
{
public:
    NeedsReader(QString directory, QString origin)
        : m_directory(std::move(directory))
        , m_origin(std::move(origin))
    { }

    Result<ComposeNeeds> read(const YAML::Node &root)
    {
        const YAML::Node services = valueOf(root, "services");
        if (!services.IsDefined() || !services.IsMap())
            return failure(Error::Kind::Usage, m_origin,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the compose file has no \"services\"")));
        if (!variablesOf(root, 0))
            return failure(Error::Kind::Usage, m_origin,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the compose file is too large or too deep")));
        if (root["include"].IsDefined())
            unclear(Phrase(QT_TRANSLATE_NOOP("Phrase", "the compose file includes others, which are not read")));
        for (const auto &pair : services)
            service(scalar(pair.first), pair.second);
        ofFiles(root["configs"]);
        ofFiles(root["secrets"]);
        ofVolumes(root["volumes"]);
        return m_needs;
    }

private:
    /// False where there is no end of it.
    bool variablesOf(const YAML::Node &node, int depth)
    {
        if (--m_nodesLeft < 0 || depth > deepest)
            return false;
        if (node.IsScalar()) {
            const FilledText filled = fillFromDefaults(scalar(node));
            for (const QString &name : filled.missing) {
                if (!m_needs.variables.contains(name))
                    m_needs.variables.append(name);
            }
            if (!filled.isWellFormed)
                unclear(Phrase(QT_TRANSLATE_NOOP("Phrase", "line %1: \"%2\" is no valid use of a variable"),
                    {QString::number(node.Mark().line + 1), scalar(node)}));
            return true;
        }
        if (!node.IsMap() && !node.IsSequence())
            return true;
        for (const auto &item : node) { // keys are not filled in
            if (!variablesOf(node.IsMap() ? YAML::Node(item.second) : YAML::Node(item), depth + 1))
                return false;
        }
        return true;
    }

    void service(const QString &name, const YAML::Node &node)
    {
        const YAML::Node profiles = valueOf(node, "profiles");
        if (!node.IsMap() || (profiles.IsDefined() && profiles.size() > 0))
            return;
        if (valueOf(node, "extends").IsDefined())
            unclear(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "service \"%1\" extends another one, which is not read"), {name}));
        // A container in the host's own network publishes nothing, and nobody writes down what it listens on.
        if (scalar(valueOf(node, "network_mode")) != u"host")
            each(valueOf(node, "ports"), [this](const YAML::Node &item) { port(item); });
        each(valueOf(node, "volumes"), [this](const YAML::Node &item) { mount(item); });
        const YAML::Node files = valueOf(node, "env_file");
        if (files.IsDefined() && files.IsScalar())
            envFile(files);
        each(files, [this](const YAML::Node &item) { envFile(item); });
    }

    template <typename Function> static void each(const YAML::Node &list, Function visit)
    {
        if (!list.IsDefined() || !list.IsSequence())
            return;
        for (const auto &item : list)
            visit(item);
    }

    void port(const YAML::Node &node)
    {
        HostPorts ports;
        std::optional<QString> range;
        if (node.IsMap()) {
            range = filled(valueOf(node, "published"));
            ports.address = filled(valueOf(node, "host_ip")).value_or(QString());
            if (const YAML::Node protocol = valueOf(node, "protocol"); protocol.IsDefined())
                ports.protocol = filled(protocol).value_or(QString());
        } else {
            range = shortPort(filled(node), ports);
        }
        if (!range || ports.protocol.isEmpty())
            return unclear(portPhrase(node));
        if (range->isEmpty() || *range == u"0")
            return; // the engine takes any port that is free
        if (!readRange(*range, ports))
            return unclear(portPhrase(node));
        if (!m_needs.ports.contains(ports))
            m_needs.ports.append(ports);
    }

    /// The host's side of "[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]"; nothing where it is none of that.
    static std::optional<QString> shortPort(const std::optional<QString> &text, HostPorts &ports)
    {
        static const QRegularExpression form(
            QStringLiteral("^(?:(\\[[0-9A-Fa-f:.%]+\\]|[0-9.]+):)?(?:([0-9-]*):)?([0-9-]+)(?:/([A-Za-z]+))?$"));
        static const QRegularExpression plain(QStringLiteral("^(?:([0-9-]+):)?([0-9-]+)(?:/([A-Za-z]+))?$"));
        if (!text)
            return std::nullopt;
        // Without an address first: "8080:80" must not read its first number as one.
        if (const auto match = plain.match(*text); match.hasMatch()) {
            if (!match.captured(3).isEmpty())
                ports.protocol = match.captured(3).toLower();
            return match.captured(1);
        }
        const auto match = form.match(*text);
        if (!match.hasMatch())
            return std::nullopt;
        ports.address = match.captured(1);
        ports.address.remove(u'[').remove(u']');
        if (!match.captured(4).isEmpty())
            ports.protocol = match.captured(4).toLower();
        return match.captured(2);
    }

    static Phrase portPhrase(const YAML::Node &node)
    {
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "line %1: it is not clear which port of the host that is"),
            {QString::number(node.Mark().line + 1)});
    }

    void mount(const YAML::Node &node)
    {
        if (node.IsMap()) {
            if (scalar(valueOf(node, "type")) == u"bind")
                file(valueOf(node, "source"));
            return;
        }
        const std::optional<QString> text = filled(node);
        if (!text)
            return unclear(pathPhrase(node));
        const QString source = text->section(u':', 0, 0);
        const bool isPath = source.startsWith(u'/') || source.startsWith(u'.') || source.startsWith(u'~');
        if (isPath && text->contains(u':')) // else a named volume, or one without a name
            path(source, node, m_needs.files);
    }

    void envFile(const YAML::Node &node)
    {
        if (!node.IsMap()) {
            const std::optional<QString> text = filled(node);
            return text ? path(*text, node, m_needs.envFiles) : unclear(pathPhrase(node));
        }
        if (scalar(valueOf(node, "required")) == u"false")
            return;
        const YAML::Node inner = valueOf(node, "path");
        const std::optional<QString> text = filled(inner);
        return text ? path(*text, node, m_needs.envFiles) : unclear(pathPhrase(node));
    }

    void ofFiles(const YAML::Node &map)
    {
        if (!map.IsDefined() || !map.IsMap())
            return;
        for (const auto &pair : map) {
            if (const YAML::Node source = valueOf(pair.second, "file"); source.IsDefined())
                file(source);
        }
    }

    /// Named volumes that are folders of the host all the same.
    void ofVolumes(const YAML::Node &map)
    {
        if (!map.IsDefined() || !map.IsMap())
            return;
        for (const auto &pair : map) {
            const YAML::Node options = valueOf(pair.second, "driver_opts");
            const YAML::Node device = valueOf(options, "device");
            const QStringList words = scalar(valueOf(options, "o")).split(u',');
            if (device.IsDefined() && (words.contains(u"bind") || words.contains(u"rbind")))
                file(device);
        }
    }

    void file(const YAML::Node &node)
    {
        const std::optional<QString> text = filled(node);
        if (text)
            path(*text, node, m_needs.files);
        else
            unclear(pathPhrase(node));
    }

    void path(const QString &text, const YAML::Node &node, QStringList &to)
    {
        if (text.isEmpty() || text.startsWith(u'~') || text.contains(QChar(u'\0')))
            return unclear(pathPhrase(node));
        const QString whole = QDir::cleanPath(text.startsWith(u'/') ? text : m_directory + QStringLiteral("/") + text);
        if (!to.contains(whole))
            to.append(whole);
    }

    static Phrase pathPhrase(const YAML::Node &node)
    {
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "line %1: it is not clear which file of the host that is"),
            {QString::number(node.IsDefined() ? node.Mark().line + 1 : 0)});
    }

    /// Nothing where the value is no text, or one that only the host could fill in.
    static std::optional<QString> filled(const YAML::Node &node)
    {
        if (!node.IsDefined() || node.IsNull())
            return QString();
        const FilledText text = fillFromDefaults(scalar(node));
        return node.IsScalar() && text.isWhole() ? std::optional(text.text) : std::nullopt;
    }

    void unclear(const Phrase &phrase)
    {
        if (!m_needs.unclear.contains(phrase))
            m_needs.unclear.append(phrase);
    }

    QString m_directory;
    QString m_origin;
    ComposeNeeds m_needs;
    int m_nodesLeft = mostNodes;
};

} // namespace

Result<ComposeNeeds> composeNeeds(const QByteArray &text, const QString &directory, const QString &origin)
{
    if (text.size() > mostBytes)
        return failure(
            Error::Kind::Usage, origin, Phrase(QT_TRANSLATE_NOOP("Phrase", "the compose file is too large")));
    try {
        const YAML::Node root = YAML::Load(text.toStdString());
        if (!root.IsMap())
            return failure(Error::Kind::Usage, origin, Phrase(QT_TRANSLATE_NOOP("Phrase", "this is no compose file")));
        return NeedsReader(directory, origin).read(root);
    } catch (const YAML::Exception &e) {
        return failure(Error::Kind::Usage, origin, QString::fromStdString(e.what()));
    }
}

} // namespace opsdeck

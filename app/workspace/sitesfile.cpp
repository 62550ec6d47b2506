// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/sitesfile.h"

#include "app/workspace/billfile.h"
#include "app/workspace/strictyaml.h"
#include "app/workspace/words.h"
#include "app/workspace/yamlmap.h"
#include "models/items/phrasetext.h"

#include <QDir>
#include <QSaveFile>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

const QString fileName = u"sites.yaml"_s;

void addLine(QString &yaml, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        yaml += u"    "_s + key + u": "_s + yamlText(value) + u'\n';
}

void expectName(YamlMap &map, const YamlPlace &place, const QString &name)
{
    if (const auto fault = nameFault(name))
        map.report(place, phraseText(*fault));
}

void readVersions(YamlMap &map, const YAML::Node &written, Site &site)
{
    const QString key = u"versions"_s;
    const auto versions = map.textMap(key); // reports wrong types
    if (!written || !written.IsMap())
        return;
    for (const auto &pair : written) {
        if (!pair.first.IsScalar() || !pair.second.IsScalar())
            continue;
        const QString product = QString::fromStdString(pair.first.Scalar());
        YamlPlace place = map.placeOf(key);
        place.line = pair.first.Mark().line + 1;
        place.column = pair.first.Mark().column + 1;
        expectName(map, place, product);
        expectName(map, place, versions.value(product));
        site.versions.insert(ProductId(product), versions.value(product));
    }
}

Site readSite(const YAML::Node &node, const QString &shownAs, Diagnostics &diagnostics)
{
    Site site;
    YamlMap map(node, shownAs, diagnostics);
    site.id = map.requiredText(u"site"_s);
    if (!site.id.isEmpty())
        expectName(map, map.placeOf(u"site"_s), site.id);
    site.title = map.text(u"title"_s);
    site.customer = map.text(u"customer"_s);
    if (node.IsMap())
        readVersions(map, node["versions"], site);
    site.note = map.text(u"note"_s);
    map.finish();
    return site;
}

YAML::Node listOf(const std::optional<YAML::Node> &root, const char *key)
{
    const YAML::Node list = root ? std::as_const(*root)[key] : YAML::Node();
    return list && list.IsSequence() ? list : YAML::Node(YAML::NodeType::Sequence);
}

/// The comments and empty lines before the first key.
QByteArray headOf(const QByteArray &yaml)
{
    qsizetype end = 0;
    while (end < yaml.size()) {
        const qsizetype next = yaml.indexOf('\n', end);
        const QByteArray line = yaml.mid(end, next < 0 ? -1 : next - end).trimmed();
        if ((!line.isEmpty() && !line.startsWith('#')) || next < 0)
            break;
        end = next + 1;
    }
    return yaml.left(end);
}

/// Rather once too often: a text of several lines may look like one.
bool hasComment(const QByteArray &line)
{
    char quote = 0;
    char before = ' ';
    for (const char c : line) {
        const bool atStart = QByteArray(" \t,:[{").contains(before);
        if (quote != 0) {
            if (c == quote && before != '\\')
                quote = 0;
        } else if (c == '#' && (before == ' ' || before == '\t')) {
            return true;
        } else if ((c == '"' || c == '\'') && atStart) {
            quote = c;
        }
        before = c == '\\' && before == '\\' ? ' ' : c;
    }
    return false;
}

/// What is to stay of the file that is there. Refused where writing it anew would lose something.
Result<QByteArray> headToKeep(const QString &path)
{
    if (!QFileInfo::exists(path) && !QFileInfo(path).isSymLink())
        return QByteArray();
    Diagnostics faults;
    const auto bytes = readStrictFile(path, fileName, faults);
    if (bytes)
        (void)parseSites(*bytes, fileName, faults);
    if (!faults.isEmpty())
        return failure(Error::Kind::Refused, fileName,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the file has a fault that has to be corrected first: %1"),
                {faults.first().text()}));
    const QByteArray head = headOf(*bytes);
    int line = static_cast<int>(head.count('\n'));
    for (const QByteArray &content : bytes->mid(head.size()).split('\n')) {
        ++line;
        if (hasComment(content))
            return failure(Error::Kind::Refused, fileName,
                Phrase(QT_TRANSLATE_NOOP(
                           "Phrase", "line %1 has a comment that would be lost; move it to the head of the file"),
                    {QString::number(line)}));
    }
    return head;
}

} // namespace

QByteArray sitesYaml(const QList<Site> &sites)
{
    QString yaml = sites.isEmpty() ? u"sites: []\n"_s : u"sites:\n"_s;
    for (const Site &site : sites) {
        yaml += u"  - site: "_s + yamlText(site.id) + u'\n';
        addLine(yaml, u"title"_s, site.title);
        addLine(yaml, u"customer"_s, site.customer);
        if (!site.versions.isEmpty())
            yaml += u"    versions:\n"_s;
        for (auto it = site.versions.cbegin(); it != site.versions.cend(); ++it)
            yaml += u"      "_s + yamlText(it.key().text()) + u": "_s + yamlText(it.value()) + u'\n';
        addLine(yaml, u"note"_s, site.note);
    }
    return yaml.toUtf8();
}

QList<Site> parseSites(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics)
{
    QList<Site> sites;
    Diagnostics found;
    const auto root = parseStrictYaml(bytes, shownAs, found);
    YamlMap map(root.value_or(YAML::Node()), shownAs, found);
    QSet<QString> seen;
    (void)map.maps(u"sites"_s); // reports wrong types
    for (const YAML::Node &node : listOf(root, "sites")) {
        Diagnostics faults;
        const Site site = readSite(node, shownAs, faults);
        if (seen.contains(site.id))
            faults.append({shownAs, node.Mark().line + 1, node.Mark().column + 1,
                WorkspaceText::tr("There is already a %1 called \"%2\".").arg(u"site"_s, site.id),
                WorkspaceText::tr("Names are unique in a workspace")});
        else if (faults.isEmpty())
            sites.append(site);
        seen.insert(site.id);
        found += faults;
    }
    map.finish();
    appendFaults(diagnostics, found);
    return sites;
}

QList<Site> loadSites(const QString &workspaceFolder, Diagnostics &diagnostics)
{
    const QString path = QDir(workspaceFolder).filePath(fileName);
    if (!QFileInfo::exists(path) && !QFileInfo(path).isSymLink())
        return {};
    const auto bytes = readStrictFile(path, fileName, diagnostics);
    return bytes ? parseSites(*bytes, fileName, diagnostics) : QList<Site>();
}

Result<void> writeSites(const QString &workspaceFolder, const QList<Site> &sites)
{
    const QString path = QDir(workspaceFolder).filePath(fileName);
    const auto head = headToKeep(path);
    if (!head)
        return tl::unexpected(head.error());
    const QByteArray yaml = *head + sitesYaml(sites);
    Diagnostics faults;
    if (parseSites(yaml, fileName, faults) != sites)
        return failure(Error::Kind::Usage, fileName,
            faults.isEmpty()
                ? Phrase(QT_TRANSLATE_NOOP("Phrase", "there are characters in it that a file cannot hold"))
                : Phrase(QT_TRANSLATE_NOOP("Phrase", "it could not be read again: %1"), {faults.first().text()}));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(yaml) != yaml.size() || !file.commit())
        return failure(Error::Kind::Storage, fileName, file.errorString());
    return {};
}

} // namespace opsdeck

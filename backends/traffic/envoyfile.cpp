// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/envoyfile.h"

#include "backends/traffic/yamllines.h"

#include <algorithm>

namespace opsdeck::envoy {

namespace {

tl::unexpected<Error> wrong(const Phrase &phrase, Error::Kind kind = Error::Kind::Refused)
{
    return failure(kind, {}, phrase);
}

struct Cluster
{
    QString name;
    QByteArray weight; ///< as written
    qsizetype weightAt = 0; ///< in the file
    bool isTwice = false; ///< one of its keys

    int number() const { return weight.toInt(); }
};

struct ClusterList
{
    qsizetype number = 0; ///< line
    QByteArray total; ///< as written; empty = 100
    QByteArray flow; ///< what is not written in block style
    QList<Cluster> clusters;

    bool names(const QString &cluster) const
    {
        const auto isIt = [&cluster](const Cluster &one) { return one.name == cluster; };
        return flow.contains(cluster.toUtf8()) || std::any_of(clusters.cbegin(), clusters.cend(), isIt);
    }
};

/// Reads one block, line by line.
class ListReader
{
public:
    explicit ListReader(const YamlLine &head)
    {
        list.number = head.number;
        list.flow = head.value;
    }

    void add(const YamlLine &line)
    {
        m_keys = m_keys < 0 ? line.column : m_keys;
        if (line.marks == 0 && line.column == m_keys)
            addKey(line);
        else if (m_isInClusters)
            addField(line);
    }

    ClusterList list;

private:
    void addKey(const YamlLine &line)
    {
        m_isInClusters = line.key == "clusters";
        if (line.key == "total_weight")
            list.total = line.value;
        if (m_isInClusters || line.key == "<<")
            list.flow += line.value;
    }

    void addField(const YamlLine &line)
    {
        m_marks = m_marks < 0 ? line.indent : m_marks;
        const bool isNext = line.marks > 0 && line.indent == m_marks;
        if (isNext) {
            list.clusters.append(Cluster());
            m_fields = -1;
            if (line.key.isEmpty()) // - {name: a, weight: 1}
                list.flow += line.value;
        }
        if (line.column < 0 || list.clusters.isEmpty())
            return;
        m_fields = m_fields < 0 ? line.column : m_fields;
        // What stands further in belongs to a field, e.g. the names of headers to add.
        if (line.column != m_fields || line.marks > (isNext ? 1 : 0))
            return;
        Cluster &cluster = list.clusters.last();
        if (line.key == "name") {
            cluster.isTwice |= !cluster.name.isEmpty();
            cluster.name = QString::fromUtf8(unquotedYaml(line.value));
        } else if (line.key == "weight") {
            cluster.isTwice |= !cluster.weight.isEmpty();
            cluster.weight = line.value;
            cluster.weightAt = line.valueAt;
        }
    }

    qsizetype m_keys = -1; ///< columns
    qsizetype m_marks = -1;
    qsizetype m_fields = -1;
    bool m_isInClusters = false;
};

/// What keeps us from using a list.
Result<void> check(const ClusterList &list, const QStringList &clusters)
{
    const QString at = QString::number(list.number);
    if (!list.flow.isEmpty())
        return wrong(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "weighted_clusters at line %1 is not written in block style"), {at}));
    if (!list.total.isEmpty() && list.total != "100")
        return wrong(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "weighted_clusters at line %1 has a total_weight other than 100"), {at}));
    QSet<QString> seen;
    for (const Cluster &cluster : list.clusters) {
        bool ok = false;
        const int weight = cluster.weight.toInt(&ok);
        if (!ok || weight < 0 || cluster.isTwice || seen.contains(cluster.name))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "cluster %1 at line %2 has no weight that can be read"),
                {cluster.name, at}));
        seen.insert(cluster.name);
    }
    for (const QString &cluster : clusters) {
        if (!seen.contains(cluster))
            return wrong(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "weighted_clusters at line %1 has no cluster %2"), {at, cluster}),
                Error::Kind::NotFound);
    }
    return {};
}

Result<QList<ClusterList>> listsOf(const QByteArray &file, const QStringList &clusters)
{
    const auto lines = yamlLines(file);
    if (!lines)
        return tl::unexpected(lines.error());
    QList<ClusterList> found;
    for (qsizetype i = 0; i < lines->size();) {
        if (lines->at(i).key != "weighted_clusters") {
            ++i;
            continue;
        }
        const YamlLine &head = lines->at(i++);
        ListReader reader(head);
        for (; i < lines->size() && lines->at(i).indent > head.column; ++i)
            reader.add(lines->at(i));
        const ClusterList &list = reader.list;
        const bool isMeant = std::any_of(
            clusters.cbegin(), clusters.cend(), [&list](const QString &cluster) { return list.names(cluster); });
        if (!isMeant)
            continue;
        if (const auto checked = check(list, clusters); !checked)
            return tl::unexpected(checked.error());
        found.append(list);
    }
    if (found.isEmpty())
        return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "the file has no weighted_clusters with %1"),
                         {clusters.join(QStringLiteral(", "))}),
            Error::Kind::NotFound);
    return found;
}

} // namespace

Result<QList<TrafficServer>> parseClusters(const QByteArray &file, const QStringList &clusters)
{
    const auto lists = listsOf(file, clusters);
    if (!lists)
        return tl::unexpected(lists.error());
    QMap<QString, int> weights;
    for (const ClusterList &list : *lists) {
        for (const Cluster &cluster : list.clusters) {
            const int weight = cluster.number();
            if (weights.value(cluster.name, weight) != weight)
                return wrong(Phrase(
                    QT_TRANSLATE_NOOP("Phrase", "cluster %1 has different weights in the file"), {cluster.name}));
            weights.insert(cluster.name, weight);
        }
    }
    QList<TrafficServer> servers;
    for (auto weight = weights.cbegin(); weight != weights.cend(); ++weight)
        servers.append({weight.key(), *weight, *weight == 0});
    return servers;
}

Result<QByteArray> rewriteClusters(const QByteArray &file, const QMap<QString, int> &weights)
{
    const auto lists = listsOf(file, weights.keys());
    if (!lists)
        return tl::unexpected(lists.error());
    QMap<qsizetype, std::pair<qsizetype, QByteArray>> edits; // place → size and text
    for (const ClusterList &list : *lists) {
        for (const Cluster &cluster : list.clusters) {
            const auto wanted = weights.find(cluster.name);
            if (wanted == weights.cend() || cluster.number() == *wanted)
                continue;
            if (*wanted < 0)
                return wrong(
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is no weight in Envoy"), {QString::number(*wanted)}));
            edits.insert(cluster.weightAt, {cluster.weight.size(), QByteArray::number(*wanted)});
        }
    }
    QByteArray changed = file;
    const auto places = edits.keys();
    for (auto place = places.crbegin(); place != places.crend(); ++place)
        changed.replace(*place, edits.value(*place).first, edits.value(*place).second);
    return changed;
}

} // namespace opsdeck::envoy

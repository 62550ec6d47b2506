// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/partfacts.h"

#include <QUrl>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr qsizetype shortestCommit = 7;
constexpr qsizetype longestCommit = 64;

bool isCommit(const QString &text)
{
    return text.size() >= shortestCommit && text.size() <= longestCommit
        && std::all_of(
            text.cbegin(), text.cend(), [](QChar c) { return QStringView(u"0123456789abcdef").contains(c); });
}

/// Of the registries only Harbor tells what a scanner found.
bool isScanned(const ProductModule &part, const QList<Connection> &connections)
{
    return std::any_of(connections.cbegin(), connections.cend(), [&part](const Connection &connection) {
        const QUrl url(connection.url);
        const QString host = url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
        return connection.kind == u"harbor" && host == part.image.registry;
    });
}

/// Answers for one image of a module.
class ImageFacts
{
public:
    ImageFacts(const ProductModule &part, const HostChange &change, const PartRows &rows, const BillIndex &index)
        : m_part(part)
        , m_change(change)
        , m_rows(rows)
        , m_index(index)
    { }

    Fact<qint64> size() const
    {
        const Fact<Artifact> row = artifact();
        if (!row.isKnown())
            return Fact<qint64>::unknown(row.why);
        if (row->size <= 0)
            return Fact<qint64>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the registry does not tell how large the image is")));
        return row->size;
    }

    Fact<ScanSummary> scan() const
    {
        const Fact<Artifact> row = artifact();
        return row.isKnown() ? Fact<ScanSummary>(row->scan) : Fact<ScanSummary>::unknown(row.why);
    }

    /// What the image says itself, else what its tag stands for in the repository.
    Fact<QString> commit() const
    {
        if (!m_rows.noRevisions.isEmpty())
            return Fact<QString>::unknown(m_rows.noRevisions);
        const QStringList said
            = m_change.wanted.digest.isEmpty() ? QStringList() : m_index.revisions(m_change.wanted.digest);
        if (said.size() > 1)
            return Fact<QString>::unknown(Phrase(
                QT_TRANSLATE_NOOP("Phrase", "the image is said to come from several commits: %1"), {said.join(u", ")}));
        if (said.isEmpty())
            return commitOfTag();
        const QString revision = said.first().toLower();
        if (!isCommit(revision))
            return Fact<QString>::unknown(Phrase(
                QT_TRANSLATE_NOOP("Phrase", "the image names \"%1\", which is no commit"), {said.first().left(100)}));
        return wholeCommit(revision);
    }

    Fact<Pipeline> pipelineOf(const QString &commit) const
    {
        const auto project = this->project();
        if (!project.isKnown())
            return Fact<Pipeline>::unknown(project.why);
        std::optional<Pipeline> last;
        for (const Pipeline &pipeline : m_index.pipelines(*project)) {
            if (pipeline.sha == commit && (!last || pipeline.id > last->id))
                last = pipeline;
        }
        if (last)
            return *last;
        return Fact<Pipeline>::unknown(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no pipeline of %1 is known"), {commit.left(8)}));
    }

private:
    Fact<Artifact> artifact() const
    {
        if (!m_rows.noArtifacts.isEmpty())
            return Fact<Artifact>::unknown(m_rows.noArtifacts);
        const QList<Artifact> known = m_index.artifacts(m_change.wanted);
        for (const Artifact &one : known) {
            const bool isIt = m_change.wanted.digest.isEmpty() ? one.tags.contains(m_change.wantedTag)
                                                               : one.digest == m_change.wanted.digest;
            if (isIt)
                return one;
        }
        if (known.isEmpty())
            return Fact<Artifact>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "no images of %1 are known"), {m_change.wanted.name()}));
        return Fact<Artifact>::unknown(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is not among the images of %2 that were asked for"),
                {m_change.wanted.digest.isEmpty() ? m_change.wantedTag : m_change.wanted.digest.shortText(),
                    m_change.wanted.name()}));
    }

    Fact<BillIndex::ProjectKey> project() const
    {
        using Key = Fact<BillIndex::ProjectKey>;
        if (!m_rows.noProjects.isEmpty())
            return Key::unknown(m_rows.noProjects);
        if (m_rows.unread.contains(m_part.project))
            return Key::unknown(m_rows.unread.value(m_part.project));
        const auto found = m_index.project(m_part.project);
        return found ? Key(*found) : Key::unknown(found.error());
    }

    Fact<QString> commitOfTag() const
    {
        if (m_part.project.isEmpty())
            return Fact<QString>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing tells which commit the image was built from")));
        const auto project = this->project();
        if (!project.isKnown())
            return Fact<QString>::unknown(project.why);
        if (m_change.wantedTag.isEmpty())
            return Fact<QString>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing tells which commit the image was built from")));
        const TagFact tag = m_index.tag(*project, m_change.wantedTag);
        if (tag.presence == TagFact::Unknown)
            return Fact<QString>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "no tags of %1 are known"), {m_part.project}));
        if (tag.presence == TagFact::Absent)
            return Fact<QString>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no tag %2"), {m_part.project, m_change.wantedTag}));
        if (tag.commit.isEmpty())
            return Fact<QString>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the commit of tag %1 is not known"), {m_change.wantedTag}));
        return tag.commit;
    }

    /// Images often name the first digits only: the one commit of the rows that begins with them.
    Fact<QString> wholeCommit(const QString &revision) const
    {
        const auto project = this->project();
        if (!project.isKnown())
            return revision;
        QSet<QString> meant;
        for (const Pipeline &pipeline : m_index.pipelines(*project)) {
            if (pipeline.sha.startsWith(revision))
                meant.insert(pipeline.sha);
        }
        if (const TagFact tag = m_index.tag(*project, m_change.wantedTag); tag.commit.startsWith(revision))
            meant.insert(tag.commit);
        if (meant.size() > 1)
            return Fact<QString>::unknown(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "several commits begin with %1"), {revision}));
        return meant.isEmpty() ? revision : *meant.cbegin();
    }

    const ProductModule &m_part;
    const HostChange &m_change;
    const PartRows &m_rows;
    const BillIndex &m_index;
};

} // namespace

PartFacts partFactsOf(
    const ProductModule &part, const QList<HostChange> &images, const PartRows &rows, const BillIndex &index)
{
    PartFacts facts;
    facts.part = part.id;
    facts.hasPipeline = !part.project.isEmpty();
    facts.hasScanner = isScanned(part, rows.rows.connections);
    facts.tagImmutable.why
        = Phrase(QT_TRANSLATE_NOOP("Phrase", "it is not known whether the registry lets this tag be moved"));
    if (images.size() != 1) {
        const Phrase several(QT_TRANSLATE_NOOP("Phrase", "the hosts get different images of this module"));
        facts.scan.why = facts.commit.why = facts.pipeline.why = several;
        facts.imageBytes = qint64(0);
        for (const HostChange &change : images) {
            const Fact<qint64> size = ImageFacts(part, change, rows, index).size();
            if (!size.isKnown() || !facts.imageBytes.isKnown())
                facts.imageBytes = Fact<qint64>::unknown(size.isKnown() ? facts.imageBytes.why : size.why);
            else
                facts.imageBytes = std::max(*facts.imageBytes, *size);
        }
        return facts;
    }
    const ImageFacts image(part, images.first(), rows, index);
    facts.imageBytes = image.size();
    facts.scan = image.scan();
    facts.commit = image.commit();
    facts.pipeline
        = facts.commit.isKnown() ? image.pipelineOf(*facts.commit) : Fact<Pipeline>::unknown(facts.commit.why);
    return facts;
}

} // namespace opsdeck

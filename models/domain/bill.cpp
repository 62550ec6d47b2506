// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bill.h"

#include "models/domain/billindex.h"

#include <algorithm>

namespace opsdeck {

namespace {

using What = BillGap::What;

class DraftMaker
{
public:
    DraftMaker(const Product &product, const QString &version, const BillIndex &index)
        : m_index(index)
    {
        m_draft.bill.product = product.id;
        m_draft.bill.version = version;
    }

    void add(const ProductModule &part, const QString &tag)
    {
        BillModule module = begun(part);
        if (tag.isEmpty())
            leaveOpen(part.id, What::Tag, Phrase(QT_TRANSLATE_NOOP("Phrase", "no tag was given")));
        else if (takeTag(module, tag))
            takeImage(module, tag);
        m_draft.bill.modules.append(module);
    }

    void addNewestOn(const ProductModule &part, const QString &branch)
    {
        const auto project = m_index.project(part.project);
        const auto tag = project ? m_index.newestTagOn(*project, branch) : tl::unexpected(project.error());
        if (tag)
            return add(part, *tag);
        leaveOpen(part.id, What::Tag, tag.error());
        m_draft.bill.modules.append(begun(part));
    }

    void leaveOpen(const ModuleId &part, What what, const Phrase &reason) { m_draft.gaps.append({part, what, reason}); }

    BillDraft draft() const { return m_draft; }

private:
    static BillModule begun(const ProductModule &part)
    {
        return {part.id, part.project, {}, {}, part.image.withTag({}), {}};
    }

    /// False where the project is known not to have the tag.
    bool takeTag(BillModule &module, const QString &tag)
    {
        const auto project = m_index.project(module.project);
        const TagFact fact = project ? m_index.tag(*project, tag) : TagFact();
        if (fact.presence == TagFact::Absent) {
            leaveOpen(
                module.part, What::Tag, Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no tag %2"), {module.project, tag}));
            return false;
        }
        module.tag = tag;
        module.commit = fact.commit;
        if (!project)
            leaveOpen(module.part, What::Commit, project.error());
        else if (fact.presence == TagFact::Unknown)
            leaveOpen(module.part, What::Commit,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "no tags of %1 are known"), {module.project}));
        else if (fact.commit.isEmpty())
            leaveOpen(module.part, What::Commit,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the commit of tag %1 is not known"), {tag}));
        return true;
    }

    void takeImage(BillModule &module, const QString &tag)
    {
        const auto digest = m_index.digestOf(module.image, tag);
        if (!digest)
            return leaveOpen(module.part, What::Digest, digest.error());
        module.image = module.image.withTag(tag);
        module.digest = *digest;
    }

    const BillIndex &m_index;
    BillDraft m_draft;
};

} // namespace

const BillModule *Bill::module(const ModuleId &part) const
{
    const auto it = std::find_if(
        modules.cbegin(), modules.cend(), [&](const BillModule &candidate) { return candidate.part == part; });
    return it == modules.cend() ? nullptr : &*it;
}

bool Bill::hasContentOf(const Bill &other) const
{
    return product == other.product && version == other.version && modules == other.modules && note == other.note;
}

BillDraft billFromTag(const Product &product, const QString &version, const QString &tag, const BillIndex &index)
{
    DraftMaker maker(product, version, index);
    for (const ProductModule &part : product.modules)
        maker.add(part, tag);
    return maker.draft();
}

BillDraft billFromBranch(const Product &product, const QString &version, const QString &branch, const BillIndex &index)
{
    DraftMaker maker(product, version, index);
    for (const ProductModule &part : product.modules)
        maker.addNewestOn(part, branch);
    return maker.draft();
}

BillDraft billFromTags(
    const Product &product, const QString &version, const QMap<ModuleId, QString> &tags, const BillIndex &index)
{
    DraftMaker maker(product, version, index);
    QMap<ModuleId, QString> strangers = tags;
    for (const ProductModule &part : product.modules)
        maker.add(part, strangers.take(part.id));
    for (auto stranger = strangers.cbegin(); stranger != strangers.cend(); ++stranger)
        maker.leaveOpen(stranger.key(), What::Module,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no module %2"), {product.id.text(), stranger.key().text()}));
    return maker.draft();
}

} // namespace opsdeck

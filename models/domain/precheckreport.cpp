// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckreport.h"

#include <QMultiHash>

#include <utility>

namespace opsdeck {

namespace {

/// What is left of a name to tell people apart by.
QString personOf(const QString &name)
{
    QString visible;
    for (const QChar c : name.normalized(QString::NormalizationForm_KC)) {
        const bool isHidden = c.category() == QChar::Other_Format || c.category() == QChar::Other_Control;
        if (!isHidden || c.isSpace())
            visible += c;
    }
    return visible.section(u'@', 0, 0).simplified().toCaseFolded();
}

std::optional<Phrase> missingPerson(const PrecheckReport &report, const QString &confirmedBy)
{
    if (!report.risk.needsSecondPerson)
        return std::nullopt;
    if (personOf(report.actor).isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "it is not known who deploys, so nobody can be the second person"));
    if (personOf(confirmedBy).isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the risk is %1 of 100: a second person has to confirm"),
            {QString::number(report.risk.score)});
    if (isSamePerson(confirmedBy, report.actor))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 deploys: somebody else has to confirm"), {confirmedBy.trimmed()});
    return std::nullopt;
}

/// The blocks of a kind, by what they are about.
QMultiHash<std::pair<HostId, ModuleId>, Precheck> blocksOf(const PrecheckReport &report, PrecheckKind kind)
{
    QMultiHash<std::pair<HostId, ModuleId>, Precheck> blocks;
    for (const Precheck &check : report.checks) {
        if (check.kind == kind && isBlocking(check))
            blocks.insert({check.host, check.part}, check);
    }
    return blocks;
}

bool stillHolds(const Override &given, const PrecheckReport &before, const PrecheckReport &after)
{
    const auto known = blocksOf(before, given.kind);
    const auto now = blocksOf(after, given.kind);
    bool isNew = false;
    for (auto it = now.cbegin(); it != now.cend(); ++it)
        isNew = isNew || !known.contains(it.key(), it.value());
    return !now.isEmpty() && !isNew && before.actor == after.actor && mayOverride(given.kind, after.policy, after.role);
}

} // namespace

QList<Phrase> standingInTheWay(const PrecheckReport &report, const StartConsent &consent)
{
    QList<Phrase> standing = remainingBlocks(report.checks, consent.overrides, report.policy, report.role);
    if (const auto missing = missingPerson(report, consent.confirmedBy))
        standing.append(*missing);
    return standing;
}

StartConsent carriedOver(const StartConsent &consent, const PrecheckReport &before, const PrecheckReport &after)
{
    StartConsent carried;
    for (const Override &given : consent.overrides) {
        if (stillHolds(given, before, after))
            carried.overrides.append(given);
    }
    if (after.risk.needsSecondPerson && after.risk == before.risk && after.actor == before.actor)
        carried.confirmedBy = consent.confirmedBy;
    return carried;
}

bool isSamePerson(const QString &one, const QString &other)
{
    return personOf(one) == personOf(other);
}

bool isBlocking(const Precheck &check)
{
    return check.blocks || check.verdict == Verdict::Block;
}

bool mayOverride(PrecheckKind kind, const PrecheckPolicy &policy, Role role)
{
    const auto needed = policy.overridable.constFind(kind);
    return needed != policy.overridable.cend() && role >= *needed;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheck.h"

namespace opsdeck {

namespace {

bool isBlocking(const Precheck &check)
{
    return check.blocks || check.verdict == Verdict::Block;
}

/// Why an override counts for nothing; nothing where it counts.
std::optional<Phrase> flawOf(const Override &given, const PrecheckPolicy &policy, Role role)
{
    const QString kind = nameOf(given.kind);
    const auto needed = policy.overridable.constFind(given.kind);
    if (needed == policy.overridable.cend())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1's override does not count: \"%2\" may not be overridden"),
            {given.by, kind});
    if (role < *needed)
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1's override of \"%2\" does not count: it takes the role %3"),
            {given.by, kind, nameOf(*needed)});
    if (given.by.trimmed().isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "an override of \"%1\" does not count: nobody signed it"), {kind});
    if (given.text.trimmed().isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1's override of \"%2\" does not count: it gives no reason"),
            {given.by, kind});
    return std::nullopt;
}

Phrase blockText(const Precheck &check)
{
    QStringList where;
    for (const QString &name : {check.host.text(), check.part.text()}) {
        if (!name.isEmpty())
            where.append(name);
    }
    if (where.isEmpty())
        return check.reason;
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: %2"), {where.join(QStringLiteral(", ")), check.reason.plain()});
}

} // namespace

QList<Phrase> remainingBlocks(
    const QList<Precheck> &checks, const QList<Override> &overrides, const PrecheckPolicy &policy, Role role)
{
    QList<Phrase> remaining;
    QList<PrecheckKind> left;
    for (const Precheck &check : checks) {
        const bool overridden = std::any_of(overrides.cbegin(), overrides.cend(),
            [&](const Override &given) { return given.kind == check.kind && !flawOf(given, policy, role); });
        if (!isBlocking(check) || overridden)
            continue;
        remaining.append(blockText(check));
        if (!left.contains(check.kind))
            left.append(check.kind);
    }
    for (const Override &given : overrides) {
        const auto flaw = flawOf(given, policy, role);
        if (flaw && left.contains(given.kind))
            remaining.append(*flaw);
    }
    return remaining;
}

Result<void> mayRun(
    const QList<Precheck> &checks, const QList<Override> &overrides, const PrecheckPolicy &policy, Role role)
{
    QStringList lines;
    for (const Phrase &phrase : remainingBlocks(checks, overrides, policy, role))
        lines.append(phrase.plain());
    if (lines.isEmpty())
        return {};
    return failure(Error::Kind::Refused, QString(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "checks forbid the deployment:\n%1"), {lines.join(u'\n')}));
}

QString nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return QStringLiteral("pass");
    case Verdict::Warn:
        return QStringLiteral("warn");
    case Verdict::Block:
        return QStringLiteral("block");
    case Verdict::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

std::optional<Verdict> verdictFromName(const QString &name)
{
    for (const Verdict verdict : {Verdict::Pass, Verdict::Warn, Verdict::Block, Verdict::Unknown}) {
        if (nameOf(verdict) == name)
            return verdict;
    }
    return std::nullopt;
}

} // namespace opsdeck

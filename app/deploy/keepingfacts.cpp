// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/keepingfacts.h"

#include "app/deploy/beside.h"

namespace opsdeck {

namespace {

constexpr int RepositoriesAtATime = 16;

using Answer = Result<std::optional<KeepingRules>>;

Fact<bool> factOf(Certainty told, const Phrase &why)
{
    if (told == Certainty::Maybe)
        return Fact<bool>::unknown(why);
    return Fact<bool>(told == Certainty::Yes, why);
}

} // namespace

QCoro::Task<KeepingByName> keepingOf(ImageKeeping *keeping, QList<ImageRef> images, Asking asking, std::stop_token stop)
{
    KeepingByName all;
    if (!keeping)
        co_return all;
    QList<ImageRef> repositories;
    QSet<QString> seen;
    for (const ImageRef &image : images) {
        if (!seen.contains(image.name()))
            repositories.append(image);
        seen.insert(image.name());
    }
    const Asking each = asking.forEachOf(repositories.size(), RepositoriesAtATime);
    const auto ask = [keeping, each](const ImageRef &image, std::stop_token token) {
        const auto one = [keeping, image](std::stop_token end) { return keeping->rules(image, std::move(end)); };
        return within<std::optional<KeepingRules>>(each, one, std::move(token));
    };
    const auto answers = co_await beside<std::optional<KeepingRules>>(repositories, RepositoriesAtATime, ask, stop);
    for (qsizetype i = 0; i < repositories.size(); ++i)
        all.insert(repositories.at(i).name(), answers.at(i));
    co_return all;
}

void addKeeping(ChangeFacts &facts, const HostChange &change, const ImageRef &former, const KeepingByName &keeping,
    const QDateTime &now)
{
    const auto found = keeping.constFind(former.name());
    if (found == keeping.cend() || change.running.isEmpty())
        return;
    const Answer &answer = *found;
    facts.hasKeepingRules = !answer || answer->has_value();
    if (!answer) {
        facts.rollbackKept = Fact<bool>::unknown(whyFailed(answer.error()));
    } else if (answer->has_value()) {
        const RetentionOutlook outlook = outlookOf(**answer, change.running, now);
        facts.rollbackKept = factOf(outlook.kept, outlook.reason);
    }
}

Fact<bool> tagFact(const HostChange &change, const KeepingByName &keeping, const Fact<bool> &otherwise)
{
    const auto found = keeping.constFind(change.wanted.name());
    const bool isPinned = !change.wanted.digest.isEmpty();
    if (found == keeping.cend() || isPinned || change.wantedTag.isEmpty())
        return otherwise;
    const Answer &answer = *found;
    if (!answer)
        return Fact<bool>::unknown(whyFailed(answer.error()));
    if (!answer->has_value())
        return otherwise;
    const KeepingRules &rules = **answer;
    return factOf(
        isImmutable(rules, change.wantedTag), rules.immutableUnread.isEmpty() ? otherwise.why : rules.immutableUnread);
}

} // namespace opsdeck

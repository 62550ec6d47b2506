// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/retentionparse.h"

#include "backends/harbor/rows.h"
#include "backends/json/json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace opsdeck::harbor {

using json::Fields;

namespace {

struct TemplateWord
{
    RetentionRule::Template what;
    const char *word; ///< also the name of its parameter
    int usual; ///< what Harbor takes where the parameter is missing
};

constexpr std::array templates{
    TemplateWord{RetentionRule::Template::Always, "always", 0},
    TemplateWord{RetentionRule::Template::LatestPushed, "latestPushedK", 10},
    TemplateWord{RetentionRule::Template::LatestPulled, "latestPulledN", 10},
    TemplateWord{RetentionRule::Template::DaysSincePush, "nDaysSinceLastPush", 30},
    TemplateWord{RetentionRule::Template::DaysSincePull, "nDaysSinceLastPull", 30},
};

/// What `extras`, a text with JSON in it, says of images without tags; Harbor passes over a text that is none.
bool takesUntagged(const QString &extras, bool excludes)
{
    bool untagged = !excludes;
    if (const auto document = json::Document::parse(extras.toUtf8(), QString()); document && !extras.isEmpty()) {
        QString fault;
        const bool said = Fields(document->root(), fault).flagOr("untagged");
        untagged = fault.isEmpty() ? said : untagged;
    }
    return excludes ? !untagged : untagged;
}

KeepSelector selector(Fields fields, const QString &matches, const QString &excludes)
{
    const QString decoration = fields.text("decoration");
    KeepSelector made;
    made.excludes = decoration == excludes;
    made.isKnown = fields.text("kind") == u"doublestar" && (made.excludes || decoration == matches);
    made.pattern = fields.textOr("pattern");
    made.takesUntagged = takesUntagged(fields.textOr("extras"), made.excludes);
    return made;
}

KeepScope scope(Fields &rule, QString &fault, const QByteArray &where)
{
    KeepScope made;
    for (const json::Element &element : rule.list("tag_selectors"))
        made.tags.append(selector(
            Fields(element, fault, where + ".tag_selectors"), QStringLiteral("matches"), QStringLiteral("excludes")));
    for (const json::Element &element : rule.object("scope_selectors").list("repository"))
        made.repositories.append(selector(Fields(element, fault, where + ".scope_selectors"),
            QStringLiteral("repoMatches"), QStringLiteral("repoExcludes")));
    return made;
}

/// A whole number from 0 on; Harbor writes it as a number, and takes a text of digits.
std::optional<int> amountOf(const std::optional<json::Element> &value, int usual)
{
    if (!value)
        return usual;
    double number = -1;
    if (const auto whole = json::toInteger(*value))
        number = static_cast<double>(*whole);
    else if (value->get_double().get(number) != simdjson::SUCCESS)
        return std::nullopt;
    const bool isAmount = number >= 0 && number <= std::numeric_limits<int>::max() && number == std::floor(number);
    return isAmount ? std::optional(static_cast<int>(number)) : std::nullopt;
}

RetentionRule rule(Fields fields, QString &fault, const QByteArray &where)
{
    RetentionRule made;
    made.word = fields.text("template");
    made.disabled = fields.flagOr("disabled");
    made.scope = scope(fields, fault, where);
    const QString action = fields.textOr("action", QStringLiteral("retain"));
    const auto *known = std::find_if(templates.begin(), templates.end(),
        [&made](const TemplateWord &one) { return made.word == QLatin1StringView(one.word); });
    if (known == templates.end() || action != u"retain")
        return made;
    made.what = known->what;
    made.amount = amountOf(fields.object("params").element(known->word), known->usual);
    return made;
}

} // namespace

Result<std::optional<qint64>> parseRetentionId(const QByteArray &project, const SourceId &source)
{
    const auto document = json::Document::parse(project, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    Fields fields(document->root(), fault, "project");
    (void)fields.text("name");
    Fields metadata = fields.object("metadata");
    std::optional<qint64> id;
    if (metadata.has("retention_id") && !metadata.textOr("retention_id").isEmpty())
        id = metadata.integer("retention_id");
    if (id && *id <= 0 && fault.isEmpty())
        fault = QStringLiteral("project.metadata.retention_id: no number of a policy");
    return json::checked(id, fault, source.text());
}

Result<ImageRetention> parseRetention(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    Fields fields(document->root(), fault, "retention");
    ImageRetention policy;
    (void)fields.integer("id");
    for (const json::Element &element : fields.list("rules")) {
        const QByteArray where = "retention.rules[" + QByteArray::number(policy.rules.size()) + ']';
        policy.rules.append(rule(Fields(element, fault, where), fault, where));
    }
    const QString level = fields.object("scope").textOr("level", QStringLiteral("project"));
    policy.isKnown = fields.textOr("algorithm", QStringLiteral("or")) == u"or" && level == u"project";
    policy.isScheduled = !fields.object("trigger").object("settings").textOr("cron").isEmpty();
    return json::checked(std::move(policy), fault, source.text());
}

Result<QList<ImmutableRule>> parseImmutableRules(const QByteArray &body, const SourceId &source)
{
    return rows<ImmutableRule>(
        body, source, "immutabletagrules", [](Fields fields, QString &fault, const QByteArray &where) {
            return ImmutableRule{fields.flagOr("disabled"), scope(fields, fault, where)};
        });
}

Result<QList<KeptImage>> parseKeptImages(const QByteArray &body, const SourceId &source)
{
    return rows<KeptImage>(body, source, "artifacts", [](Fields fields, QString &fault, const QByteArray &where) {
        KeptImage image;
        const QString digest = fields.text("digest");
        image.digest = Digest::parse(digest);
        if (image.digest.isEmpty() && fault.isEmpty())
            fault = QString::fromUtf8(where) + QStringLiteral(".digest: no digest: ") + digest.left(100);
        for (const json::Element &tag : fields.list("tags"))
            image.tags.append(Fields(tag, fault, where + ".tags").text("name"));
        image.pushedAt = fields.timeOr("push_time");
        image.pulledAt = fields.timeOr("pull_time");
        return image;
    });
}

} // namespace opsdeck::harbor

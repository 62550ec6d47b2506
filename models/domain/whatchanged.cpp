// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/whatchanged.h"

#include "models/domain/alertcare.h"
#include "models/domain/alertmerge.h"
#include "models/domain/silencematch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

using Kind = ChangeEvent::Kind;

const QString DeployPage = u"deploy"_s;
const QString LedgerPage = u"ledger"_s;
const QString ReleasesPage = u"releases"_s;

QString placeOf(const LedgerEntry &entry)
{
    return QString::number(entry.number);
}

bool delivers(Kind kind)
{
    return kind == Kind::Run || kind == Kind::Deployment || kind == Kind::Config || kind == Kind::Runbook;
}

/// Puts every change under the components that it happened to.
class Collector
{
public:
    explicit Collector(const ChangeIndexInput &input)
        : m_input(input)
        , m_subjects(input.workspace.catalog)
    {
        for (const Product &product : input.workspace.products) {
            for (const ProductModule &part : product.modules) {
                m_parts.insert(part.id, &part);
                if (!part.project.isEmpty())
                    m_partsOfPath.insert(part.project, &part);
            }
        }
        for (const Project &project : input.projects)
            m_projects.insert({project.source, project.id}, &project);
    }

    QHash<EntityId, QList<Change>> collect()
    {
        for (const DeployRun &run : m_input.runs)
            add(run);
        for (const GitDeployment &deployment : m_input.deployments)
            add(deployment);
        for (const Pipeline &pipeline : m_input.pipelines)
            add(pipeline);
        for (const LedgerEntry &entry : m_input.entries)
            add(entry);
        for (const Silence &silence : m_input.silences)
            add(silence);
        for (const Annotation &annotation : m_input.annotations)
            add(annotation);
        for (QList<Change> &changes : m_changes) {
            std::stable_sort(changes.begin(), changes.end(),
                [](const Change &a, const Change &b) { return a.event.at > b.event.at; });
        }
        return m_changes;
    }

private:
    void put(const EntityId &component, const ChangeEvent &event, const QString &page, const QString &place)
    {
        if (!component.isEmpty() && event.at.isValid())
            m_changes[component].append({event, component, page, place});
    }

    void add(const DeployRun &run)
    {
        const DeployPlan &plan = run.plan;
        const ChangeEvent event{Kind::Run, run.startedAt, nameOf(run.state), plan.product.text() + u' ' + plan.version,
            plan.environment.text(), plan.createdBy};
        QSet<EntityId> touched;
        for (const HostChange &change : plan.changes) {
            const ProductModule *part = m_parts.value(change.part);
            if (!part || change.isNoop() || touched.contains(part->component))
                continue;
            touched.insert(part->component);
            put(part->component, event, DeployPage, u"run/"_s + run.id.text());
        }
    }

    void add(const GitDeployment &deployment)
    {
        const Project *project = m_projects.value({deployment.source, deployment.project});
        const ChangeEvent event{Kind::Deployment, deployment.createdAt, deployment.status, deployment.ref,
            deployment.environment, deployment.by};
        for (const ProductModule *part : partsOf(project))
            put(part->component, event, ReleasesPage, part->id.text() + u'/' + deployment.environment);
    }

    /// What is built of other branches reaches nobody.
    void add(const Pipeline &pipeline)
    {
        const Project *project = m_projects.value({pipeline.source, pipeline.project});
        if (!project || pipeline.ref != project->defaultBranch)
            return;
        const ChangeEvent event{Kind::Pipeline, pipeline.createdAt, pipeline.status,
            u'#' + QString::number(pipeline.id) + u' ' + pipeline.ref, {}, {}};
        for (const ProductModule *part : partsOf(project))
            put(part->component, event, ReleasesPage, part->id.text());
    }

    QList<const ProductModule *> partsOf(const Project *project) const
    {
        return project ? m_partsOfPath.values(project->path) : QList<const ProductModule *>();
    }

    void add(const LedgerEntry &entry)
    {
        const QString topic = entry.action.section(u'.', 0, 0);
        if (topic == u"silence" && !entry.reference.isEmpty())
            m_silenceEntries.insert(entry.reference, entry.number);
        else if (topic == u"alert" && deedOf(entry))
            put(componentOf(entry.reference), eventOf(Kind::Care, entry, entry.action), LedgerPage, placeOf(entry));
        else if (topic == u"config" || topic == u"runbook")
            addWithComponents(topic == u"config" ? Kind::Config : Kind::Runbook, entry);
    }

    void addWithComponents(Kind kind, const LedgerEntry &entry)
    {
        const QJsonObject detail = QJsonDocument::fromJson(entry.detail).object();
        QJsonArray names = detail[u"components"_s].toArray();
        names.append(detail[u"component"_s]);
        for (const QJsonValue &name : std::as_const(names))
            put(EntityId(name.toString()), eventOf(kind, entry, entry.outcome), LedgerPage, placeOf(entry));
    }

    static ChangeEvent eventOf(Kind kind, const LedgerEntry &entry, const QString &status)
    {
        return {kind, entry.at, status, entry.subject, entry.environment, entry.actor};
    }

    /// What it mutes by name; an expression may mean anything.
    void add(const Silence &silence)
    {
        Labels labels;
        for (const Silence::Matcher &matcher : silence.matchers) {
            if (matcher.isEqual && !matcher.isRegex)
                labels.insert(matcher.name, matcher.value);
        }
        const qint64 entry = m_silenceEntries.value(silence.id);
        put(m_subjects.of(labels).component,
            {Kind::Silence, silence.startsAt, silence.state, matchersText(silence.matchers), {}, silence.createdBy},
            entry > 0 ? LedgerPage : QString(), entry > 0 ? QString::number(entry) : QString());
    }

    void add(const Annotation &annotation)
    {
        Labels labels;
        for (const QString &tag : annotation.tags) {
            const auto end = std::find_if(tag.cbegin(), tag.cend(), [](QChar c) { return c == u':' || c == u'='; });
            if (end != tag.cend())
                labels.insert(tag.left(end - tag.cbegin()).toLower(), tag.mid(end - tag.cbegin() + 1));
        }
        ChangeEvent event{
            Kind::Annotation, annotation.at, {}, annotation.text.simplified().left(200), {}, annotation.by};
        event.environment = labels.value(u"environment"_s, labels.value(u"env"_s));
        QSet<EntityId> touched;
        for (const QString &name : QStringList{labels.value(u"service"_s)} + annotation.tags) {
            const EntityId component = m_subjects.of({{u"service"_s, name}}).component;
            if (!component.isEmpty() && !touched.contains(component))
                put(component, event, {}, {});
            touched.insert(component);
        }
    }

    /// By a row's key, which begins with name and service.
    EntityId componentOf(const QString &alert)
    {
        return m_subjects.of({{u"service"_s, alert.section(QChar(0x1f), 1, 1)}}).component;
    }

    const ChangeIndexInput &m_input;
    AlertSubjects m_subjects;
    QHash<ModuleId, const ProductModule *> m_parts;
    QMultiHash<QString, const ProductModule *> m_partsOfPath;
    QHash<std::pair<SourceId, qint64>, const Project *> m_projects;
    QHash<QString, qint64> m_silenceEntries; ///< number by the silence's id
    QHash<EntityId, QList<Change>> m_changes;
};

} // namespace

ChangeIndex::ChangeIndex(const ChangeIndexInput &input)
    : m_changes(Collector(input).collect())
    , m_neighbours(input.workspace)
{
    for (const Environment &environment : input.workspace.environments) {
        m_environments.insert(environment.id.text().toLower(), environment.id);
        m_environments.insert(environment.title.toLower(), environment.id);
    }
}

QList<Change> ChangeIndex::changesFor(const AlertRow &row, std::chrono::seconds window, const QDateTime &now) const
{
    if (row.component.isEmpty() || m_changes.isEmpty())
        return {};
    const QDateTime since = (row.startsAt.isValid() ? row.startsAt : now).addSecs(-window.count());
    const EnvironmentId environment = m_environments.value(row.environment.toLower());
    const auto isElsewhere = [&](const ChangeEvent &event) {
        const EnvironmentId there = m_environments.value(event.environment.toLower());
        return !environment.isEmpty() && !there.isEmpty() && there != environment;
    };
    QList<Change> found;
    for (const EntityId &component : QList{row.component} + m_neighbours.of(row.component)) {
        for (const Change &change : m_changes.value(component)) {
            if (change.event.at < since)
                break; // older ones follow
            const bool isKnown = std::any_of(found.cbegin(), found.cend(),
                [&](const Change &other) { return other.event == change.event; }); // of both at once
            if (change.event.at <= now && !isElsewhere(change.event) && !isKnown)
                found.append(change);
        }
    }
    std::stable_sort(
        found.begin(), found.end(), [](const Change &a, const Change &b) { return a.event.at > b.event.at; });
    return found;
}

std::optional<Change> ChangeIndex::suspectFor(
    const AlertRow &row, std::chrono::seconds window, const QDateTime &now) const
{
    if (!row.startsAt.isValid() || !m_changes.contains(row.component))
        return {};
    for (const Change &change : changesFor(row, window, now)) {
        const bool isBefore = change.event.at <= row.startsAt;
        if (isBefore && delivers(change.event.kind) && change.component == row.component)
            return change;
    }
    return {};
}

} // namespace opsdeck

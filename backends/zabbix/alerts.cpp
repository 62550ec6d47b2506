// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/alerts.h"

#include <QRegularExpression>
#include <QSet>

namespace opsdeck::zabbix {

namespace {

constexpr qsizetype LongestSummary = 500;

// Bits of an update's action.
constexpr int ClosedBit = 1;
constexpr int AcknowledgedBit = 2;
constexpr int MessageBit = 4;
constexpr int UnacknowledgedBit = 16;

struct Grade
{
    Severity severity;
    QString word;
};

Grade gradeOf(qint64 severity)
{
    static const QList<Grade> grades{{Severity::Info, QStringLiteral("not classified")},
        {Severity::Info, QStringLiteral("information")}, {Severity::Warning, QStringLiteral("warning")},
        {Severity::Warning, QStringLiteral("average")}, {Severity::Critical, QStringLiteral("high")},
        {Severity::Critical, QStringLiteral("disaster")}};
    const bool known = severity >= 0 && severity < grades.size();
    return known ? grades.at(severity) : Grade{Severity::Warning, QString::number(severity)};
}

QString joined(const QStringList &texts)
{
    return texts.join(QStringLiteral(", "));
}

/// Tags with their values, those that share a name in one; the names that we give ourselves come first.
Labels labelsOf(const Problem &problem, const Trigger &trigger)
{
    QStringList technical;
    QStringList visible;
    for (const Trigger::Host &host : trigger.hosts) {
        technical.append(host.technical);
        visible.append(host.visible);
    }
    const Labels own{{QStringLiteral("host"), joined(technical)}, {QStringLiteral("instance"), joined(visible)},
        {QStringLiteral("hostgroup"), joined(trigger.groups)}};
    QMap<QString, QStringList> tags;
    QStringList services;
    for (const auto &[name, value] : problem.tags) {
        tags[own.contains(name) ? QStringLiteral("tag_") + name : name].append(value);
        const QString lower = name.toLower();
        if (lower == u"service" || (lower == u"application" && services.isEmpty()))
            services = lower == u"service" ? QStringList{value} : services + QStringList{value};
    }
    Labels labels = own;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        tag->sort(); // Zabbix promises no order, and a new one must not look like a change
        labels.insert(tag.key(), joined(*tag));
    }
    if (!services.isEmpty() && !labels.contains(QStringLiteral("service")))
        labels.insert(QStringLiteral("service"), services.first());
    labels.removeIf([](const Labels::iterator &label) { return label.key().isEmpty(); });
    return labels;
}

Labels annotationsOf(const Problem &problem, const Trigger &trigger)
{
    Labels annotations{{QStringLiteral("description"), trigger.comments}, {QStringLiteral("opdata"), problem.opdata},
        {QStringLiteral("expression"), trigger.expression}, {QStringLiteral("url"), trigger.url},
        {QStringLiteral("depends on"), joined(trigger.failedDependencies)}};
    for (const auto &[name, address] : problem.urls)
        annotations.insert(name.isEmpty() ? QStringLiteral("url") : name, address);
    if (problem.cause != 0)
        annotations.insert(QStringLiteral("symptom of"), QString::number(problem.cause));
    annotations.removeIf([](const Labels::iterator &annotation) { return annotation->isEmpty(); });
    return annotations;
}

std::optional<AlertNote::Kind> noteKindOf(const Update &update)
{
    if (update.action & ClosedBit)
        return AlertNote::Kind::Closed;
    if (update.action & AcknowledgedBit)
        return AlertNote::Kind::Acknowledged;
    if (update.action & UnacknowledgedBit)
        return AlertNote::Kind::Unacknowledged;
    if (update.action & MessageBit)
        return AlertNote::Kind::Comment;
    return std::nullopt; // another severity, suppression: shows in the alert itself
}

QList<AlertNote> notesOf(const Problem &problem, const QHash<qint64, QString> &users)
{
    QList<AlertNote> notes;
    for (const Update &update : problem.updates) {
        if (const auto kind = noteKindOf(update))
            notes.append({*kind, users.value(update.user, QString::number(update.user)), update.message, update.at});
    }
    return notes;
}

/// Of the maintenance periods that the problem is in.
QStringList maintenancesOf(const Problem &problem, const QHash<qint64, QString> &names)
{
    QStringList all;
    for (const Suppression &suppression : problem.suppressions) {
        if (suppression.maintenance != 0)
            all.append(names.value(suppression.maintenance, QString::number(suppression.maintenance)));
    }
    all.sort();
    return all;
}

QStringList suppressorsOf(const Problem &problem, const QHash<qint64, QString> &names)
{
    QStringList all;
    for (const QString &maintenance : maintenancesOf(problem, names))
        all.append(QStringLiteral("maintenance ") + maintenance);
    return all;
}

/// When the last of them ends; invalid where one has no end.
QDateTime suppressedUntil(const Problem &problem)
{
    QDateTime until;
    for (const Suppression &suppression : problem.suppressions) {
        if (!suppression.until.isValid())
            return {};
        until = until.isValid() ? std::max(until, suppression.until) : suppression.until;
    }
    return until;
}

/// The trigger, and where it has several problems at a time the problem's name; an order makes what is left unique.
QString keyOf(const Problem &problem, const Trigger &trigger, QSet<QString> &taken)
{
    QString key = QString::number(trigger.id);
    if (trigger.severalProblems)
        key += u'-' + fingerprintOf({{QStringLiteral("name"), problem.name}});
    QString unique = key;
    for (int i = 2; taken.contains(unique); ++i)
        unique = key + u'-' + QString::number(i);
    taken.insert(unique);
    return unique;
}

/// Why it is quiet, in the words of those who planned it.
void describeSuppression(Alert &alert, const Problem &problem, const Surroundings &around)
{
    const QString maintenances = joined(maintenancesOf(problem, around.maintenances));
    if (!maintenances.isEmpty())
        alert.annotations.insert(QStringLiteral("maintenance"), maintenances);
    if (const QDateTime until = suppressedUntil(problem); problem.suppressed && until.isValid())
        alert.annotations.insert(QStringLiteral("suppressed until"), until.toString(Qt::ISODate));
}

Alert alertOf(const Problem &problem, const Trigger &trigger, const Surroundings &around)
{
    Alert alert;
    alert.occurrence = QString::number(problem.event);
    const Grade grade = gradeOf(problem.severity);
    alert.severity = grade.severity;
    alert.severityText = grade.word;
    const bool isQuiet = problem.suppressed || !trigger.failedDependencies.isEmpty();
    alert.state = isQuiet ? AlertState::Suppressed : AlertState::Firing;
    alert.name = problem.name;
    alert.summary = (problem.opdata.isEmpty() ? trigger.comments : problem.opdata).simplified().left(LongestSummary);
    alert.value = problem.opdata;
    alert.threshold = thresholdOf(trigger.expression);
    alert.acknowledged = problem.acknowledged;
    alert.notes = notesOf(problem, around.users);
    alert.labels = labelsOf(problem, trigger);
    alert.annotations = annotationsOf(problem, trigger);
    describeSuppression(alert, problem, around);
    alert.silencedBy = suppressorsOf(problem, around.maintenances);
    alert.startsAt = problem.at;
    alert.updatedAt = problem.updates.isEmpty() ? problem.at : std::max(problem.at, problem.updates.last().at);
    alert.link = safeLink(
        around.url + QStringLiteral("/tr_events.php?triggerid=%1&eventid=%2").arg(trigger.id).arg(problem.event));
    return alert;
}

} // namespace

QString thresholdOf(const QString &expression)
{
    static const QRegularExpression comparison(
        QStringLiteral("\\A[^<>=]*?(>=|<=|<>|>|<|=) *(-?[0-9.]+[KMGTsmhdw]?|\\{\\$[^{}<>=]+\\})\\z"));
    if (expression.contains(QStringLiteral(" and ")) || expression.contains(QStringLiteral(" or ")))
        return {};
    const auto match = comparison.match(expression);
    return match.hasMatch() ? match.captured(1) + u' ' + match.captured(2) : QString();
}

QList<Alert> alertsOf(const QList<Problem> &problems, const Surroundings &around)
{
    QList<Alert> alerts;
    QSet<QString> taken;
    for (const Problem &problem : problems) {
        const auto trigger = around.triggers.constFind(problem.trigger);
        if (problem.recovered || trigger == around.triggers.cend())
            continue;
        Alert alert = alertOf(problem, *trigger, around);
        alert.key = {around.source, keyOf(problem, *trigger, taken)};
        alerts.append(alert);
    }
    return alerts;
}

} // namespace opsdeck::zabbix

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertsymptoms.h"

#include <algorithm>
#include <tuple>

namespace opsdeck {

namespace {

/// "HostDown", "host_down" and "Host down" → " host down ", "TLSDown" → " tls down "
QString spaced(const QString &name)
{
    QString text;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        const bool begins
            = c.isUpper() && (i == 0 || !name.at(i - 1).isUpper() || (i + 1 < name.size() && name.at(i + 1).isLower()));
        if (begins || !c.isLetterOrNumber())
            text += u' ';
        if (c.isLetterOrNumber())
            text += c.toLower();
    }
    return u' ' + text.simplified() + u' ';
}

bool isLatin(const QString &word)
{
    return std::all_of(word.cbegin(), word.cend(), [](QChar c) { return c.unicode() < 0x80; });
}

QString hostNameOf(const AlertRow &row)
{
    for (const QString &label : {QStringLiteral("host"), QStringLiteral("node"), QStringLiteral("instance")}) {
        const QString name = row.labels.value(label).section(u':', 0, 0);
        if (!name.isEmpty())
            return name;
    }
    return {};
}

} // namespace

bool saysDown(const QString &alertName, const QStringList &words)
{
    const QString name = spaced(alertName);
    return std::any_of(words.cbegin(), words.cend(),
        [&](const QString &word) { return isLatin(word) ? name.contains(spaced(word)) : alertName.contains(word); });
}

AlertSymptoms::AlertSymptoms(const QList<SharedRow> &rows, const AlertWallInput &input)
    : m_rows(rows)
{
    if (input.noise.hops < 1)
        return;
    readHosts(input);
    m_causes = causesAmong(rows, input.noise);
    if (m_causes.isEmpty())
        return;
    readDependencies(input.catalog);
    for (int i = 0; i < m_causes.size(); ++i) {
        const Cause &cause = m_causes.at(i);
        m_isCause.insert(cause.row, i);
        if (cause.host.isEmpty()) {
            reach(rows.at(cause.row)->component, i, input.noise.hops);
            continue;
        }
        m_ofHost[cause.host].append(i);
        const QList<EntityId> placed = m_placed.value(cause.host);
        for (const EntityId &component : placed)
            reach(component, i, input.noise.hops - 1);
    }
}

void AlertSymptoms::readDependencies(const Catalog &catalog)
{
    for (const Entity &entity : catalog.entities()) {
        for (const EntityId &on : entity.dependsOn)
            m_dependents[on].append(entity.id);
    }
}

void AlertSymptoms::readHosts(const AlertWallInput &input)
{
    for (const HostSpec &host : input.hosts) {
        m_hosts.insert(host.address, host.id);
        m_hosts.insert(host.id.text(), host.id);
    }
    for (const Product &product : input.products) {
        for (const ProductModule &part : product.modules) {
            for (const ProductModule::Placement &placement : part.placements) {
                for (qsizetype i = 0; i < placement.hosts.size() && !part.component.isEmpty(); ++i)
                    m_placed[placement.hosts.at(i)].append(part.component);
            }
        }
    }
}

QList<AlertSymptoms::Cause> AlertSymptoms::causesAmong(const QList<SharedRow> &rows, const NoisePolicy &policy) const
{
    QList<Cause> causes;
    QHash<QString, bool> says; // thousands of alerts have few names
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const AlertRow &row = rows.at(i);
        if (row.severity != Severity::Critical || row.suppressed || row.pending || row.blind)
            continue;
        auto known = says.constFind(row.name);
        if (known == says.cend())
            known = says.insert(row.name, saysDown(row.name, policy.causes));
        const HostId host = *known && row.component.isEmpty() ? hostOf(row) : HostId();
        if (!*known || (row.component.isEmpty() && host.isEmpty()))
            continue;
        const QDateTime begins = row.startsAt.isValid() ? row.startsAt.addDuration(-policy.symptomBefore) : QDateTime();
        causes.append({i, host, begins});
    }
    const auto orderOf = [&](const Cause &cause) {
        const AlertRow &row = rows.at(cause.row);
        return std::tuple(cause.host.isEmpty(), row.startsAt, row.key);
    };
    std::sort(causes.begin(), causes.end(), [&](const Cause &a, const Cause &b) { return orderOf(a) < orderOf(b); });
    QSet<QStringList> told; // what is down twice is down
    causes.removeIf([&](const Cause &cause) {
        const AlertRow &row = rows.at(cause.row);
        const QStringList about{cause.host.text(), row.component.text(), row.environment};
        const bool again = told.contains(about);
        told.insert(about);
        return again;
    });
    return causes;
}

/// What depends on the component, so many steps away at most, and itself.
void AlertSymptoms::reach(const EntityId &component, int cause, int hops)
{
    QSet<EntityId> seen{component};
    QList<EntityId> edge{component};
    for (int hop = 0; hop <= hops && !edge.isEmpty(); ++hop) {
        QList<EntityId> next;
        for (const EntityId &one : std::as_const(edge)) {
            m_ofComponent[one].append(cause);
            for (const EntityId &dependent : m_dependents.value(one)) {
                if (!seen.contains(dependent))
                    next.append(dependent);
                seen.insert(dependent);
            }
        }
        edge = next;
    }
}

HostId AlertSymptoms::hostOf(const AlertRow &row) const
{
    return m_hosts.isEmpty() ? HostId() : m_hosts.value(hostNameOf(row));
}

bool AlertSymptoms::mayFollow(const AlertRow &row, const HostId &host, const Cause &cause) const
{
    const AlertRow &from = m_rows.at(cause.row);
    if (cause.begins.isValid() && row.startsAt.isValid() && row.startsAt < cause.begins)
        return false;
    if (!cause.host.isEmpty() && !host.isEmpty())
        return cause.host == host;
    return row.environment.isEmpty() || from.environment.isEmpty() || row.environment == from.environment;
}

qsizetype AlertSymptoms::causeOf(qsizetype row) const
{
    if (m_causes.isEmpty())
        return -1;
    const AlertRow &alert = m_rows.at(row);
    const HostId host = hostOf(alert);
    const int own = m_isCause.value(row, static_cast<int>(m_causes.size()));
    int first = own;
    for (const QList<int> &reaching : {m_ofComponent.value(alert.component), m_ofHost.value(host)}) {
        for (const int cause : reaching) {
            if (cause < first && m_causes.at(cause).row != row && mayFollow(alert, host, m_causes.at(cause)))
                first = cause;
        }
    }
    return first < own ? m_causes.at(first).row : -1;
}

} // namespace opsdeck

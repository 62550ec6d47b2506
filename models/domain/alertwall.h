// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/alertcare.h"
#include "models/domain/catalog.h"
#include "models/domain/freshness.h"
#include "models/domain/noise.h"
#include "models/domain/workspace.h"

#include <memory>
#include <optional>

namespace opsdeck {

/// A source as far as the reader of an alert cares: can it be trusted now.
struct SourceView
{
    SourceId id;
    Freshness freshness = Freshness::Never;
    QDateTime lastSuccess; ///< invalid = never answered

    bool operator==(const SourceView &) const = default;
};

/// Counts of alerts that ask for attention; suppressed ones are counted apart.
struct SeverityCounts
{
    int critical = 0;
    int warning = 0;
    int info = 0;
    int suppressed = 0;

    int total() const { return critical + warning + info + suppressed; }
    bool operator==(const SeverityCounts &) const = default;
};

/// One alert as the person sees it, told by one or several sources.
struct AlertRow
{
    QString key; ///< the same alert has the same key at the next refresh
    Severity severity = Severity::Warning;
    bool suppressed = false;
    bool pending = false;
    bool blind = false; ///< no source that tells it is live: this is what was last known
    QString name;
    EntityId component; ///< empty where the catalog has none of that name
    QString service; ///< what it is about, as shown
    QString instance;
    QString environment;
    QString owner; ///< title of the group that owns what it is about; empty = unknown
    QString summary;
    QString value;
    QString threshold; ///< what the value is held against; empty where no source tells it
    QDateTime startsAt; ///< the earliest that a source tells
    QDateTime updatedAt; ///< the latest
    QList<SourceView> sources; ///< live ones first
    QList<AlertKey> told; ///< what each of them calls it
    AlertCare care; ///< who has it
    QList<Silence> silences; ///< those that suppress it, as far as they are known
    Rare<Maintenance> maintenance; ///< that suppresses it
    Rare<RowNoise> noise; ///< why it is folded, or what else is known of it because of others
    Labels labels;
    Labels annotations;
    QString link; ///< http or https only, else empty

    bool operator==(const AlertRow &) const = default;
};

/// An alert that several walls share and nobody changes: a row that is as it was in the wall before is the same one,
/// and then comparing the two costs nothing.
class SharedRow
{
public:
    SharedRow(AlertRow row)
        : m_row(std::make_shared<const AlertRow>(std::move(row)))
    { }

    const AlertRow &operator*() const { return *m_row; }
    const AlertRow *operator->() const { return m_row.get(); }
    operator const AlertRow &() const { return *m_row; }

    friend bool operator==(const SharedRow &a, const SharedRow &b)
    {
        return a.m_row == b.m_row || *a.m_row == *b.m_row;
    }

private:
    std::shared_ptr<const AlertRow> m_row;
};

/// The alerts of one business system or of what else they are grouped by, or one of the summaries.
struct AlertGroup
{
    enum class Kind
    {
        System,
        Value, ///< alerts that have something else in common
        Unmapped, ///< alerts that name no system of the catalog
        Unobserved, ///< summary: systems without known alerts whose sources are silent
        Quiet ///< summary: systems without alerts, all their sources live
    };

    Kind kind = Kind::System;
    EntityId system; ///< of kind System only
    QString field; ///< of kind Value only: what the alerts have in common, as of AlertGrouping::text
    QString title; ///< of kind Value: the value, empty = those without
    QString owner; ///< title of the owning group; empty = unknown
    QString version; ///< what runs in production; empty = unknown
    SeverityCounts counts;
    std::optional<Severity> worst; ///< of what is not suppressed
    Freshness freshness = Freshness::Live; ///< the worst of the sources that feed it
    QDateTime blindSince; ///< the oldest last answer of its silent sources; invalid = live, or never answered
    QList<SourceId> silentSources;
    QStringList systems; ///< titles; of the summaries
    QList<SharedRow> rows; ///< what is loud and old first, whether folded or not
    QList<SharedRow> resting; ///< those that come and go, and are gone at the moment; in no count

    bool isEmpty() const { return rows.isEmpty() && resting.isEmpty(); }
    QString key() const; ///< the same group has the same key at the next refresh
    bool operator==(const AlertGroup &) const = default;
};

struct AlertWall
{
    QList<SharedRow> rows; ///< all of them, what is loud and old first
    QList<SharedRow> resting; ///< those that come and go, and are gone at the moment; in no count
    QList<AlertGroup> groups; ///< by business system; what needs a person first stands first; summaries last
    SeverityCounts counts;
    int systems = 0;
    int unobserved = 0; ///< business systems of which a feeding source is silent
    int told = 0; ///< alerts before those of several sources were merged
    QList<SourceView> sources; ///< every source that tells alerts

    bool operator==(const AlertWall &) const = default;
};

struct AlertWallInput
{
    QList<Alert> alerts;
    QList<Silence> silences;
    QList<AlertRule> rules;
    QList<SourceRecord> sources;
    QList<Connection> connections;
    Catalog catalog;
    AlertDeeds deeds; ///< what was done about alerts at desks
    QMap<EntityId, QString> versions; ///< by system, for people
    QDateTime now;
    NoisePolicy noise;
    QList<MaintenanceWindow> maintenance;
    QList<HostSpec> hosts;
    QList<Product> products; ///< what runs on which of them
    AlertTimeline timeline; ///< of the time in which flapping is looked for; may be empty
};

/// Merges what several sources tell alike, finds what is noise, and groups by business system. Pure. Three promises: an
/// alert that a source told is there until a live source takes it back, a system is quiet only while every source that
/// could tell about it is live, and each alert is in `rows` and in one group, folded or not. Rows that are as in
/// `before` are those of `before`.
AlertWall alertWall(const AlertWallInput &input, const AlertWall &before = {});

/// True for the kinds of connections that tell alerts.
bool tellsAlerts(const QString &connectionKind);

// For what puts groups together in another way.

void addRow(AlertGroup &group, const SharedRow &row); ///< with its counts
void sortGroups(QList<AlertGroup> &groups); ///< what a person must look at first stands first
/// One summary for all systems of a kind; systems without alerts need no card of their own.
void addToSummary(AlertGroup &summary, const AlertGroup &system);

} // namespace opsdeck

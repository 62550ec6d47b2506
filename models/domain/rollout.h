// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <chrono>
#include <optional>

namespace opsdeck {

/// How many hosts make a batch: a number of them, or a share of all.
struct BatchSize
{
    int count = 1;
    int percent = 0; ///< 1 … 100; 0 = the count holds

    qsizetype of(qsizetype hosts) const; ///< at least one; a share is rounded down, so that it is never exceeded
    QString text() const; ///< "3" or "25%"
    /// Nothing where the text is neither a number from 1 on nor a percentage from 1 to 100.
    static std::optional<BatchSize> parse(const QString &text);

    bool operator==(const BatchSize &) const = default;
};

/// What has to hold on a host after its containers were replaced, before the next batch is touched: an address, a
/// command or a number. In addresses, words and queries, {host} stands for the host's name and {address} for its
/// address.
struct RolloutGate
{
    QString name;
    QString url; ///< http(s)://, tcp:// or tls://, asked from this desk; or
    QStringList command; ///< run on the host; exit status 0 = it holds; or
    QString query; ///< in the source's own language; every number that it answers has to keep within the bounds
    SourceId source; ///< that is asked for numbers
    std::optional<double> atLeast;
    std::optional<double> atMost;
    std::chrono::seconds timeout{60}; ///< until it has to hold for the first time
    std::chrono::seconds hold{0}; ///< how long it has to go on holding

    bool operator==(const RolloutGate &) const = default;
};

/// In which portions a plan is carried out, and what happens around each host.
struct Rollout
{
    BatchSize batch;
    int parallel = 10; ///< hosts of a batch at a time
    std::chrono::seconds wait{0}; ///< between batches
    bool pauseAfterFirst = false; ///< the first batch is one host, and then a person decides
    QString balancer; ///< name of the traffic route that a host is taken out of meanwhile; empty = none
    QStringList drain; ///< run on each host before its containers are replaced, and after that; empty = nothing
    QStringList undrain; ///< run on it once everything holds
    QList<RolloutGate> gates;

    bool drains() const { return !balancer.isEmpty() || !drain.isEmpty(); }
    bool undrains() const { return !balancer.isEmpty() || !undrain.isEmpty(); }
    bool operator==(const Rollout &) const = default;
};

/// The hosts in the order given, in portions.
QList<QList<HostId>> batchesOf(const QList<HostId> &hosts, const Rollout &rollout);

/// Words with their placeholders filled in, each word by itself: what stands in them can add no further word.
QStringList withHost(const QStringList &words, const HostId &host, const QString &address);

QJsonObject toJson(const Rollout &rollout);
Rollout rolloutFromJson(const QJsonObject &json); ///< what is missing or unusable is as in Rollout()

} // namespace opsdeck

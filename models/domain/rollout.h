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

/// What has to hold on a host after its containers were replaced, before the next batch is touched. In addresses and
/// words, {host} stands for the host's name and {address} for its address.
struct RolloutGate
{
    QString name;
    QString url; ///< http(s)://, tcp:// or tls://, asked from this desk; empty = the command decides
    QStringList command; ///< run on the host; exit status 0 = it holds
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
    QStringList drain; ///< run on each host before its containers are replaced; empty = nothing
    QStringList undrain; ///< run on it once everything holds
    QList<RolloutGate> gates;

    bool operator==(const Rollout &) const = default;
};

/// The hosts in the order given, in portions.
QList<QList<HostId>> batchesOf(const QList<HostId> &hosts, const Rollout &rollout);

/// Words with their placeholders filled in, each word by itself: what stands in them can add no further word.
QStringList withHost(const QStringList &words, const HostId &host, const QString &address);

QJsonObject toJson(const Rollout &rollout);
Rollout rolloutFromJson(const QJsonObject &json); ///< what is missing or unusable is as in Rollout()

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheckfacts.h"

#include <QByteArray>

namespace opsdeck {

/// What is to be found out of one host. Paths are absolute.
struct HostQuestions
{
    QStringList directories; ///< how much room there is
    QStringList paths; ///< whether they are there
    QMap<QString, QStringList> keys; ///< by environment file: whether they have a line there
    QStringList images; ///< whether they can be pulled from there

    bool operator==(const HostQuestions &) const = default;
};

/// When the host was asked and had answered, by our clock.
struct AskedBetween
{
    QDateTime asked;
    QDateTime answered;
};

/// False for what no host could be asked: a path that is not absolute, a key that is no name, an image that could be
/// taken for an option. It is not sent, and its answer is unknown.
bool isAskable(const QString &path);
bool isAskableKey(const QString &key);
bool isAskableImage(const QString &image);

/// What the script of readHostFacts() printed, between lines that begin with the marker. Pure; whatever else was
/// printed before and in between does no harm, and what is missing is unknown. `reachable` is not told here.
HostFacts parseHostFacts(
    const QByteArray &printed, const QByteArray &marker, const HostQuestions &questions, const AskedBetween &times);

} // namespace opsdeck

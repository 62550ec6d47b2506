// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace opsdeck::sim {

/// A command line as a shell reads it: commands joined by &&, quotes and backslashes resolved. Nothing where it uses
/// more of the shell than that.
std::optional<QList<QStringList>> shellWords(const QByteArray &line);

} // namespace opsdeck::sim

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billplaces.h"
#include "models/domain/diagnostic.h"
#include "models/domain/error.h"

namespace opsdeck {

// Which customer runs which version: sites.yaml of the workspace. All functions block on a small local file.

QByteArray sitesYaml(const QList<Site> &sites);

/// A faulty site is left out and reported; the others stay. A file that is no YAML, or has something twice, has none.
QList<Site> parseSites(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics);

/// No sites where there is no file.
QList<Site> loadSites(const QString &workspaceFolder, Diagnostics &diagnostics);

/// Writes the whole list; comments at the head of the file stay. Refused where the file has a fault or comments further
/// down, which would be lost; Usage where the sites could not be read back; Storage where it cannot be written.
Result<void> writeSites(const QString &workspaceFolder, const QList<Site> &sites);

} // namespace opsdeck

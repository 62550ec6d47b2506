// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/diagnostic.h"

namespace opsdeck {

/// Reads catalog/*.yaml in Backstage's entity format. Keys that Backstage knows and Opsdeck has no use for are allowed;
/// unknown kinds (API, Location, Template, …) are passed over.
Catalog loadCatalog(const QString &workspaceFolder, Diagnostics &diagnostics);

/// The same from contents, by the name that diagnostics show; references may lead from file to file.
Catalog parseCatalog(const QMap<QString, QByteArray> &files, Diagnostics &diagnostics);

} // namespace opsdeck

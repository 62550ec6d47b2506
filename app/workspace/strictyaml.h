// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/diagnostic.h"

#include <QByteArray>

#include <yaml-cpp/yaml.h>

#include <optional>

namespace opsdeck {

// Files of the workspace that the program writes as well as people. They are read more strictly than opsdeck.yaml: one
// document, UTF-8, nothing twice, no anchors, at most 1 MB.

constexpr qint64 LargestStrictFile = 1024 * 1024;

/// The whole content; what is too large, no plain file or cannot be read becomes a diagnostic.
std::optional<QByteArray> readStrictFile(const QString &path, const QString &shownAs, Diagnostics &diagnostics);

/// The mapping that the file is. No node is answered where there is any fault.
std::optional<YAML::Node> parseStrictYaml(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics);

/// Adds what was found in one file, the first twenty by name and the others by number.
void appendFaults(Diagnostics &all, const Diagnostics &found);

/// A text as YAML, on one line, that every reader takes for a text and reads back as this very one.
QString yamlText(const QString &text);

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <map>
#include <string>

namespace opsdeck::testing {

/// Feeds hostile bytes to one parser. Its answer does not matter; that it comes, and from within the bytes, does.
using FuzzTarget = std::function<void(const QByteArray &)>;

/// Every parser of bytes from outside, by the name of its corpus folder.
const std::map<std::string, FuzzTarget> &fuzzTargets();
/// Those of them that read files.
std::map<std::string, FuzzTarget> fileTargets();

} // namespace opsdeck::testing

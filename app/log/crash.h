// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace opsdeck {

/// A crash tells no secret: no core is written, and one that the system's own collector takes holds nothing of this
/// program's memory; an exception that nobody caught is told through the log, and so through its redaction. The memory
/// of the running program stays as open to its own user as the files that its secrets come from.
void keepCrashesSilent();

} // namespace opsdeck

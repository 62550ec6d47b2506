// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/gitwriter.h"

namespace opsdeck {

// The two looks at a compose repository before anything is written. Neither writes. I/O thread; `git` outlives them.

/// Reads the files as of the branch's commit, puts the images in, and freezes it. Usage where the order or a file
/// cannot be followed, Refused where the tag is taken.
QCoro::Task<Result<GitReleasePlan>> makeGitPlan(GitWriter *git, GitReleaseOrder order, std::stop_token stop);

/// Refused where anything is not any more as the plan found it (the branch moved, a file changed, the tag is taken),
/// with every difference; where a freeze period of the project is on; and where nobody can say whether one is.
QCoro::Task<Result<void>> confirmGitReality(GitWriter *git, GitReleasePlan plan, QDateTime now, std::stop_token stop);

} // namespace opsdeck

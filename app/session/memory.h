// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace opsdeck {

/// For the start of main: the memory of answers of many megabytes goes back to the system as soon as they are read. On
/// its own glibc would from the first of them on keep twice as much in the heap of every thread.
void giveMemoryBack();

} // namespace opsdeck

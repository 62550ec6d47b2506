// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/memory.h"

#include <malloc.h>

namespace opsdeck {

void giveMemoryBack()
{
    constexpr int large = 1024 * 1024;
    ::mallopt(M_MMAP_THRESHOLD, large);
    ::mallopt(M_TRIM_THRESHOLD, large);
    // Of each further heap glibc asks the system for every page by itself, and what a parser's thread has freed no
    // thread of another heap can use. With one alone the threads that prepare a wall would wait for each other.
    ::mallopt(M_ARENA_MAX, 2);
    ::mallopt(M_TOP_PAD, large);
}

} // namespace opsdeck

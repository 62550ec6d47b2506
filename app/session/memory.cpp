// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/memory.h"

#include <malloc.h>

namespace opsdeck {

void giveMemoryBack()
{
    constexpr int large = 1024 * 1024;
    ::mallopt(M_MMAP_THRESHOLD, large);
    ::mallopt(M_TRIM_THRESHOLD, large);
    // One heap for all threads: of each further one glibc asks the system for every page by itself, and what a parser's
    // thread has freed no other could use. The caches of the threads (tcache) keep them from waiting for each other.
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_TOP_PAD, large);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/memory.h"

#include <malloc.h>

namespace opsdeck {

void giveMemoryBack()
{
    constexpr int large = 1024 * 1024;
    ::mallopt(M_MMAP_THRESHOLD, large);
    ::mallopt(M_TRIM_THRESHOLD, large);
}

} // namespace opsdeck

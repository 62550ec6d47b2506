// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/late/latelibrary.h"

#include <QtGlobal>

#include <dlfcn.h>

namespace opsdeck {

LateLibrary::LateLibrary(const char *name)
    : m_handle(::dlopen(name, RTLD_LAZY | RTLD_LOCAL))
{
    if (!m_handle)
        qFatal("%s", ::dlerror());
}

void *LateLibrary::find(const char *name) const
{
    void *found = ::dlsym(m_handle, name);
    if (!found)
        qFatal("%s", ::dlerror());
    return found;
}

} // namespace opsdeck

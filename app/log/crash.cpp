// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/log/crash.h"

#include <QLoggingCategory>

#include <sys/resource.h>

#include <cstdio>
#include <exception>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcCrash, "opsdeck.crash")

[[noreturn]] void tellAndEnd()
{
    const std::exception_ptr thrown = std::current_exception();
    if (!thrown)
        qFatal("Ended without an exception");
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception &e) {
        qFatal("Ended by an exception that nobody caught: %s", e.what());
    } catch (...) {
        qFatal("Ended by something thrown that nobody caught");
    }
}

} // namespace

void keepCrashesSilent()
{
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0)
        qCWarning(lcCrash) << "Core files cannot be switched off";
    // A collector (core_pattern with a pipe) ignores the limit; no kind of memory is left for it. PR_SET_DUMPABLE would
    // do the same, but then desktop portals cannot look at the process and file dialogs stay closed.
    FILE *filter = std::fopen("/proc/self/coredump_filter", "we");
    const bool asked = filter && std::fputs("0", filter) >= 0;
    if (const bool closed = filter && std::fclose(filter) == 0; !asked || !closed)
        qCWarning(lcCrash) << "What goes into a core cannot be limited";
    std::set_terminate(tellAndEnd);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's side: one program for all targets; OPSDECK_FUZZ_TARGET names the one.
#include "tests/fuzz/targets.h"

#include <cstdio>
#include <cstdlib>

namespace {

const opsdeck::testing::FuzzTarget *target = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    const char *name = std::getenv("OPSDECK_FUZZ_TARGET");
    const auto &targets = opsdeck::testing::fuzzTargets();
    const auto found = targets.find(name ? name : "");
    if (found == targets.end()) {
        std::fprintf(stderr, "OPSDECK_FUZZ_TARGET names no target. Known:\n");
        for (const auto &[known, fn] : targets)
            std::fprintf(stderr, "  %s\n", known.c_str());
        std::exit(2);
    }
    target = &found->second;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (*target)(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}

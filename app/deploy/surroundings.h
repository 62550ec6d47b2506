// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/gates.h"
#include "app/sync/outside.h"

namespace opsdeck {

class Cache;
class Ledger;
class SyncService;

/// What deployments and moves of traffic are made with, and who makes them. All of it outlives the services.
struct Surroundings
{
    Outside &outside; ///< this and the next live on the I/O thread
    SyncService &sync; ///< knows the sources that gates ask for numbers
    Cache &cache;
    Ledger &ledger;
    QString actor; ///< as the ledger names them

    GateTools gates() const; ///< I/O thread
};

} // namespace opsdeck

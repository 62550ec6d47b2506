// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/surroundings.h"

#include "app/sync/syncservice.h"

namespace opsdeck {

GateTools Surroundings::gates() const
{
    const auto metricsOf = [service = &sync](const SourceId &id) -> Metrics * {
        Source *source = service->source(id);
        return source ? source->metrics() : nullptr;
    };
    return {&outside.probe(), metricsOf};
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheck.h"

namespace opsdeck::precheckrules {

// The single rules of prechecks(); each answers for one line. Not for use elsewhere.

struct Finding
{
    Verdict verdict = Verdict::Unknown;
    Phrase reason;
    Phrase remedy;
};

Finding pass(Phrase reason);
Finding warn(Phrase reason, Phrase remedy);
Finding block(Phrase reason, Phrase remedy);
/// An empty reason becomes one that says that it was not read.
Finding unknown(const Phrase &why);

/// What is read off before a rule judges: plan, facts and policy together.
struct Scene
{
    const DeployPlan &plan;
    const PrecheckFacts &facts;
    const PrecheckPolicy &policy;
};

// Of a host, or of a change on it.
Finding hostReachable(const Scene &scene, const HostId &host);
Finding engineVersion(const Scene &scene, const HostId &host);
Finding diskSpace(const Scene &scene, const HostId &host);
Finding portsFree(const Scene &scene, const HostChange &change);
Finding requiredFiles(const Scene &scene, const HostChange &change);

// Of an image.
Finding imageInRegistry(const Scene &scene, const HostChange &change);
Finding imagePullable(const Scene &scene, const HostChange &change);
Finding pipelineGreen(const Scene &scene, const HostChange &change);
Finding scanSeverity(const Scene &scene, const HostChange &change);
Finding tagPinned(const Scene &scene, const HostChange &change);
Finding rollbackTarget(const Scene &scene, const HostChange &change);
Finding rollbackKept(const Scene &scene, const HostChange &change);

// Of the environment, or of a service in it.
Finding freezeWindow(const Scene &scene);
Finding environmentLease(const Scene &scene);
Finding openCriticalAlerts(const Scene &scene, const HostChange &change);
Finding lastDeployment(const Scene &scene);
Finding databaseChange(const Scene &scene, const HostChange &change);
Finding offHours(const Scene &scene);

} // namespace opsdeck::precheckrules

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/checktext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct CheckText
{
    Q_DECLARE_TR_FUNCTIONS(CheckText)
};

} // namespace

StateShape shapeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return StateShape::Ok;
    case Verdict::Warn:
        return StateShape::Warning;
    case Verdict::Block:
        return StateShape::Critical;
    case Verdict::Unknown:
        return StateShape::Unknown;
    }
    return StateShape::Unknown;
}

// Each is the name of a thing that is looked at before a deployment, said so that it fits before "50 of 50".
QString wordOf(PrecheckKind kind)
{
    switch (kind) {
    case PrecheckKind::HostReachable:
        //: A check before a deployment, as in "Host reachable: 50 of 50"
        return CheckText::tr("Host reachable");
    case PrecheckKind::EngineVersion:
        //: A check before a deployment: the version of the container engine on a host
        return CheckText::tr("Engine version");
    case PrecheckKind::DiskSpace:
        //: A check before a deployment
        return CheckText::tr("Disk space");
    case PrecheckKind::PortsFree:
        //: A check before a deployment: nobody else listens on the ports that are needed
        return CheckText::tr("Ports free");
    case PrecheckKind::RequiredFiles:
        //: A check before a deployment: mounts and configuration keys are there
        return CheckText::tr("Files and keys");
    case PrecheckKind::ImageInRegistry:
        //: A check before a deployment
        return CheckText::tr("Image in registry");
    case PrecheckKind::ImagePullable:
        //: A check before a deployment: the host can fetch the image
        return CheckText::tr("Image pullable");
    case PrecheckKind::PipelineGreen:
        //: A check before a deployment: the pipeline of the commit succeeded
        return CheckText::tr("Pipeline green");
    case PrecheckKind::ScanSeverity:
        //: A check before a deployment: what a scanner found in the image
        return CheckText::tr("Image scan");
    case PrecheckKind::TagPinned:
        //: A check before a deployment: the image is named by its digest
        return CheckText::tr("Tag pinned");
    case PrecheckKind::RollbackTarget:
        //: A check before a deployment: the version before is still there
        return CheckText::tr("Rollback target");
    case PrecheckKind::RollbackKept:
        //: A check before a deployment: no retention rule of the registry would remove the version before
        return CheckText::tr("Target retained");
    case PrecheckKind::FreezeWindow:
        //: A check before a deployment: no freeze forbids it now
        return CheckText::tr("Freeze window");
    case PrecheckKind::EnvironmentLease:
        //: A check before a deployment: nobody else has reserved the environment
        return CheckText::tr("Environment lease");
    case PrecheckKind::OpenCriticalAlerts:
        //: A check before a deployment
        return CheckText::tr("Critical alerts");
    case PrecheckKind::LastDeployment:
        //: A check before a deployment: how the last one ended
        return CheckText::tr("Last deployment");
    case PrecheckKind::DatabaseChange:
        //: A check before a deployment
        return CheckText::tr("Database change");
    case PrecheckKind::OffHours:
        //: A check before a deployment: people are there to help
        return CheckText::tr("Working hours");
    }
    return {};
}

QString wordOf(Role role)
{
    switch (role) {
    case Role::Viewer:
        //: A role
        return CheckText::tr("viewer");
    case Role::Operator:
        //: A role
        return CheckText::tr("operator");
    case Role::Releaser:
        //: A role
        return CheckText::tr("releaser");
    case Role::Admin:
        //: A role
        return CheckText::tr("admin");
    }
    return {};
}

QString verdictText(const Precheck &check)
{
    switch (check.verdict) {
    case Verdict::Pass:
        //: Verdict of a check before a deployment
        return CheckText::tr("passes");
    case Verdict::Warn:
        //: Verdict of a check before a deployment
        return CheckText::tr("warning");
    case Verdict::Block:
        //: Verdict of a check before a deployment: it forbids to start
        return CheckText::tr("blocks");
    case Verdict::Unknown:
        //: Verdict of a check before a deployment: it could not be found out, and that forbids to start, or not
        return check.blocks ? CheckText::tr("unknown, blocks") : CheckText::tr("unknown");
    }
    return {};
}

QString placeText(const Precheck &check)
{
    if (check.host.isEmpty() && check.part.isEmpty())
        //: What a check is about, where it is on no single host and of no single module
        return CheckText::tr("environment");
    if (check.host.isEmpty() || check.part.isEmpty())
        return check.host.text() + check.part.text();
    //: What a check is about: %1 is a module, %2 a host
    return CheckText::tr("%1 on %2").arg(check.part.text(), check.host.text());
}

} // namespace opsdeck

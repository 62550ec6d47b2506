// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/changetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct WallChangeText
{
    Q_DECLARE_TR_FUNCTIONS(WallChangeText)
};

} // namespace

QString iconOf(WallChange::Kind kind)
{
    switch (kind) {
    case WallChange::Kind::Run:
    case WallChange::Kind::Deployment:
        return QStringLiteral("deploy");
    case WallChange::Kind::Pipeline:
        return QStringLiteral("pipeline");
    case WallChange::Kind::Acknowledged:
        return QStringLiteral("hand");
    }
    return {};
}

QString kindText(WallChange::Kind kind)
{
    switch (kind) {
    case WallChange::Kind::Run:
    case WallChange::Kind::Deployment:
        //: a kind of change
        return WallChangeText::tr("deployment");
    case WallChange::Kind::Pipeline:
        //: a kind of change
        return WallChangeText::tr("pipeline");
    case WallChange::Kind::Acknowledged:
        //: a kind of change: somebody has the alert
        return WallChangeText::tr("acknowledged");
    }
    return {};
}

QString subjectText(const WallChange &change)
{
    const bool leadsThere = change.kind != WallChange::Kind::Acknowledged && !change.environment.isEmpty();
    return leadsThere ? change.subject + QStringLiteral(" → ") + change.environment : change.subject;
}

StateShape shapeOf(WallChange::Outcome outcome)
{
    switch (outcome) {
    case WallChange::Outcome::Done:
        return StateShape::Ok;
    case WallChange::Outcome::Failed:
        return StateShape::Critical;
    case WallChange::Outcome::Open:
        return StateShape::Running;
    }
    return StateShape::Unknown;
}

QString outcomeText(const WallChange &change)
{
    switch (change.outcome) {
    case WallChange::Outcome::Done:
        return WallChangeText::tr("done");
    case WallChange::Outcome::Failed:
        return WallChangeText::tr("failed");
    case WallChange::Outcome::Open:
        return change.status; // the system's own word: running, canceled, manual
    }
    return {};
}

} // namespace opsdeck

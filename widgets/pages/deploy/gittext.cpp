// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/gittext.h"

#include <QCoreApplication>
#include <QHash>

namespace opsdeck {

namespace {

struct GitText
{
    Q_DECLARE_TR_FUNCTIONS(GitText)
};

} // namespace

StateShape shapeOfGitStatus(const QString &status)
{
    static const QHash<QString, StateShape> shapes{
        {QStringLiteral("success"), StateShape::Ok},
        {QStringLiteral("failed"), StateShape::Critical},
        {QStringLiteral("canceled"), StateShape::Warning},
        {QStringLiteral("skipped"), StateShape::Warning},
        {QStringLiteral("running"), StateShape::Running},
        {QStringLiteral("manual"), StateShape::Paused},
        {QStringLiteral("scheduled"), StateShape::Waiting},
        {QStringLiteral("created"), StateShape::Waiting},
        {QStringLiteral("pending"), StateShape::Waiting},
        {QStringLiteral("preparing"), StateShape::Waiting},
        {QStringLiteral("waiting_for_resource"), StateShape::Waiting},
    };
    return shapes.value(status, StateShape::Unknown);
}

QString wordOfGitStatus(const QString &status)
{
    if (status == u"success")
        return GitText::tr("passed", "a pipeline or job of GitLab");
    if (status == u"failed")
        return GitText::tr("failed", "a pipeline or job of GitLab");
    if (status == u"canceled")
        return GitText::tr("cancelled", "a pipeline or job of GitLab");
    if (status == u"skipped")
        return GitText::tr("skipped", "a pipeline or job of GitLab");
    if (status == u"running")
        return GitText::tr("running", "a pipeline or job of GitLab");
    if (status == u"manual")
        return GitText::tr("waits for somebody in GitLab", "a pipeline or job of GitLab");
    if (status == u"created" || status == u"pending" || status == u"preparing" || status == u"scheduled"
        || status == u"waiting_for_resource")
        return GitText::tr("waiting", "a pipeline or job of GitLab");
    return status;
}

} // namespace opsdeck

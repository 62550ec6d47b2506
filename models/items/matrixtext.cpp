// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/matrixtext.h"

#include "models/items/timetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct MatrixText
{
    Q_DECLARE_TR_FUNCTIONS(MatrixText)
};

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString versionText(const HostVersion &version)
{
    switch (version.presence) {
    case HostVersion::Presence::Missing:
        return MatrixText::tr("not running");
    case HostVersion::Presence::Unknown:
        return MatrixText::tr("unknown");
    case HostVersion::Presence::Running:
        break;
    }
    if (!version.tag.isEmpty())
        return version.tag;
    const auto asked = ImageRef::parse(version.image);
    if (version.tagMoved && asked)
        return asked->tag; // the name it was started by; that it means something else now stands beside it
    if (!version.digest.isEmpty())
        return version.digest.shortText();
    //: %1 is an image tag; the image never came from a registry
    return asked && !asked->tag.isEmpty() ? MatrixText::tr("%1 (local)").arg(asked->tag) : version.image;
}

QString versionText(const MatrixCell &cell)
{
    if (!cell.placed)
        return QStringLiteral("–");
    if (cell.main.presence == HostVersion::Presence::Running)
        return versionText(cell.main);
    return cell.missing > 0 ? MatrixText::tr("not running") : MatrixText::tr("unknown");
}

QString driftText(const MatrixCell &cell)
{
    QStringList parts;
    if (cell.differing > 0)
        //: %1 of %2 hosts run another image
        parts.append(MatrixText::tr("≠ %1 of %2 hosts").arg(cell.differing).arg(cell.hostCount));
    if (cell.tagMoved)
        //: the tag stands for another image than the one that runs
        parts.append(MatrixText::tr("≠ tag moved"));
    if (cell.missing > 0 && cell.missing < cell.hostCount)
        //: the service does not run on %1 of the %2 hosts where it should
        parts.append(MatrixText::tr("missing on %1 of %2 hosts").arg(cell.missing).arg(cell.hostCount));
    else if (cell.missing > 0)
        parts.append(MatrixText::tr("on %n host(s)", "not running", cell.missing));
    return joined(parts);
}

QString blindText(const MatrixCell &cell, const QDateTime &now)
{
    if (!cell.placed || !isBlind(cell.freshness))
        return {};
    //: what is shown was last known at %1, a time
    return cell.blindSince.isValid() ? MatrixText::tr("since %1").arg(localTimeText(cell.blindSince, now))
                                     : MatrixText::tr("never seen");
}

QString originText(const MatrixCell &cell, const QDateTime &now)
{
    if (cell.main.presence != HostVersion::Presence::Running)
        return {};
    const QString digest = cell.main.digest.isEmpty() ? MatrixText::tr("no digest") : cell.main.digest.shortText();
    return joined({digest, cell.since.isValid() ? ageText(cell.since, now) : QString()});
}

QString cellText(const MatrixCell &cell, const QDateTime &now)
{
    return joined({versionText(cell), driftText(cell), blindText(cell, now), originText(cell, now)});
}

QString summaryText(const MatrixCell &cell)
{
    if (!cell.placed)
        return MatrixText::tr("not placed in this environment");
    const int running = cell.hostCount - cell.missing;
    if (cell.main.presence != HostVersion::Presence::Running)
        return cell.missing > 0 ? MatrixText::tr("runs on no host") : MatrixText::tr("no host has answered yet");
    QString text = MatrixText::tr("%n host(s) run the same digest", nullptr, running - cell.differing);
    if (cell.differing > 0)
        //: continues "5 hosts run the same digest"
        text += MatrixText::tr(", %n do(es) not", nullptr, cell.differing);
    if (cell.missing > 0)
        //: continues "5 hosts run the same digest"
        text += MatrixText::tr(", missing on %n", nullptr, cell.missing);
    return text;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/foldtext.h"

#include "models/items/alerttext.h"
#include "models/items/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace opsdeck {

namespace {

struct FoldText
{
    Q_DECLARE_TR_FUNCTIONS(FoldText)
};

int goneIn(const FoldSummary &fold)
{
    return static_cast<int>(fold.rows.size()) - fold.firing;
}

} // namespace

QString headText(const ShownRow &line)
{
    const auto count = static_cast<int>(line.fold->rows.size());
    switch (line.fold->kind) {
    case RowNoise::Fold::Storm:
        return line.row->name + QStringLiteral(" × ") + QLocale().toString(count);
    case RowNoise::Fold::Flapping:
        return FoldText::tr("%n alert(s) that come and go", nullptr, count);
    case RowNoise::Fold::Symptom:
        //: %1 is an alert and what it is about: "HostDown gw-03"
        return FoldText::tr("%n symptom(s) of %1", nullptr, count).arg(line.row->noise->cause);
    case RowNoise::Fold::None:
        break;
    }
    return line.row->name;
}

QString foldText(const FoldSummary &fold, const QDateTime &now)
{
    const auto count = static_cast<int>(fold.rows.size());
    switch (fold.kind) {
    case RowNoise::Fold::Storm:
        //: of alerts of one name; %1 and %2 are times
        return FoldText::tr("%n alike, the first at %1, the last at %2", nullptr, count)
            .arg(localTimeText(fold.first, now), localTimeText(fold.last, now));
    case RowNoise::Fold::Flapping:
        //: of alerts that come and go
        return FoldText::tr("%n of them gone at the moment", nullptr, goneIn(fold));
    case RowNoise::Fold::Symptom:
        return FoldText::tr("folds %n symptom(s)", nullptr, count);
    case RowNoise::Fold::None:
        break;
    }
    return {};
}

QString foldStateText(const FoldSummary &fold)
{
    switch (fold.kind) {
    case RowNoise::Fold::Storm:
        //: why alerts are folded into one row
        return FoldText::tr("folded: a storm");
    case RowNoise::Fold::Flapping:
        //: why alerts are folded into one row
        return FoldText::tr("folded: they come and go");
    case RowNoise::Fold::Symptom:
        //: why alerts are folded into one row
        return FoldText::tr("folded: symptoms");
    case RowNoise::Fold::None:
        break;
    }
    return {};
}

QString noiseText(const RowNoise &noise)
{
    QStringList parts;
    if (noise.isSymptom())
        //: %1 is an alert and what it is about: "HostDown gw-03"
        parts.append(FoldText::tr("symptom of %1").arg(noise.cause));
    if (noise.fold == RowNoise::Fold::Storm)
        parts.append(FoldText::tr("one of a storm"));
    if (noise.isFlapping())
        //: of an alert that comes and goes
        parts.append(FoldText::tr("came or went %n time(s) lately", nullptr, static_cast<int>(noise.moments.size())));
    return parts.join(QStringLiteral(" · "));
}

QString lineText(const ShownRow &line, const QDateTime &now)
{
    QStringList parts{copyText(line.row, now), noiseText(*line.row->noise)};
    if (line.isHead)
        parts = QStringList{severityText(line.row->severity), headText(line)};
    parts.append(foldText(*line.fold, now));
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  "));
}

QString groupingText(const QString &grouping)
{
    if (grouping == u"service")
        return FoldText::tr("service");
    if (grouping == u"host")
        return FoldText::tr("host");
    if (grouping == u"name")
        return FoldText::tr("alert name");
    if (grouping == u"owner")
        return FoldText::tr("owner");
    if (grouping.startsWith(u"label:"))
        //: %1 is the name of a label of alerts
        return FoldText::tr("label %1").arg(grouping.section(u':', 1));
    return FoldText::tr("business system");
}

} // namespace opsdeck

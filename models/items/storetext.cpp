// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/storetext.h"

#include "models/items/errortext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace opsdeck {

namespace {

struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(StoreText)
};

QString holderText(const std::optional<StoreHolder> &holder)
{
    if (!holder || holder->pid == 0)
        return StoreText::tr("This workspace is open in another Opsdeck.");
    //: %1 is a person, %2 a computer, %3 a process number, %4 a time
    return StoreText::tr("This workspace is open in the Opsdeck of %1 on %2 (process %3, since %4).")
        .arg(holder->user, holder->machine, QString::number(holder->pid),
            QLocale().toString(holder->since.toLocalTime(), QLocale::ShortFormat));
}

QString writingText(const StoreReport &report)
{
    switch (report.writing) {
    case StoreReport::Writing::Possible:
        return {};
    case StoreReport::Writing::HeldByOther:
        return holderText(report.holder) + u' '
            + StoreText::tr("This window shows what that one stores and changes nothing.");
    case StoreReport::Writing::NotPermitted:
        //: %1 is a folder
        return StoreText::tr("%1 cannot be written: you see the last sync, and nothing can be changed from here.")
            .arg(report.folder);
    case StoreReport::Writing::Failing:
        //: %1 is a folder, %2 the reason
        return StoreText::tr("%1 cannot be written right now (%2). Opsdeck goes on trying; nothing is deployed "
                             "meanwhile.")
            .arg(report.folder, report.writeError ? rawText(*report.writeError) : QString());
    }
    return {};
}

QString salvageText(const LedgerSalvage &salvage)
{
    QStringList told{StoreText::tr("The ledger was damaged.")};
    //: of the ledger
    told.append(StoreText::tr("%n entry(ies) saved", nullptr, static_cast<int>(salvage.entries)));
    if (salvage.entriesLost > 0)
        //: of the ledger; follows the number of those saved
        told.append(StoreText::tr("%n lost", nullptr, static_cast<int>(salvage.entriesLost)));
    if (salvage.endMayBeMissing)
        told.append(StoreText::tr("the newest may be missing"));
    const QString first = told.takeFirst();
    //: %1 is a file
    return first + u' ' + told.join(QStringLiteral(", ")) + u'.' + u' '
        + StoreText::tr("The damaged file is kept as %1.").arg(salvage.keptFile);
}

} // namespace

StoreTexts storeTexts(const StoreReport &report)
{
    StoreTexts texts{writingText(report), {}};
    QStringList mended;
    if (!report.cacheSetAside.isEmpty())
        //: %1 is a file
        mended.append(StoreText::tr("The local cache could not be used and everything is fetched again; the old file "
                                    "is kept as %1.")
                          .arg(report.cacheSetAside));
    if (!report.historySetAside.isEmpty())
        //: %1 is a file
        mended.append(StoreText::tr("The history of alerts was damaged and begins anew; the old file is kept as %1.")
                          .arg(report.historySetAside));
    if (report.salvage)
        mended.append(salvageText(*report.salvage));
    const auto checks = {report.cacheCheck, report.ledgerCheck, report.historyCheck};
    if (std::ranges::count(checks, StoreReport::Check::Unsound) > 0)
        mended.append(StoreText::tr("A check found damage that could not be mended; \"opsdeck doctor\" explains it."));
    texts.mended = mended.join(u' ');
    return texts;
}

} // namespace opsdeck

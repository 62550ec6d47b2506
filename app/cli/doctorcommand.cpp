// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctorcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "app/session/session.h"
#include "models/items/errortext.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace opsdeck {

namespace {

using State = DoctorLine::State;

constexpr qint64 LittleDisk = 200'000'000;

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

DoctorLine lockLine(const std::optional<StoreHolder> &holder)
{
    if (!holder)
        return {State::Good, QStringLiteral("lock"), CommandLine::tr("No Opsdeck has this workspace open.")};
    //: %1 is a process number, %2 a user, %3 a machine, %4 a time
    return {State::Note, QStringLiteral("lock"),
        CommandLine::tr("Process %1 of %2 on %3 has this workspace open since %4; others only read.")
            .arg(QString::number(holder->pid), holder->user, holder->machine,
                QLocale().toString(holder->since.toLocalTime(), QLocale::ShortFormat))};
}

DoctorLine modesLine(const QStringList &wide)
{
    if (wide.isEmpty())
        return {State::Good, QStringLiteral("modes"), CommandLine::tr("Only you can read these files.")};
    //: %1 is a list of files
    return {State::Fault, QStringLiteral("modes"),
        CommandLine::tr("Others can read or change: %1. --mend takes that away.").arg(wide.join(u' '))};
}

DoctorLine fileLine(const StoreFileState &file, const QString &check, const QString &remedy)
{
    const QString name = QFileInfo(file.path).fileName();
    if (!file.exists)
        return {State::Note, check, CommandLine::tr("%1 is not there yet.").arg(name)};
    if (!file.fault.isEmpty())
        //: %1 is a file, %2 what SQLite says, %3 what helps
        return {State::Fault, check, CommandLine::tr("%1 is damaged (%2). %3").arg(name, file.fault, remedy)};
    if (file.version > file.known)
        return {State::Fault, check,
            CommandLine::tr("%1 was written by a newer Opsdeck (schema %2, this program knows %3).")
                .arg(name)
                .arg(file.version)
                .arg(file.known)};
    QString text = CommandLine::tr("%1 is sound: schema %2, %3.").arg(name).arg(file.version).arg(sizeText(file.bytes));
    if (file.version < file.known)
        text += u' ' + CommandLine::tr("The next start brings it to schema %1.").arg(file.known);
    if (file.freeBytes * 4 > file.bytes)
        text += u' ' + CommandLine::tr("--mend gains %1.").arg(sizeText(file.freeBytes));
    return {State::Good, check, text};
}

DoctorLine chainLine(const StoreInspection &inspection)
{
    if (inspection.firstBrokenEntry == 0)
        //: %n is a number of entries in the ledger
        return {State::Good, QStringLiteral("chain"),
            CommandLine::tr("The ledger has %n entries and its chain is whole.", nullptr, int(inspection.entries))};
    return {State::Fault, QStringLiteral("chain"),
        CommandLine::tr(
            "The chain of the ledger is broken at entry %1: entries before it are missing, or it was altered. "
            "Nothing can mend that; compare with a backup.")
            .arg(inspection.firstBrokenEntry)};
}

DoctorLine leftoversLine(const QStringList &files)
{
    if (files.isEmpty())
        return {State::Good, QStringLiteral("leftovers"), CommandLine::tr("No file was set aside.")};
    qint64 bytes = 0;
    for (const QString &file : files)
        bytes += QFileInfo(file).size();
    //: %1 is a size, %2 a list of files
    return {State::Note, QStringLiteral("leftovers"),
        CommandLine::tr("Set aside or kept as backups, %1; delete them when you no longer need them: %2")
            .arg(sizeText(bytes), files.join(u' '))};
}

DoctorLine diskLine(qint64 free)
{
    const bool isLittle = free >= 0 && free < LittleDisk;
    return {isLittle ? State::Fault : State::Good, QStringLiteral("disk"),
        isLittle ? CommandLine::tr("Only %1 are free on this disk.").arg(sizeText(free))
                 : CommandLine::tr("%1 are free on this disk.").arg(sizeText(free))};
}

QString nameOf(State state)
{
    switch (state) {
    case State::Good:
        return QStringLiteral("good");
    case State::Note:
        return QStringLiteral("note");
    case State::Fault:
        return QStringLiteral("fault");
    }
    return {};
}

ExitCode print(const QList<DoctorLine> &lines, bool json)
{
    Terminal out(stdout);
    for (const DoctorLine &line : lines) {
        const QJsonObject object{{QStringLiteral("check"), line.check}, {QStringLiteral("state"), nameOf(line.state)},
            {QStringLiteral("text"), line.text}};
        out.line(json ? QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))
                      : nameOf(line.state).leftJustified(6) + line.text);
    }
    const bool isWell = std::ranges::none_of(lines, [](const DoctorLine &l) { return l.state == State::Fault; });
    return isWell ? ExitCode::Done : ExitCode::Failed;
}

void tellMended(const StoreMending &mending)
{
    Terminal err(stderr);
    if (!mending.narrowed.isEmpty())
        err.line(CommandLine::tr("Made private: %1").arg(mending.narrowed.join(u' ')));
    if (!mending.cacheSetAside.isEmpty())
        err.line(CommandLine::tr("The damaged cache is now %1; the next start fetches everything again.")
                     .arg(mending.cacheSetAside));
    if (!mending.historySetAside.isEmpty())
        err.line(
            CommandLine::tr("The damaged history of alerts is now %1; a new one begins.").arg(mending.historySetAside));
    if (const auto &salvage = mending.salvage)
        err.line(CommandLine::tr("The ledger was salvaged: %1 entries saved, %2 lost%3. The damaged file is %4.")
                     .arg(QString::number(salvage->entries), QString::number(salvage->entriesLost),
                         salvage->endMayBeMissing ? CommandLine::tr(", and newer ones may be missing") : QString(),
                         salvage->keptFile));
    if (mending.bytesGained > 0)
        err.line(CommandLine::tr("Compacted: %1 gained.").arg(sizeText(mending.bytesGained)));
}

} // namespace

QList<DoctorLine> diagnose(const StoreInspection &inspection)
{
    QList<DoctorLine> lines;
    if (!inspection.exists) {
        //: %1 is a folder
        lines.append({State::Note, QStringLiteral("folder"),
            CommandLine::tr("%1 is not there yet: this workspace was never opened.").arg(inspection.folder)});
        return lines;
    }
    lines.append({State::Good, QStringLiteral("folder"), inspection.folder});
    lines.append(lockLine(inspection.holder));
    lines.append(modesLine(inspection.wide));
    lines.append(fileLine(inspection.cache, QStringLiteral("cache"),
        CommandLine::tr("--mend or the next start sets it aside and fetches everything again.")));
    lines.append(fileLine(inspection.ledger, QStringLiteral("ledger"),
        CommandLine::tr("--mend or the next start saves what can be read into a new file and keeps the damaged one.")));
    if (inspection.history.exists) // made with the first start of a program that keeps one
        lines.append(fileLine(inspection.history, QStringLiteral("history"),
            CommandLine::tr("--mend or the next start sets it aside and begins a new one.")));
    if (inspection.ledger.exists && inspection.ledger.fault.isEmpty())
        lines.append(chainLine(inspection));
    lines.append(leftoversLine(inspection.leftovers));
    lines.append(diskLine(inspection.diskFree));
    return lines;
}

ExitCode runDoctor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLine::tr(
        "Looks at the files that Opsdeck keeps for a workspace: who has them open, who may read them, whether cache "
        "and "
        "ledger are sound, whether the ledger's chain is whole, what was set aside, and how much room is left. Changes "
        "nothing without --mend. The workspace's own files are looked at by \"opsdeck check\". Exit status: 0 no "
        "fault, "
        "1 faults, 2 usage, 3 --mend was refused because the workspace is open."));
    parser.addPositionalArgument(QStringLiteral("doctor"), QString(), QStringLiteral("doctor"));
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    const QCommandLineOption mend(QStringLiteral("mend"),
        CommandLine::tr("make files private, set a damaged cache aside, salvage a damaged ledger (the damaged file is "
                        "kept), compact files that are mostly empty; then look again"));
    const QCommandLineOption json(QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output"));
    parser.addOptions({mend, json});
    if (const auto exit = parseOrExplain(parser, arguments, 1))
        return *exit;
    const auto workspace = loadOrExplain(parser.positionalArguments().at(1));
    if (!workspace)
        return ExitCode::Usage;
    const QString folder = storeFolder(workspace->workspace, standardFolders());
    ExitCode mended = ExitCode::Done;
    if (parser.isSet(mend)) {
        const auto done = mendStore(folder);
        if (done) {
            tellMended(*done);
        } else {
            Terminal(stderr).line(errorText(done.error()) + u' ' + done.error().detail);
            mended = exitCodeOf(done.error());
        }
    }
    const ExitCode found = print(diagnose(inspectStore(folder)), parser.isSet(json));
    return mended == ExitCode::Done ? found : mended;
}

} // namespace opsdeck

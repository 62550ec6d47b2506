// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/billfile.h"

#include "app/workspace/strictyaml.h"
#include "app/workspace/words.h"
#include "app/workspace/yamlmap.h"
#include "models/domain/versionorder.h"
#include "models/items/phrasetext.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype LongestName = 128; // characters
constexpr qsizetype LongestFileName = 240; // bytes: a file system takes 255 with ".yaml" and a temporary ending
const QString versionsFolder = u"versions"_s;
const QString ending = u".yaml"_s;

bool isPrintable(const QString &name)
{
    const QList<uint> characters = name.toUcs4();
    return std::all_of(characters.cbegin(), characters.cend(), [](uint character) {
        switch (QChar::category(character)) {
        case QChar::Other_Control:
        case QChar::Other_Format: // turns the writing direction, or is not seen at all
        case QChar::Other_Surrogate:
        case QChar::Other_NotAssigned:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return false;
        default:
            return true;
        }
    });
}

void addLine(QString &yaml, const QString &indent, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        yaml += indent + key + u": "_s + yamlText(value) + u'\n';
}

QString timeText(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    return time.toUTC().toString(time.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

QDateTime readTime(YamlMap &map, const QString &key)
{
    const QString text = map.text(key);
    if (text.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) {
        map.report(map.placeOf(key), WorkspaceText::tr("\"%1\" is no time.").arg(text),
            WorkspaceText::tr("Write it with its zone, like 2026-11-14T06:03:22Z"));
        return {};
    }
    return time.toUTC();
}

ImageRef readImage(YamlMap &map, const QString &key)
{
    const QString text = map.text(key);
    if (text.isEmpty())
        return {};
    const auto image = ImageRef::parse(text);
    if (!image)
        map.report(map.placeOf(key), WorkspaceText::tr("\"%1\" is no image name.").arg(text));
    return image.value_or(ImageRef());
}

BillModule readModule(YamlMap map)
{
    BillModule module;
    module.part = ModuleId(map.requiredText(u"module"_s));
    module.project = map.text(u"project"_s);
    module.tag = map.text(u"tag"_s);
    module.commit = map.text(u"commit"_s);
    module.image = readImage(map, u"image"_s);
    const QString digest = map.text(u"digest"_s);
    module.digest = Digest::parse(digest);
    if (!digest.isEmpty() && module.digest.isEmpty())
        map.report(map.placeOf(u"digest"_s), WorkspaceText::tr("\"%1\" is no digest.").arg(digest),
            WorkspaceText::tr("\"sha256:\" and 64 hex digits in lower case"));
    map.finish();
    return module;
}

/// What the file says it is has to be what it is called.
void expectName(YamlMap &map, const QString &key, const QString &expected)
{
    const QString written = map.requiredText(key);
    if (!written.isEmpty() && written != expected)
        map.report(map.placeOf(key),
            //: %1 is "product" or "version"; %2 stands in the file, %3 is the file's or folder's name
            WorkspaceText::tr("The %1 is \"%2\" here, and \"%3\" by the place of the file.")
                .arg(key, written, expected),
            WorkspaceText::tr("Correct it, or move the file"));
}

void readModules(YamlMap &map, const YAML::Node &root, Bill &bill)
{
    const QString key = u"modules"_s;
    const YAML::Node written = root["modules"];
    if (!written || written.IsNull()) {
        map.ignore(key);
        map.report(map.placeOf(key), WorkspaceText::tr("\"%1\" is missing.").arg(key),
            WorkspaceText::tr("Add \"%1: …\"").arg(key));
        return;
    }
    QSet<ModuleId> seen;
    for (YamlMap part : map.maps(key)) {
        const BillModule module = readModule(part);
        if (seen.contains(module.part) && !module.part.isEmpty())
            part.report(part.placeOf(u"module"_s),
                WorkspaceText::tr("There is already a %1 called \"%2\".").arg(u"module"_s, module.part.text()),
                WorkspaceText::tr("A version names each module once"));
        seen.insert(module.part);
        bill.modules.append(module);
    }
}

void loadBill(const QFileInfo &file, const ProductId &product, QList<Bill> &bills, Diagnostics &diagnostics)
{
    const QString shownAs = versionsFolder + u'/' + product.text() + u'/' + file.fileName();
    if (file.suffix() != u"yaml") {
        if (file.suffix() == u"yml")
            diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("This file is not read."),
                WorkspaceText::tr("Versions are files that end in \".yaml\"")});
        return;
    }
    const QString version = file.fileName().chopped(ending.size());
    Diagnostics found;
    if (const auto fault = nameFault(version))
        found.append({shownAs, 0, 0, phraseText(*fault), {}});
    else if (const auto bytes = readStrictFile(file.filePath(), shownAs, found)) {
        if (const auto bill = parseBill(*bytes, product, version, shownAs, found))
            bills.append(*bill);
    }
    appendFaults(diagnostics, found);
}

Result<void> checkReadsBack(const QByteArray &yaml, const QString &path, const Bill &bill)
{
    Diagnostics faults;
    const auto readBack = parseBill(yaml, bill.product, bill.version, path, faults);
    if (readBack == bill)
        return {};
    if (faults.isEmpty())
        return failure(Error::Kind::Usage, path,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "there are characters in it that a file cannot hold")));
    return failure(Error::Kind::Usage, path,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "it could not be read again: %1"), {faults.first().text()}));
}

/// An error that says what stands in the way; nothing where the bill may be written.
Result<void> checkPlace(const QString &workspaceFolder, const QString &path)
{
    const QDir folder(workspaceFolder);
    if (workspaceFolder.isEmpty() || !folder.exists())
        return failure(Error::Kind::Storage, workspaceFolder,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no workspace folder %1"), {workspaceFolder}));
    QString place;
    for (const QString &step : path.split(u'/')) {
        place = place.isEmpty() ? step : place + u'/' + step;
        if (QFileInfo(folder.filePath(place)).isSymLink())
            return failure(Error::Kind::Refused, place,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is a link and may lead out of the workspace"), {place}));
    }
    return {};
}

/// Whether the bill stands there already; Refused where something else does that may not be replaced.
Result<bool> standsThere(const QString &file, const QString &path, const Bill &bill, bool replace)
{
    if (!QFileInfo::exists(file))
        return false;
    Diagnostics faults;
    const auto bytes = readStrictFile(file, path, faults);
    const auto there = bytes ? parseBill(*bytes, bill.product, bill.version, path, faults) : std::nullopt;
    if (there && (replace ? *there == bill : there->hasContentOf(bill)))
        return true;
    if (replace)
        return false;
    if (there)
        return failure(Error::Kind::Refused, path,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "version %2 of %1 is frozen, and its file says something else"),
                {bill.product.text(), bill.version}));
    return failure(Error::Kind::Refused, path,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "version %2 of %1 is frozen, and its file has a fault: %3"),
            {bill.product.text(), bill.version, faults.isEmpty() ? QString() : faults.first().text()}));
}

} // namespace

std::optional<Phrase> nameFault(const QString &name)
{
    if (name.isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "a name is missing"));
    if (name.size() > LongestName)
        return Phrase(
            QT_TRANSLATE_NOOP("Phrase", "the name is longer than %1 characters"), {QString::number(LongestName)});
    if (!isPrintable(name))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the name has characters that cannot be printed"));
    if (name.toUtf8().size() > LongestFileName)
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the name is too long for a file: %1"), {name});
    if (name.startsWith(u'.'))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the name \"%1\" begins with a dot"), {name});
    if (name.contains(u'/') || name.contains(u'\\'))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the name \"%1\" has a slash in it"), {name});
    if (name.trimmed() != name)
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the name \"%1\" begins or ends with a blank"), {name});
    return std::nullopt;
}

Result<QString> billPath(const ProductId &product, const QString &version)
{
    for (const QString &name : {product.text(), version}) {
        if (const auto fault = nameFault(name))
            return failure(Error::Kind::Usage, versionsFolder, *fault);
    }
    return versionsFolder + u'/' + product.text() + u'/' + version + ending;
}

QByteArray billYaml(const Bill &bill)
{
    QString yaml;
    addLine(yaml, {}, u"product"_s, bill.product.text());
    addLine(yaml, {}, u"version"_s, bill.version);
    addLine(yaml, {}, u"created-by"_s, bill.createdBy);
    addLine(yaml, {}, u"created-at"_s, timeText(bill.createdAt));
    addLine(yaml, {}, u"note"_s, bill.note);
    yaml += bill.modules.isEmpty() ? u"modules: []\n"_s : u"modules:\n"_s;
    for (const BillModule &module : bill.modules) {
        const QString indent = u"    "_s;
        yaml += u"  - module: "_s + yamlText(module.part.text()) + u'\n';
        addLine(yaml, indent, u"project"_s, module.project);
        addLine(yaml, indent, u"tag"_s, module.tag);
        addLine(yaml, indent, u"commit"_s, module.commit);
        addLine(yaml, indent, u"image"_s, module.image.text());
        addLine(yaml, indent, u"digest"_s, module.digest.text());
    }
    return yaml.toUtf8();
}

std::optional<Bill> parseBill(const QByteArray &bytes, const ProductId &product, const QString &version,
    const QString &shownAs, Diagnostics &diagnostics)
{
    Diagnostics found;
    Bill bill{.product = product, .version = version};
    if (const auto root = parseStrictYaml(bytes, shownAs, found)) {
        YamlMap map(*root, shownAs, found);
        expectName(map, u"product"_s, product.text());
        expectName(map, u"version"_s, version);
        bill.createdBy = map.text(u"created-by"_s);
        bill.createdAt = readTime(map, u"created-at"_s);
        bill.note = map.text(u"note"_s);
        readModules(map, *root, bill);
        map.finish();
    }
    appendFaults(diagnostics, found);
    return found.isEmpty() ? std::optional(bill) : std::nullopt;
}

QList<Bill> loadBills(const QString &workspaceFolder, Diagnostics &diagnostics)
{
    QList<Bill> bills;
    const QDir versions(workspaceFolder + u'/' + versionsFolder);
    for (const QFileInfo &folder :
        versions.entryInfoList(QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString shownAs = versionsFolder + u'/' + folder.fileName();
        if (folder.isFile() && folder.suffix() != u"yaml" && !folder.isSymLink())
            continue; // a README
        if (const auto fault = nameFault(folder.fileName()))
            diagnostics.append({shownAs, 0, 0, phraseText(*fault), {}});
        else if (folder.isSymLink() || folder.isFile())
            diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("This is not read."),
                WorkspaceText::tr("Versions stand in folders with their product's name")});
        else
            for (const QFileInfo &file : QDir(folder.filePath()).entryInfoList(QDir::Files, QDir::Name))
                loadBill(file, ProductId(folder.fileName()), bills, diagnostics);
    }
    std::stable_sort(bills.begin(), bills.end(), [](const Bill &a, const Bill &b) {
        return a.product == b.product ? isLowerVersion(a.version, b.version) : a.product < b.product;
    });
    return bills;
}

Result<BillWrite> writeBill(const QString &workspaceFolder, const Bill &bill, bool replace)
{
    const auto path = billPath(bill.product, bill.version);
    if (!path)
        return tl::unexpected(path.error());
    const QByteArray yaml = billYaml(bill);
    if (const auto readable = checkReadsBack(yaml, *path, bill); !readable)
        return tl::unexpected(readable.error());
    if (const auto place = checkPlace(workspaceFolder, *path); !place)
        return tl::unexpected(place.error());
    const QString absolute = QDir(workspaceFolder).filePath(*path);
    const auto there = standsThere(absolute, *path, bill, replace);
    if (!there)
        return tl::unexpected(there.error());
    if (*there)
        return BillWrite::Unchanged;
    const QString folder = QFileInfo(absolute).path();
    if (!QDir().mkpath(folder))
        return failure(
            Error::Kind::Storage, *path, Phrase(QT_TRANSLATE_NOOP("Phrase", "the folder %1 cannot be made"), {folder}));
    QSaveFile file(absolute);
    if (!file.open(QIODevice::WriteOnly) || file.write(yaml) != yaml.size() || !file.commit())
        return failure(Error::Kind::Storage, *path, file.errorString());
    return BillWrite::Written;
}

} // namespace opsdeck

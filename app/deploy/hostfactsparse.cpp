// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/hostfactsparse.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <limits>

namespace opsdeck {

namespace {

constexpr qsizetype mostWords = 300; // of what a command said, for people

/// The answer of one command of the script.
struct Section
{
    QByteArray text;
    int status = -1; ///< exit status; -1 = it never came to its end
};

using Sections = QMap<QByteArray, Section>;

Sections sectionsOf(const QByteArray &printed, const QByteArray &marker)
{
    Sections sections;
    QByteArray open;
    QByteArrayList body;
    for (QByteArray line : printed.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.startsWith(marker + ' ')) {
            body.append(line);
            continue;
        }
        const QByteArray name = line.mid(marker.size() + 1);
        if (name == "begin") {
            sections.clear(); // what came before may be the command itself, as some hosts show it
            sections.insert(name, {});
            open.clear();
        } else if (name.startsWith("end ")) {
            bool isNumber = false;
            const int status = name.mid(4).toInt(&isNumber);
            if (!open.isEmpty() && isNumber && !sections.contains(open))
                sections.insert(open, {body.join('\n').trimmed(), status});
            open.clear();
        } else {
            open = name;
        }
        body.clear();
    }
    return sections;
}

Phrase wordsOf(const Section &section)
{
    QString text = QString::fromUtf8(section.text).simplified();
    if (text.size() > mostWords)
        text = text.left(mostWords) + u'…';
    if (text.isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "exit status %1"), {QString::number(section.status)});
    return Phrase(text);
}

Phrase unreadable(const Section &section)
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "the host's answer cannot be read: %1"), {wordsOf(section).plain()});
}

Phrase brokenOff()
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "the host's answer broke off"));
}

/// The answer of a command, where it came whole and the command succeeded; else why not.
tl::expected<QByteArray, Phrase> answerIn(const Sections &sections, const QByteArray &name)
{
    const auto found = sections.constFind(name);
    if (found == sections.cend())
        return tl::unexpected(brokenOff());
    if (found->status != 0)
        return tl::unexpected(wordsOf(*found));
    return found->text;
}

Fact<QString> versionIn(const Sections &sections)
{
    static const QRegularExpression version(
        QStringLiteral("^[0-9]{1,6}\\.[0-9A-Za-z.+~-]{1,60}$"), QRegularExpression::MultilineOption);
    const auto answer = answerIn(sections, "engine");
    if (!answer)
        return Fact<QString>::unknown(answer.error());
    // Warnings of the client stand around it.
    const auto match = version.match(QString::fromUtf8(*answer));
    if (!match.hasMatch())
        return Fact<QString>::unknown(unreadable(sections.value("engine")));
    return Fact<QString>(match.captured(0));
}

/// Total and available of what df prints: the only line with three numbers before a share. Nothing where there is none.
std::optional<std::pair<qint64, qint64>> dfNumbers(const QByteArray &text)
{
    static const QRegularExpression numbers(QStringLiteral(
        "[ \\t](-?[0-9]{1,18})[ \\t]+(-?[0-9]{1,18})[ \\t]+(-?[0-9]{1,18})[ \\t]+(?:[0-9]{1,4}%|-)[ \\t]+/"));
    const auto match = numbers.match(QString::fromUtf8(text));
    if (!match.hasMatch())
        return std::nullopt;
    return std::pair(match.captured(1).toLongLong(), match.captured(3).toLongLong());
}

Fact<DiskSpace> spaceIn(const Sections &sections, const QByteArray &name)
{
    constexpr qint64 kilo = 1024;
    constexpr qint64 most = std::numeric_limits<qint64>::max() / kilo;
    const auto answer = answerIn(sections, name);
    if (!answer)
        return Fact<DiskSpace>::unknown(answer.error());
    const auto blocks = dfNumbers(*answer);
    if (!blocks || blocks->first < 0 || blocks->first > most || blocks->second > most)
        return Fact<DiskSpace>::unknown(unreadable(sections.value(name)));
    DiskSpace space;
    space.total = blocks->first * kilo;
    space.free = std::max<qint64>(0, blocks->second) * kilo; // below zero: only root may still write
    const auto inodes = answerIn(sections, name + " inodes");
    if (const auto counted = inodes ? dfNumbers(*inodes) : std::nullopt; counted && counted->first > 0) {
        space.totalInodes = counted->first;
        space.freeInodes = std::max<qint64>(0, counted->second);
    }
    return space;
}

/// An address as the kernel prints it: words of four bytes, each in the machine's own order, which is little-endian on
/// everything that engines run on. Empty = all addresses.
std::optional<QString> kernelAddress(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    if (bytes.size() * 2 != hex.size() || (bytes.size() != 4 && bytes.size() != 16))
        return std::nullopt;
    QByteArray ordered;
    for (qsizetype word = 0; word < bytes.size(); word += 4) {
        for (qsizetype i = 3; i >= 0; --i)
            ordered.append(bytes.at(word + i));
    }
    if (ordered.count('\0') == ordered.size())
        return QString();
    if (ordered.size() == 4)
        return QHostAddress(qFromBigEndian<quint32>(ordered.constData())).toString();
    const QHostAddress address(reinterpret_cast<const quint8 *>(ordered.constData()));
    bool isMapped = false;
    const quint32 inner = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(inner).toString() : address.toString();
}

/// "  0: 0100007F:1F90 00000000:0000 0A …" below a line with the table's name.
Fact<QList<HostPorts>> listeningIn(const Sections &sections)
{
    static const QRegularExpression form(QStringLiteral("^ *[0-9]+: ([0-9A-Fa-f]+):([0-9A-Fa-f]{4}) "));
    const auto answer = answerIn(sections, "listening");
    if (!answer)
        return Fact<QList<HostPorts>>::unknown(answer.error());
    QList<HostPorts> found;
    QString protocol;
    for (const QByteArray &line : answer->split('\n')) {
        if (line == "tcp" || line == "tcp6" || line == "udp" || line == "udp6") {
            protocol = QString::fromLatin1(line.left(3));
            continue;
        }
        if (line.trimmed().isEmpty())
            continue;
        const auto match = form.match(QString::fromLatin1(line));
        const auto address = kernelAddress(match.captured(1).toLatin1());
        if (!match.hasMatch() || !address || protocol.isEmpty())
            return Fact<QList<HostPorts>>::unknown(unreadable({line, 0}));
        const auto port = static_cast<quint16>(match.captured(2).toUInt(nullptr, 16));
        const HostPorts ports{port, port, protocol, *address};
        if (!found.contains(ports))
            found.append(ports);
    }
    return found;
}

/// "0.0.0.0:8080->80/tcp, [::]:9000-9001->9000-9001/udp, 80/tcp": what has an arrow is published.
bool readPublished(const QString &text, const QString &project, QList<ProjectPorts> &found)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(.*):)?([0-9]{1,5})(?:-([0-9]{1,5}))?->[0-9-]+/([a-z]+)$"));
    for (const QString &item : text.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        if (!item.contains(u"->"))
            continue;
        const auto match = form.match(item);
        const int first = match.captured(2).toInt();
        const int last = match.captured(3).isEmpty() ? first : match.captured(3).toInt();
        if (!match.hasMatch() || first > last || last > 65535)
            return false;
        QString address = match.captured(1);
        address.remove(u'[').remove(u']');
        const bool isAny = address == u"0.0.0.0" || address == u"::";
        found.append({project,
            {static_cast<quint16>(first), static_cast<quint16>(last), match.captured(4), isAny ? QString() : address}});
    }
    return true;
}

/// Each line is two JSON texts: the compose project and the ports.
Fact<QList<ProjectPorts>> publishedIn(const Sections &sections)
{
    const auto answer = answerIn(sections, "published");
    if (!answer)
        return Fact<QList<ProjectPorts>>::unknown(answer.error());
    QList<ProjectPorts> found;
    for (QByteArray line : answer->split('\n')) {
        if (!line.startsWith('"'))
            continue; // a warning of the client
        const qsizetype between = line.lastIndexOf("\" \"");
        const auto pair
            = between < 0 ? QJsonDocument() : QJsonDocument::fromJson('[' + line.replace(between + 1, 1, ",") + ']');
        const QJsonArray values = pair.array();
        if (values.size() != 2 || !values.at(0).isString() || !values.at(1).isString()
            || !readPublished(values.at(1).toString(), values.at(0).toString(), found))
            return Fact<QList<ProjectPorts>>::unknown(unreadable({line, 0}));
    }
    return found;
}

/// y, n, or u for what the account may not look at.
Fact<bool> yesOrNo(const Sections &sections, const QByteArray &name)
{
    const auto answer = answerIn(sections, name);
    if (!answer)
        return Fact<bool>::unknown(answer.error());
    if (*answer == "y" || *answer == "n")
        return Fact<bool>(*answer == "y");
    if (*answer == "u")
        return Fact<bool>::unknown(Phrase(QT_TRANSLATE_NOOP("Phrase", "the account on the host may not look there")));
    return Fact<bool>::unknown(unreadable(sections.value(name)));
}

/// A registry that says no has a word for it; everything else only means that it could not be tried so.
Fact<bool> pullableIn(const Sections &sections, const QByteArray &name)
{
    static const QRegularExpression refusal(
        QStringLiteral("no such manifest|manifest unknown|unauthorized|authentication required|access denied|"
                       "access to the resource is denied|no basic auth credentials|not found: manifest"),
        QRegularExpression::CaseInsensitiveOption);
    const auto found = sections.constFind(name);
    if (found == sections.cend())
        return Fact<bool>::unknown(brokenOff());
    if (found->status == 0)
        return true;
    const Phrase said = wordsOf(*found);
    if (refusal.match(QString::fromUtf8(found->text)).hasMatch())
        return {false, said};
    return Fact<bool>::unknown(said);
}

/// The host's clock was read twice, at its start and at its end, in whole seconds; between `asked` and `answered` by
/// ours. Told is only what the clocks differ at least.
Fact<qint64> skewIn(const Sections &sections, const AskedBetween &times)
{
    constexpr qint64 latest = 253'402'300'799; // the end of the year 9999
    QList<qint64> clocks;
    for (const char *name : {"clock", "lastclock"}) {
        const auto answer = answerIn(sections, name);
        if (!answer)
            return Fact<qint64>::unknown(answer.error());
        bool isNumber = false;
        const qint64 seconds = answer->toLongLong(&isNumber);
        if (!isNumber || seconds < 0 || seconds > latest)
            return Fact<qint64>::unknown(unreadable(sections.value(name)));
        clocks.append(seconds * 1000);
    }
    const qint64 least = clocks.at(1) - times.answered.toMSecsSinceEpoch();
    const qint64 most = clocks.at(0) + 999 - times.asked.toMSecsSinceEpoch();
    if (least > 0)
        return least;
    return most < 0 ? most : qint64(0);
}

Phrase notAskable()
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "no host can be asked for a name like that"));
}

} // namespace

bool isAskable(const QString &path)
{
    return path.startsWith(u'/') && !path.contains(QChar(u'\0'));
}

bool isAskableKey(const QString &key)
{
    static const QRegularExpression name(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z_][A-Za-z0-9_.]{0,200}")));
    return name.match(key).hasMatch();
}

bool isAskableImage(const QString &image)
{
    return ImageRef::parse(image).has_value() && !image.startsWith(u'-');
}

HostFacts parseHostFacts(
    const QByteArray &printed, const QByteArray &marker, const HostQuestions &questions, const AskedBetween &times)
{
    const Sections sections = sectionsOf(printed, marker);
    HostFacts facts;
    facts.clockSkew = skewIn(sections, times);
    facts.engineVersion = versionIn(sections);
    facts.engineDisk = spaceIn(sections, "root");
    facts.listening = listeningIn(sections);
    facts.published = publishedIn(sections);
    for (qsizetype i = 0; i < questions.directories.size(); ++i) {
        const QString &directory = questions.directories.at(i);
        facts.directories[directory] = isAskable(directory) ? spaceIn(sections, "dir " + QByteArray::number(i))
                                                            : Fact<DiskSpace>::unknown(notAskable());
    }
    for (qsizetype i = 0; i < questions.paths.size(); ++i) {
        const QString &path = questions.paths.at(i);
        facts.paths[path]
            = isAskable(path) ? yesOrNo(sections, "path " + QByteArray::number(i)) : Fact<bool>::unknown(notAskable());
    }
    qsizetype number = 0;
    for (auto file = questions.keys.cbegin(); file != questions.keys.cend(); ++file) {
        for (const QString &key : file.value()) {
            facts.keys[file.key()][key] = isAskable(file.key()) && isAskableKey(key)
                ? yesOrNo(sections, "key " + QByteArray::number(number))
                : Fact<bool>::unknown(notAskable());
            ++number;
        }
    }
    for (qsizetype i = 0; i < questions.images.size(); ++i) {
        const QString &image = questions.images.at(i);
        facts.pullable[image] = isAskableImage(image) ? pullableIn(sections, "pull " + QByteArray::number(i))
                                                      : Fact<bool>::unknown(notAskable());
    }
    return facts;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/command.h"

namespace opsdeck {

namespace {

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.'
        || c == '_' || c == '-' || c == ':' || c == '@' || c == ',' || c == '+';
}

// Plain words stay as they are, so that a process list on the host can be read. A first word is never taken for an
// assignment or a keyword, because '=' is not plain and commands are ours.
QByteArray quoted(const QString &word)
{
    const QByteArray bytes = word.toUtf8();
    if (!bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), isPlain))
        return bytes;
    QByteArray inner = bytes;
    inner.replace('\'', "'\\''");
    return '\'' + inner + '\'';
}

} // namespace

QByteArray remoteCommand(const QStringList &words)
{
    QByteArrayList parts;
    for (const QString &word : words) {
        if (word.contains(QChar(u'\0')))
            return {};
        parts.append(quoted(word));
    }
    return parts.join(' ');
}

QByteArray remoteCommandIn(const QString &folder, const QStringList &words)
{
    // "cd -" would go to the previous folder, "cd" without a leading slash may be led elsewhere by CDPATH.
    const QString safe = folder.startsWith(u'/') ? folder : QStringLiteral("./") + folder;
    const QByteArray cd = remoteCommand({QStringLiteral("cd"), QStringLiteral("--"), safe});
    const QByteArray command = remoteCommand(words);
    if (folder.isEmpty() || cd.isEmpty() || command.isEmpty())
        return {};
    return cd + " && " + command;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/stepwords.h"

namespace opsdeck {

namespace {

QString outputOf(const ExecResult &result)
{
    const QByteArray &said = result.err.trimmed().isEmpty() ? result.out : result.err;
    return QString::fromUtf8(said.trimmed().right(1500));
}

} // namespace

Phrase failureOf(const QString &command, const ExecResult &result)
{
    const QStringList words{command, QString::number(result.exitStatus), outputOf(result)};
    const auto says = [&](const char *what) { return result.err.contains(what) || result.out.contains(what); };
    if (!result.exitSignal.isEmpty())
        return Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1: killed by SIG%2\n%3"), {command, result.exitSignal, words.last()});
    if (says("a password is required") || says("a terminal is required to read the password"))
        return Phrase(QT_TRANSLATE_NOOP("Phrase",
                          "%1: exit status %2\n%3\nNobody can type a password here: permit this command to the account "
                          "in sudoers, with NOPASSWD"),
            words);
    if (says("No space left on device") || says("no space left on device"))
        return Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1: exit status %2\n%3\nMake room on that disk of the host, then retry"),
            words);
    if (says("manifest unknown"))
        return Phrase(QT_TRANSLATE_NOOP("Phrase",
                          "%1: exit status %2\n%3\nThe registry has this image no more: push it again and retry, or "
                          "deploy another version"),
            words);
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: exit status %2\n%3"), words);
}

Phrase toldOf(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled && error.status == RemoteGone)
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "cancelled; nothing of the command runs on the host any more"));
    if (error.kind == Error::Kind::Cancelled && error.status == RemoteMayRun)
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "cancelled; something of the command may still run on the host"));
    return error.said();
}

} // namespace opsdeck

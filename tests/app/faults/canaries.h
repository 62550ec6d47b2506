// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace opsdeck::testing {

/// Secrets that exist once, and whoever finds one of them where none may be: as it is, URL-encoded, or inside base64
/// at any alignment. How the forms look is worked out here anew, so that the program is not its own judge.
class Canaries
{
public:
    void add(const QString &secret);
    /// The first form that is in there; empty where there is none.
    QByteArray foundIn(const QByteArray &bytes) const;
    QByteArray foundIn(const QString &text) const { return foundIn(text.toUtf8()); }
    /// What a careless server, library or person would write.
    QByteArray everyForm() const;

private:
    QList<QByteArray> m_forms;
};

/// Where in a folder's files there is one: "file: form"; empty where there is none.
QString canaryInFolder(const Canaries &canaries, const QString &folder);
/// In the command line of any process of this machine.
QString canaryInCommandLines(const Canaries &canaries);

} // namespace opsdeck::testing

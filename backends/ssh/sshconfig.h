// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QByteArrayList>
#include <QHash>

#include <functional>
#include <vector>

namespace opsdeck {

/// One line of an ssh_config(5) file; an Include carries what it included.
struct SshDirective
{
    QByteArray keyword; ///< lower case
    QByteArrayList arguments; ///< unquoted; a command is one argument
    QString place; ///< file:line, for errors
    std::vector<SshDirective> included;
};
using SshConfig = std::vector<SshDirective>;

/// Splits a file into its lines. Kind Usage, with the place, where ssh would not read on either.
Result<SshConfig> parseSshConfig(const QByteArray &text, const QString &file);

/// Whom a configuration is asked about.
struct SshQuery
{
    QByteArray alias; ///< the host as the person named it
    QByteArray user; ///< what the workspace says; empty = nothing
    QByteArray localUser;
    /// Whether the command of a `Match exec` holds; `place` is its file:line. Empty = an error of kind Usage.
    std::function<Result<bool>(const QByteArray &command, const QString &place)> exec;
};

/// What the configuration says about one host: the first value of each keyword that we use, and all identity files.
class SshSettings
{
public:
    bool has(const char *keyword) const { return m_values.contains(keyword); }
    QByteArrayList list(const char *keyword) const { return m_values.value(keyword); }
    QByteArray text(const char *keyword) const { return m_values.value(keyword).value(0); }
    /// As text; empty where the value is "none", the word that switches a keyword off.
    QByteArray textOrNone(const char *keyword) const;
    const QByteArrayList &identityFiles() const { return m_identityFiles; }

    bool flag(const char *keyword) const { return text(keyword).toLower() == "yes"; }
    /// Kind Usage where it is no whole number within the bounds.
    Result<int> number(const char *keyword, int fallback, int least, int most) const;

    void take(const SshDirective &directive);

private:
    QHash<QByteArray, QByteArrayList> m_values;
    QByteArrayList m_identityFiles;
};

/// Walks through the Host and Match blocks as ssh does. A `Match exec` is only asked for where the answer depends on
/// it.
Result<SshSettings> sshSettings(const SshConfig &config, const SshQuery &query);

} // namespace opsdeck

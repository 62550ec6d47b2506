// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/workspace.h"

#include <functional>

namespace opsdeck {

/// The section `notify`: targets that messages are sent to, and rules that say of what. What cannot be used is left out
/// and reported.
class NotifyReader
{
public:
    /// `readWay` takes what says how to get to a target: TLS, proxy.
    using ReadWay = std::function<void(YamlMap &map, Connection &way)>;

    explicit NotifyReader(ReadWay readWay)
        : m_readWay(std::move(readWay))
    { }

    void read(YamlMap map, Workspace &workspace);

private:
    std::optional<NotifyTarget> readTarget(YamlMap map);
    std::optional<NotifyRule> readRule(YamlMap map);
    std::optional<QuietHours> readQuiet(YamlMap map);
    bool readAddress(YamlMap &map, NotifyTarget &target);
    bool isNew(YamlMap &map, const QString &group, const QString &name);

    ReadWay m_readWay;
    QStringList m_targets; ///< known names
    QSet<std::pair<QString, QString>> m_names;
};

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/yamlmap.h"
#include "models/domain/workspace.h"

namespace opsdeck {

/// Turns the mapping of opsdeck.yaml into a Workspace: what stands there, with names that are unique and references
/// that lead somewhere. Entries with a fault in what makes them usable are left out and reported.
class WorkspaceReader
{
public:
    WorkspaceReader(QString folder, const Catalog &catalog);

    Workspace read(YamlMap root);

private:
    void readConnection(YamlMap map);
    void readBasic(YamlMap &map, Connection &connection);
    void readWay(YamlMap &map, Connection &connection); ///< how to get there: TLS, proxy, limits
    bool readFeed(YamlMap &map, Connection &connection); ///< where kind json reads from; true where that is usable
    void checkFeedHosts();
    void readCheck(YamlMap map);
    void readEnvironment(YamlMap map);
    void readHost(YamlMap map);
    void readProduct(YamlMap map);
    std::optional<ProductModule> readModule(YamlMap map);
    std::optional<ProductModule::Placement> readPlacement(YamlMap map);
    ProductVersion readVersion(YamlMap map, const Product &product);
    void readView(YamlMap map);
    Policies readPolicies(YamlMap map);
    QString readLeases(YamlMap &map);

    bool isNew(YamlMap &map, const QString &group, const QString &name);
    /// Reports `name` unless it is one of `known`.
    bool leadsSomewhere(YamlMap &map, const QString &key, const QString &name, const QStringList &known);
    void refuseSecretValue(YamlMap &map, const QString &where, const QString &secret);
    bool isAddress(YamlMap &map, const QString &where, const QString &address, const QStringList &schemes,
        bool mayAsk = false); ///< mayAsk: a query is part of it
    QString path(const QString &text) const; ///< absolute; relative to the workspace, ~ for the home folder

    QString m_folder;
    Workspace m_workspace;
    std::chrono::milliseconds m_poll{30'000};
    QHash<QString, QSet<QString>> m_names;
    QList<YamlMap> m_feeds; ///< that run a command on a host: hosts are read after them
};

} // namespace opsdeck

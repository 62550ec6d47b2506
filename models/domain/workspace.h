// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/check.h"
#include "models/domain/databasechange.h"
#include "models/domain/feedmapping.h"
#include "models/domain/freeze.h"
#include "models/domain/gitdelivery.h"
#include "models/domain/image.h"
#include "models/domain/maintenance.h"
#include "models/domain/noisepolicy.h"
#include "models/domain/notifypolicy.h"
#include "models/domain/precheckpolicy.h"
#include "models/domain/role.h"
#include "models/domain/rollout.h"
#include "models/domain/savedview.h"
#include "models/domain/trafficroute.h"
#include "models/domain/wallspec.h"

#include <QMap>

#include <chrono>

namespace opsdeck {

// A workspace as it is written in opsdeck.yaml and catalog/, checked and free of secrets.

/// A system that Opsdeck polls.
struct Connection
{
    SourceId id;
    QString kind; ///< gitlab, harbor, registry, alertmanager, prometheus, zabbix, grafana, falcon, json, check
    QString
        url; ///< base address, without the API prefix, no trailing slash; json: also file:PATH, empty with a command
    QString user; ///< for HTTP Basic; empty = token or none
    QString secret; ///< the secret's name, never its value; empty = none
    QString basicUser; ///< zabbix: of the web server before it, which asks for HTTP Basic; empty = it does not
    QString basicSecret; ///< name of its password
    QString caFile; ///< additional certificate authority; absolute
    QString clientCertificate; ///< PEM file, absolute; empty = none
    QString clientKey; ///< PEM file, absolute; empty = in the certificate's file
    QString clientKeySecret; ///< name of the key's passphrase; empty = none
    /// SHA-256 of the one certificate or public key that is trusted, instead of authorities; hex or sha256//base64
    QString fingerprint;
    QString proxy; ///< empty = as the environment says, "none" = directly
    QString proxyUser;
    QString proxySecret; ///< name of the secret
    int maxConnections = 4; ///< at a time
    int maxRate = 0; ///< requests a second; 0 = as fast as the server takes them
    std::chrono::milliseconds poll{30'000};
    QStringList projects; ///< GitLab: only these paths; Harbor: only these projects; empty = all that the account sees
    QString mapping; ///< json: the file that says what stands where; absolute
    FeedMapping feed; ///< json: what stands in that file
    HostId host; ///< json: where `command` runs, instead of asking `url`
    QString command; ///< json: prints what is read
    CheckSpec check; ///< check: what `url` is to answer; id is "check/" and its name

    bool operator==(const Connection &) const = default;
};

struct Environment
{
    EnvironmentId id;
    QString title;
    bool production = false;
    Rollout pace; ///< in which portions it is deployed to; drain, undrain and gates are the product's

    bool operator==(const Environment &) const = default;
};

/// A Docker host, reached by SSH.
struct HostSpec
{
    HostId id;
    QString address;
    int port = 0; ///< 0 = as ~/.ssh/config says, else 22
    QString user; ///< empty = as ~/.ssh/config says, else the local user's name
    QString identity; ///< private key file, absolute; empty = agent and the default keys
    QString secret; ///< name of the password or key passphrase; empty = none
    QString knownHosts; ///< absolute; empty = the user's own
    QString dockerSocket = QStringLiteral("/var/run/docker.sock"); ///< on the host
    EnvironmentId environment;
    std::chrono::milliseconds poll{30'000};
    QString jump; ///< hosts to go through, by workspace name or [user@]host[:port], comma-separated; empty = as config
    std::chrono::milliseconds connectTimeout{0}; ///< until logged in; 0 = as ~/.ssh/config says, else 15 s

    bool operator==(const HostSpec &) const = default;
};

/// A part of a product that is deployed as one compose project.
struct ProductModule
{
    struct Placement
    {
        EnvironmentId environment;
        QList<HostId> hosts; ///< in rolling order

        bool operator==(const Placement &) const = default;
    };

    ModuleId id;
    EntityId component; ///< what it is in the catalog
    QString project; ///< GitLab path; empty = none
    ImageRef image; ///< registry and repository, no tag
    QString compose; ///< compose file in the workspace, absolute
    QString directory; ///< on the host: where docker-compose.yml is written
    QString composeProject; ///< docker-compose -p; default: the module's name
    QStringList services; ///< compose services that run this image; default: the module's name
    QList<Placement> placements;
    bool hasDatabase = false; ///< versions have to say what they do to it
    QMap<QString, QStringList> requiredKeys; ///< by file in `directory`: keys that need a line there

    QList<HostId> hostsIn(const EnvironmentId &environment) const;

    bool operator==(const ProductModule &) const = default;
};

/// Product version → tag per module. Modules not named take the version itself as their tag.
struct ProductVersion
{
    QString version;
    QMap<ModuleId, QString> tags;
    std::optional<DatabaseChange> database; ///< of the modules that have one
    QMap<ModuleId, Digest> digests; ///< of a bill of materials: what has to be deployed, whatever the tags mean by now

    bool operator==(const ProductVersion &) const = default;
};

struct Product
{
    ProductId id;
    QString title;
    QList<ProductModule> modules;
    QList<ProductVersion> versions; ///< as written; further ones come from the registry's tags
    QString balancer; ///< as in Rollout, these four
    QStringList drain;
    QStringList undrain;
    QList<RolloutGate> gates;
    GitDelivery git;

    QString tagOf(const ModuleId &part, const QString &version) const;
    /// Empty = whatever the tag stands for.
    Digest digestOf(const ModuleId &part, const QString &version) const;
    DatabaseChange databaseChange(const ModuleId &part, const QString &version) const;

    bool operator==(const Product &) const = default;
};

/// Where messages go that leave the desk.
struct NotifyTarget
{
    /// Its name, the way there, and the kind: webhook, wecom, dingtalk, feishu. The address stands there only where it
    /// is no secret.
    Connection way;
    QString addressSecret; ///< name of the secret that is the whole address; empty = way.url
    QString signSecret; ///< name of the secret that messages are signed with; empty = unsigned

    bool operator==(const NotifyTarget &) const = default;
};

struct Policies
{
    std::chrono::seconds healthTimeout{120}; ///< how long a deployed container may take to become healthy
    std::chrono::seconds commandTimeout{600}; ///< for one remote command
    bool confirmProduction = true; ///< production's name has to be typed
    /// Where a source knows silences and no acknowledgements, an acknowledgement is also told to it as a short silence
    /// that says so.
    bool acknowledgeBySilence = false;
    std::chrono::seconds acknowledgementSilence{1800}; ///< where the acknowledgement itself has no end
    NoisePolicy noise;
    std::chrono::seconds changeWindow{3600}; ///< what changed so long before an alert began is told beside it
    PrecheckPolicy checks; ///< before a deployment
    QString leases; ///< absolute folder that all consoles share: who deploys to an environment says so there; or empty

    bool operator==(const Policies &) const = default;
};

struct Workspace
{
    QString name;
    QString title;
    QString folder; ///< absolute
    QList<Connection> connections;
    QList<Environment> environments;
    QList<HostSpec> hosts;
    QList<Product> products;
    Policies policies;
    NotifyPolicy notify;
    QList<NotifyTarget> notifyTargets;
    QList<MaintenanceWindow> maintenance;
    FreezeRules freezes; ///< when nobody deploys
    Roles roles;
    Catalog catalog;
    QMap<EntityId, QList<EntityId>> composeLinks; ///< component → components, from depends_on of the compose files
    QList<WallSet> walls; ///< as written; may be none
    QList<TrafficRoute> traffic; ///< how traffic is moved from one version to another
    QList<SavedView> views; ///< of the alert wall, for everybody

    const Environment *environment(const EnvironmentId &id) const;
    const HostSpec *host(const HostId &id) const;
    const Product *product(const ProductId &id) const;
    const ProductModule *moduleOf(const EntityId &component) const;
    QList<HostSpec> hostsIn(const EnvironmentId &id) const;

    bool operator==(const Workspace &) const = default;
};

/// How a product is brought to an environment, unless a person says otherwise.
Rollout rolloutFor(const Workspace &workspace, const ProductId &product, const EnvironmentId &environment);

/// A host is polled like any source; its source id is "docker/" and its name.
SourceId sourceOf(const HostId &host);

} // namespace opsdeck

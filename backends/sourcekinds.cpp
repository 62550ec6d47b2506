// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/sourcekinds.h"

#include "backends/alertmanager/source.h"
#include "backends/check/source.h"
#include "backends/falcon/source.h"
#include "backends/feed/source.h"
#include "backends/gitlab/source.h"
#include "backends/grafana/source.h"
#include "backends/harbor/source.h"
#include "backends/prometheus/source.h"
#include "backends/registry/resolver.h"
#include "backends/zabbix/source.h"

namespace opsdeck {

namespace {

using Maker = std::unique_ptr<Source> (*)(SourceContext);

struct Kind
{
    const char16_t *name;
    Maker make; ///< null: only looked things up in, never polled
};

constexpr Kind Kinds[] = {
    {u"alertmanager", makeAlertmanagerSource},
    {u"check", makeCheckSource},
    {u"falcon", makeFalconSource},
    {u"gitlab", makeGitLabSource},
    {u"grafana", makeGrafanaSource},
    {u"harbor", makeHarborSource},
    {u"json", makeFeedSource},
    {u"prometheus", makePrometheusSource},
    {u"registry", nullptr},
    {u"zabbix", makeZabbixSource},
};

} // namespace

QStringList sourceKinds()
{
    QStringList names;
    for (const Kind &kind : Kinds)
        names.append(QString::fromUtf16(kind.name));
    return names;
}

std::unique_ptr<Source> makeSource(SourceContext context)
{
    for (const Kind &kind : Kinds) {
        if (kind.make && context.connection.kind == QStringView(kind.name))
            return kind.make(std::move(context));
    }
    return nullptr;
}

std::unique_ptr<ImageResolver> makeImageResolver(
    QList<Connection> connections, http::Client &http, SecretStore &secrets)
{
    return std::make_unique<registry::Resolver>(std::move(connections), http, secrets);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/hostpool.h"

#include "backends/ssh/sshhost.h"

#include <map>

namespace opsdeck {

namespace {

class SshHostPool final : public HostPool
{
public:
    SshHostPool(const QList<HostSpec> &specs, http::Client &http, SecretStore &secrets, const SshPerson &person)
        : m_context{secrets, person}
    {
        for (const HostSpec &spec : specs) {
            m_context.hosts.emplace(spec.id.text(), spec);
            m_hosts.emplace(spec.id, std::make_unique<SshHost>(spec, http, m_context));
        }
    }

    Host *host(const HostId &id) override
    {
        const auto found = m_hosts.find(id);
        return found == m_hosts.end() ? nullptr : found->second.get();
    }

private:
    SshContext m_context;
    std::map<HostId, std::unique_ptr<SshHost>> m_hosts;
};

} // namespace

std::unique_ptr<HostPool> makeSshHostPool(
    QList<HostSpec> hosts, http::Client &http, SecretStore &secrets, SshPerson person)
{
    return std::make_unique<SshHostPool>(hosts, http, secrets, person);
}

} // namespace opsdeck

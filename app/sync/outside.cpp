// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/outside.h"

#include "backends/check/addressprobe.h"
#include "backends/harbor/keeping.h"
#include "backends/sourcekinds.h"
#include "backends/ssh/hostpool.h"

namespace opsdeck {

namespace {

SshPerson personOf(const QString &configFolder)
{
    SshPerson person = SshPerson::current();
    person.programsFile = configFolder + QStringLiteral("/allowed-programs");
    return person;
}

} // namespace

Outside::Outside(const Workspace &workspace, const QString &configFolder, Redaction redaction)
    : m_secrets(configFolder, std::move(redaction))
    , m_hosts(makeSshHostPool(workspace.hosts, m_http, m_secrets, personOf(configFolder)))
    , m_images(makeImageResolver(workspace.connections, m_http, m_secrets))
    , m_keeping(std::make_unique<harbor::Keeping>(workspace.connections, m_http, m_secrets))
    , m_probe(std::make_unique<DialProbe>(m_http, m_secrets))
{ }

Outside::~Outside() = default;

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/hostpool.h"
#include "backends/ssh/sshhost.h"

namespace opsdeck {

namespace {

/// A host's engine as a source: read whole each time; the cursor recognises what was read before.
class DockerSource final : public Source
{
public:
    DockerSource(HostId id, SshHost *host)
        : m_id(std::move(id))
        , m_host(host)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override
    {
        if (m_host == nullptr)
            co_return failure(Error::Kind::Usage, m_id.text(), QStringLiteral("No such host"));
        co_return co_await m_host->engineIdentity(stop);
    }

    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override
    {
        if (m_host == nullptr)
            co_return failure(Error::Kind::Usage, m_id.text(), QStringLiteral("No such host"));
        auto state = co_await m_host->engineState(std::move(cursor), stop);
        m_wasReached = state.has_value();
        if (!state)
            co_return tl::unexpected(state.error());
        SyncBatch batch;
        batch.cursor = state->memory;
        if (state->engine)
            batch.rows.append(Snapshot<EngineInfo>{{*state->engine}});
        if (state->rows) {
            batch.rows.append(Snapshot<HostImage>{std::move(state->rows->images)});
            batch.rows.append(Snapshot<Container>{std::move(state->rows->containers)});
        }
        co_return batch;
    }

    void lookClosely() override
    {
        if (m_host != nullptr)
            m_host->lookClosely();
    }

    SourceVitals vitals() const override
    {
        SourceVitals vitals;
        if (m_host != nullptr) {
            vitals.skew = m_host->engineSkew();
            if (m_wasReached)
                vitals.rights = {Phrase(QT_TRANSLATE_NOOP("Phrase", "may run commands and use the Docker engine"))};
            vitals.unknownKey = m_host->unknownHostKey();
            vitals.unapprovedProgram = m_host->unapprovedProgram();
        }
        return vitals;
    }

private:
    const HostId m_id;
    SshHost *m_host;
    bool m_wasReached = false;
};

} // namespace

std::unique_ptr<Source> makeDockerSource(HostSpec host, HostPool &pool)
{
    return std::make_unique<DockerSource>(host.id, dynamic_cast<SshHost *>(pool.host(host.id)));
}

} // namespace opsdeck

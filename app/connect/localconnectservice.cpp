// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connect/localconnectservice.h"

#include "app/connect/workspacefile.h"
#include "app/sync/outside.h"
#include "app/workspace/feedmappingreader.h"
#include "backends/async/await.h"
#include "backends/secrets/secretkeeper.h"
#include "backends/sourcekinds.h"
#include "backends/ssh/hostpool.h"
#include "models/domain/alertphrase.h"

namespace opsdeck {

namespace {

/// What reaches the draft's target and nothing else.
struct Trial
{
    Trial(const ConnectDraft &draft, const QString &configFolder, const Redaction &redaction)
        : outside(workspaceOf(draft), configFolder, redaction)
    {
        if (const auto *connection = std::get_if<Connection>(&draft.target)) {
            outside.secrets().lend(connection->secret, draft.secret);
            source = makeSource(SourceContext{*connection, outside.http(), outside.secrets(), &outside.hosts()});
            return;
        }
        const auto &spec = std::get<HostSpec>(draft.target);
        outside.secrets().lend(spec.secret, draft.secret);
        source = makeDockerSource(spec, outside.hosts());
        host = outside.hosts().host(spec.id);
    }

    static Workspace workspaceOf(const ConnectDraft &draft)
    {
        Workspace workspace;
        if (const auto *spec = std::get_if<HostSpec>(&draft.target))
            workspace.hosts = {*spec};
        return workspace;
    }

    Outside outside;
    std::unique_ptr<Source> source;
    Host *host = nullptr; ///< null for a connection
};

/// Keeps a trial until whoever answered it has returned: an answer comes out of the connection that would be destroyed.
class HeldTrial
{
public:
    HeldTrial(IoThread *io, const ConnectDraft &draft, const QString &configFolder, const Redaction &redaction)
        : m_io(io)
        , m_trial(std::make_shared<Trial>(draft, configFolder, redaction))
    { }
    ~HeldTrial()
    {
        m_io->post([trial = std::move(m_trial)] {});
    }
    HeldTrial(const HeldTrial &) = delete;
    HeldTrial &operator=(const HeldTrial &) = delete;

    Trial *operator->() const { return m_trial.get(); }

private:
    IoThread *m_io;
    std::shared_ptr<Trial> m_trial;
};

/// A list is read as its mapping file says now.
Result<ConnectDraft> withMapping(ConnectDraft draft)
{
    auto *connection = std::get_if<Connection>(&draft.target);
    if (!connection || connection->kind != u"json")
        return draft;
    Workspace workspace;
    workspace.connections = {*connection};
    Diagnostics faults;
    loadFeedMappings(workspace, faults);
    if (workspace.connections.isEmpty())
        return failure(Error::Kind::Usage, {}, faults.isEmpty() ? connection->mapping : faults.first().text());
    draft.target = workspace.connections.first();
    return draft;
}

/// Who answers at a checked address does not say who it is: that it answers as expected is what is asked.
QCoro::Task<Result<SourceIdentity>> identityOf(Source *source, ConnectDraft draft, std::stop_token stop)
{
    const auto *connection = std::get_if<Connection>(&draft.target);
    if (!connection || connection->kind != u"check")
        co_return co_await source->probe(stop);
    const QString address = connection->url;
    const QByteArray none;
    const auto batch = co_await source->fetch(none, stop);
    if (!batch)
        co_return tl::unexpected(batch.error());
    for (const SyncRows &rows : batch->rows) {
        const auto *alerts = std::get_if<Snapshot<Alert>>(&rows);
        if (!alerts || alerts->rows.isEmpty())
            continue;
        const Phrase ours = phraseOf(alerts->rows.first().annotations);
        co_return failure(Error::Kind::Refused, address, ours.isEmpty() ? Phrase(alerts->rows.first().summary) : ours);
    }
    co_return SourceIdentity{address, {}};
}

QCoro::Task<Result<ConnectAnswer>> testDraft(
    IoThread *io, ConnectDraft typed, QString configFolder, Redaction redaction, std::stop_token stop)
{
    const auto reading = [typed] { return withMapping(typed); };
    const auto read = co_await runOnPool(reading, stop);
    if (!read)
        co_return tl::unexpected(read.error());
    if (!*read)
        co_return tl::unexpected(read->error());
    const ConnectDraft draft = **read;
    const HeldTrial trial(io, draft, configFolder, redaction);
    if (!trial->source)
        co_return failure(Error::Kind::Usage, std::get<Connection>(draft.target).kind);
    ConnectAnswer answer;
    answer.identity = co_await identityOf(trial->source.get(), draft, stop);
    if (trial->host != nullptr)
        answer.unknownKey = trial->host->unknownHostKey();
    co_return std::move(answer);
}

QCoro::Task<Result<void>> trustKey(IoThread *io, ConnectDraft draft, HostKeyOffer offer, QString configFolder,
    Redaction redaction, std::stop_token stop)
{
    const HeldTrial trial(io, draft, configFolder, redaction);
    if (trial->host == nullptr)
        co_return failure(Error::Kind::Usage, offer.name);
    co_return co_await trial->host->trustHostKey(std::move(offer), stop);
}

QCoro::Task<Result<void>> addDraft(QString folder, ConnectDraft draft, QString configFolder, std::stop_token stop)
{
    const QString secretName = std::visit([](const auto &target) -> QString { return target.secret; }, draft.target);
    if (!secretName.isEmpty() && !draft.secret.isEmpty()) {
        const auto kept = co_await keepSecret(configFolder, secretName, draft.secret, stop);
        if (!kept)
            co_return kept;
    }
    const auto write = [folder, draft] { return addToWorkspace(folder, draft); };
    const auto written = co_await runOnPool(write, stop);
    co_return written ? *written : Result<void>(tl::unexpected(written.error()));
}

} // namespace

LocalConnectService::LocalConnectService(QString configFolder, Redaction redaction, QObject *parent)
    : ConnectService(parent)
    , m_configFolder(std::move(configFolder))
    , m_redaction(std::move(redaction))
{
    m_io.call([this] { m_scope = std::make_unique<TaskScope>(); });
}

LocalConnectService::~LocalConnectService()
{
    m_io.call([this] { m_scope.reset(); });
    m_io.call([] {}); // what was retired just now is gone
}

QFuture<Result<ConnectAnswer>> LocalConnectService::test(ConnectDraft draft)
{
    return m_io.run<ConnectAnswer>(m_scope.get(), testDraft, &m_io, std::move(draft), m_configFolder, m_redaction);
}

QFuture<Result<void>> LocalConnectService::trust(ConnectDraft draft, HostKeyOffer offer)
{
    return m_io.run<void>(
        m_scope.get(), trustKey, &m_io, std::move(draft), std::move(offer), m_configFolder, m_redaction);
}

QFuture<Result<void>> LocalConnectService::add(QString folder, ConnectDraft draft)
{
    m_redaction.learn(draft.secret);
    return m_io.run<void>(m_scope.get(), addDraft, std::move(folder), std::move(draft), m_configFolder);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/source.h"

#include "backends/check/dial.h"
#include "backends/http/credentials.h"

namespace opsdeck {

namespace {

constexpr qint64 MostBody = 4 * 1024 * 1024;

class CheckSource final : public Source
{
public:
    explicit CheckSource(const SourceContext &context)
        : m_check(context.connection)
        , m_http(context.http)
        , m_secrets(context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token) override
    {
        co_return SourceIdentity{QStringLiteral("Opsdeck"), {}};
    }
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_vitals; }

private:
    QCoro::Task<Result<check::Finding>> ask(std::stop_token stop);

    const Connection m_check;
    http::Client &m_http;
    SecretStore &m_secrets;
    SourceVitals m_vitals;
    QList<Alert> m_last;
};

/// One exchange, with no second try and no redirect: that a server has trouble is what is looked for.
QCoro::Task<Result<check::Finding>> CheckSource::ask(std::stop_token stop)
{
    const auto endpoint = co_await http::endpointFor(m_check, m_secrets, stop);
    if (!endpoint)
        co_return tl::unexpected(endpoint.error()); // a secret or a file of ours is missing
    http::Request request;
    request.url = endpoint->url();
    request.timeout = m_check.check.timeout;
    request.connectTimeout = m_check.check.timeout;
    request.maxBody = MostBody;
    request.isDial = true;
    const auto answer = co_await m_http.exchange(*endpoint, request, stop);
    check::Finding finding;
    if (!answer) {
        if (answer.error().kind == Error::Kind::Cancelled || answer.error().kind == Error::Kind::Usage)
            co_return tl::unexpected(answer.error());
        finding.error = endpoint->redaction.clean(answer.error());
        co_return finding;
    }
    finding.status = answer->status;
    finding.latency = answer->latency;
    finding.certificateEnd = answer->certificateEnd;
    finding.holdsText = answer->body.contains(m_check.check.contains.toUtf8());
    co_return finding;
}

/// The cursor remembers since when something is wrong.
QCoro::Task<Result<SyncBatch>> CheckSource::fetch(QByteArray cursor, std::stop_token stop)
{
    Result<check::Finding> finding;
    if (m_check.url.startsWith(u"http"))
        finding = co_await ask(stop);
    else
        finding = co_await check::dial(m_check, stop);
    if (!finding)
        co_return tl::unexpected(finding.error());
    m_vitals.latency = finding->latency;
    auto seen = feed::FirstSeen::fromText(cursor);
    auto alerts = check::judge(m_check, *finding, seen, QDateTime::currentDateTimeUtc());
    SyncBatch batch;
    batch.cursor = seen.toText();
    if (alerts != m_last || batch.cursor != cursor) {
        m_last = alerts;
        batch.rows.append(Snapshot<Alert>{std::move(alerts)});
    }
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makeCheckSource(SourceContext context)
{
    return std::make_unique<CheckSource>(context);
}

} // namespace opsdeck

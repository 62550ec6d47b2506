// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/source.h"

#include "backends/check/judge.h"
#include "backends/check/look.h"

namespace opsdeck {

namespace {

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
    const Connection m_check;
    http::Client &m_http;
    SecretStore &m_secrets;
    SourceVitals m_vitals;
    QList<Alert> m_last;
};

/// The cursor remembers since when something is wrong.
QCoro::Task<Result<SyncBatch>> CheckSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto finding = co_await check::look(m_check, &m_http, &m_secrets, stop);
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

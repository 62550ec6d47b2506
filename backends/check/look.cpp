// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/look.h"

#include "backends/check/dial.h"
#include "backends/http/client.h"
#include "backends/http/credentials.h"

namespace opsdeck::check {

namespace {

constexpr qint64 MostBody = 4 * 1024 * 1024;

/// One exchange, with no second try and no redirect: that a server has trouble is what is looked for.
QCoro::Task<Result<Finding>> exchange(
    Connection check, http::Client *client, SecretStore *secrets, std::stop_token stop)
{
    const auto endpoint = co_await http::endpointFor(check, *secrets, stop);
    if (!endpoint)
        co_return tl::unexpected(endpoint.error()); // a secret or a file of ours is missing
    http::Request request;
    request.url = endpoint->url();
    request.timeout = check.check.timeout;
    request.connectTimeout = check.check.timeout;
    request.maxBody = MostBody;
    request.isDial = true;
    const auto answer = co_await client->exchange(*endpoint, request, stop);
    Finding finding;
    if (!answer) {
        if (answer.error().kind == Error::Kind::Cancelled || answer.error().kind == Error::Kind::Usage)
            co_return tl::unexpected(answer.error());
        finding.error = endpoint->redaction.clean(answer.error());
        co_return finding;
    }
    finding.status = answer->status;
    finding.latency = answer->latency;
    finding.certificateEnd = answer->certificateEnd;
    finding.holdsText = answer->body.contains(check.check.contains.toUtf8());
    co_return finding;
}

} // namespace

QCoro::Task<Result<Finding>> look(Connection check, http::Client *http, SecretStore *secrets, std::stop_token stop)
{
    if (check.url.startsWith(u"http"))
        co_return co_await exchange(check, http, secrets, stop);
    co_return co_await dial(check, stop);
}

} // namespace opsdeck::check

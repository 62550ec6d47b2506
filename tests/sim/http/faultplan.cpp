// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/http/faultplan.h"

#include <algorithm>

namespace opsdeck::sim {

Fault Fault::withStatus(int status)
{
    Fault fault;
    fault.status = status;
    fault.body = QByteArray();
    return fault;
}

Fault Fault::dropped()
{
    Fault fault;
    fault.drop = true;
    return fault;
}

Fault Fault::delayed(std::chrono::milliseconds by)
{
    Fault fault;
    fault.delay = by;
    return fault;
}

Fault Fault::truncated(qint64 at)
{
    Fault fault;
    fault.truncateAt = at;
    return fault;
}

Fault Fault::dripping(qint64 bytes, std::chrono::milliseconds every)
{
    Fault fault;
    fault.dripBytes = bytes;
    fault.dripEvery = every;
    return fault;
}

Fault Fault::proxyPage(int status)
{
    Fault fault;
    fault.status = status;
    fault.contentType = "text/html";
    fault.body = "<html><head><title>" + QByteArray::number(status)
        + " Bad Gateway</title></head><body><center><h1>nginx</h1></center></body></html>";
    return fault;
}

void FaultPlan::set(const QByteArray &route, Fault fault)
{
    m_faults.insert(route, std::move(fault));
}

void FaultPlan::limitRate(int limit, std::chrono::seconds window)
{
    m_limit = limit;
    m_window = window;
    m_observed = 0;
    m_windowEnds = {};
}

std::optional<Fault> FaultPlan::take(const HttpRequest &request)
{
    const QByteArray query = request.rawQuery.isEmpty() ? QByteArray() : '?' + request.rawQuery;
    const QByteArray line = request.method + ' ' + request.path + query;
    m_requests << line;

    auto best = m_faults.end();
    for (auto it = m_faults.begin(); it != m_faults.end(); ++it) {
        if (it->times != 0 && fits(it.key(), line) && (best == m_faults.end() || it.key().size() > best.key().size()))
            best = it;
    }
    if (best == m_faults.end())
        return std::nullopt;
    if (best->times > 0)
        --best->times;
    return *best;
}

std::optional<HttpAnswer> FaultPlan::refusal(const QDateTime &now)
{
    if (m_limit == 0)
        return std::nullopt;
    if (!m_windowEnds.isValid() || now >= m_windowEnds) {
        m_windowEnds = now.addSecs(m_window.count());
        m_observed = 0;
    }
    if (++m_observed <= m_limit)
        return std::nullopt;
    const qint64 wait = std::max<qint64>(1, (now.msecsTo(m_windowEnds) + 999) / 1000);
    HttpAnswer answer = HttpAnswer::text("Retry later\n", 429);
    answer.with("Retry-After", QByteArray::number(wait));
    answer.with(
        "RateLimit-ResetTime", QLocale::c().toString(m_windowEnds, u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT");
    return answer;
}

void FaultPlan::addRateHeaders(HttpAnswer &answer) const
{
    if (m_limit == 0)
        return;
    answer.with("RateLimit-Limit", QByteArray::number(m_limit));
    answer.with("RateLimit-Name", "throttle_authenticated_api");
    answer.with("RateLimit-Observed", QByteArray::number(m_observed));
    answer.with("RateLimit-Remaining", QByteArray::number(std::max(0, m_limit - m_observed)));
    answer.with("RateLimit-Reset", QByteArray::number(m_windowEnds.toSecsSinceEpoch()));
}

int FaultPlan::count(const QByteArray &route) const
{
    return int(
        std::count_if(m_requests.cbegin(), m_requests.cend(), [&](const auto &line) { return fits(route, line); }));
}

bool FaultPlan::fits(const QByteArray &route, const QByteArray &requestLine)
{
    if (route.isEmpty() || !route.startsWith('/'))
        return requestLine.startsWith(route);
    return requestLine.mid(requestLine.indexOf(' ') + 1).startsWith(route);
}

} // namespace opsdeck::sim

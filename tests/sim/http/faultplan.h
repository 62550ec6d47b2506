// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/message.h"

#include <QHash>

#include <chrono>

namespace opsdeck::sim {

/// What goes wrong with a request. The parts combine: a delayed, truncated 502 in HTML is one value.
struct Fault
{
    int status = 0; ///< instead of the real answer; 0 = leave it
    std::optional<QByteArray> body; ///< with its content type below
    QByteArray contentType = "text/plain; charset=utf-8";
    std::chrono::milliseconds delay{0};
    bool drop = false; ///< close the connection without a word
    qint64 truncateAt = -1; ///< send so many bytes of the promised body, then close
    qint64 dripBytes = 0; ///< send the body in pieces of this size…
    std::chrono::milliseconds dripEvery{10}; ///< …with this much time between them
    int times = -1; ///< how often; -1 = always

    static Fault withStatus(int status);
    static Fault dropped();
    static Fault delayed(std::chrono::milliseconds by);
    static Fault truncated(qint64 at);
    static Fault dripping(qint64 bytes, std::chrono::milliseconds every);
    static Fault proxyPage(int status = 502); ///< a reverse proxy's HTML instead of the answer
};

/// The faults of one simulator, by route, and a count of what was asked. A route is the beginning of a request line:
/// "GET /api/v4/projects", "/api/v4/projects/7/pipelines" (any method) or "" (everything); paths are raw. The longest
/// route that fits wins.
class FaultPlan
{
public:
    void set(const QByteArray &route, Fault fault);
    void clear(const QByteArray &route) { m_faults.remove(route); }
    void clear() { m_faults.clear(); }

    /// From now on at most `limit` answers a window, by the simulator's clock; the rest is 429. Headers as GitLab's.
    void limitRate(int limit, std::chrono::seconds window);
    void liftRate() { m_limit = 0; }

    /// For the server: notes the request and says what is wrong with it.
    std::optional<Fault> take(const HttpRequest &request);
    std::optional<HttpAnswer> refusal(const QDateTime &now); ///< the 429, or nothing
    void addRateHeaders(HttpAnswer &answer) const;

    int count(const QByteArray &route = {}) const; ///< requests so far
    QByteArrayList requests() const { return m_requests; } ///< "GET /path?query", oldest first
    void forget() { m_requests.clear(); }

private:
    static bool fits(const QByteArray &route, const QByteArray &requestLine);

    QHash<QByteArray, Fault> m_faults;
    QByteArrayList m_requests;
    int m_limit = 0;
    int m_observed = 0;
    std::chrono::seconds m_window{60};
    QDateTime m_windowEnds;
};

} // namespace opsdeck::sim

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/transfer.h"

#include "backends/http/connectionoptions.h"
#include "backends/http/fingerprint.h"
#include "backends/http/httpdate.h"

#include <QCryptographicHash>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace opsdeck::http {

namespace {

constexpr long MaxConnectionSeconds = 600; // what was trusted then is asked again
constexpr curl_off_t NearMicroseconds = 2'000; // a round trip of a local network
constexpr qsizetype MaxHeaderBytes = 256 * 1024;

Error::Kind kindOf(CURLcode code)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return Error::Kind::Timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
        return Error::Kind::Tls;
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED: // a user name in the address
        return Error::Kind::Usage;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL: // what answers does not begin with HTTP/
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_WRITE_ERROR:
        return Error::Kind::BadAnswer;
    default:
        return Error::Kind::Network;
    }
}

/// libcurl reads these itself; whose connection it then measures is the proxy's.
bool hasProxyFromEnvironment()
{
    const auto names = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    return std::any_of(names.begin(), names.end(), [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

bool isPlain(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isAddress(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127 && c != '\\'; });
}

} // namespace

Transfer::Transfer(Endpoint endpoint, Request request, Link link)
    : m_endpoint(std::move(endpoint))
    , m_request(std::move(request))
    , m_link(link)
    , m_easy(curl_easy_init())
{
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_words);
    setUpConnection();
    http::setUpProxy(m_easy, m_endpoint, m_request.url.origin());
    http::setUpTls(m_easy, m_endpoint, isHome());
    setUpRequest();
    setUpDeadlines();
    setUpSinks();
}

Transfer::~Transfer()
{
    curl_easy_cleanup(m_easy);
    hangUp();
    curl_slist_free_all(m_headers);
}

Result<void> Transfer::check() const
{
    const auto usage
        = [this](const char *words) { return failure(Error::Kind::Usage, m_endpoint.name, QString::fromUtf8(words)); };
    const QByteArray origin = m_request.url.origin();
    const bool isWeb = origin.startsWith("http://") || origin.startsWith("https://");
    if (!isWeb || !isAddress(m_request.url.bytes()))
        return usage("The address is not valid.");
    const bool pinned = !m_endpoint.tls.pin.isEmpty() && isHome();
    if (pinned && !origin.startsWith("https://"))
        return usage("A fingerprint is pinned, but the address begins with http:// and not with https://.");
    if (m_endpoint.dial && !isHome())
        return usage("This endpoint is reached through a tunnel that leads nowhere else.");
    for (const auto &list : {m_endpoint.headers, m_request.headers}) {
        for (const auto &[name, value] : list) {
            if (!isPlain(name) || !isPlain(value))
                return usage("A header holds a line break.");
        }
    }
    return {};
}

void Transfer::setUpConnection()
{
    curl_easy_setopt(m_easy, CURLOPT_URL, m_request.url.bytes().constData());
    curl_easy_setopt(m_easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    if (m_endpoint.dial) {
        // libcurl takes the socket for one to a path, so it asks no resolver and keeps its connections apart by path.
        curl_easy_setopt(m_easy, CURLOPT_UNIX_SOCKET_PATH, dialPath().constData());
        curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::onOpen);
        curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETDATA, this);
    }
    curl_easy_setopt(m_easy, CURLOPT_PREREQFUNCTION, &Transfer::onReady);
    curl_easy_setopt(m_easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(m_easy, CURLOPT_MAXLIFETIME_CONN, MaxConnectionSeconds);
}

void Transfer::setUpRequest()
{
    const QByteArray &method = m_request.method;
    const bool sends = method == "POST" || method == "PUT" || method == "PATCH" || !m_request.body.isEmpty();
    if (method == "HEAD")
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
    else if (sends)
        curl_easy_setopt(m_easy, CURLOPT_POST, 1L);
    if (sends) {
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_request.body.constData());
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    }
    if (method != "GET" && method != "HEAD") {
        curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, method.constData());
        // On a reused connection that turns out to be dead libcurl would send the request a second time.
        curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, 1L);
    }
    if (m_request.isDial) {
        curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE, 1L);
    }
    curl_easy_setopt(m_easy, CURLOPT_USERAGENT, "Opsdeck");
    if (m_link == Link::Far && !isLoopback(m_request.url.origin()))
        curl_easy_setopt(m_easy, CURLOPT_ACCEPT_ENCODING, "");

    const auto add = [this](const QByteArray &line) { m_headers = curl_slist_append(m_headers, line.constData()); };
    add("Expect:"); // no waiting for 100 Continue
    if (sends)
        add("Content-Type:"); // not libcurl's guess; a later line of ours wins
    const QList<Header> home = isHome() ? m_endpoint.headers : QList<Header>();
    for (const auto &list : {home, m_request.headers}) {
        for (const auto &[name, value] : list)
            add(value.isEmpty() ? name + ';' : name + ": " + value);
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
}

void Transfer::setUpDeadlines()
{
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.connectTimeout.count()));
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeout.count()));
    // A server may think as long as it likes about a change; what it is asked to tell has to flow.
    if (m_request.method == "GET" || m_request.method == "HEAD") {
        curl_easy_setopt(m_easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(m_easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(m_request.stall.count()));
    }
}

void Transfer::setUpSinks()
{
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    if (m_request.method != "HEAD")
        curl_easy_setopt(m_easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(m_request.maxBody));
}

QByteArray Transfer::dialPath() const
{
    const QByteArray key = m_endpoint.name.toUtf8() + '\n' + m_endpoint.baseUrl;
    return "/opsdeck-dial/" + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toHex();
}

size_t Transfer::onHeader(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    auto &headers = transfer->m_answer.headers;
    const QByteArray line(data, static_cast<qsizetype>(size * count));
    if (line.startsWith("HTTP/")) { // a new answer: what came before was 100 Continue or the like
        headers.clear();
        transfer->m_headerBytes = 0;
    }
    transfer->m_headerBytes += line.size();
    if (transfer->m_headerBytes > MaxHeaderBytes) {
        transfer->m_tooLarge = true;
        return 0;
    }
    if (const auto colon = line.indexOf(':'); colon > 0 && !line.startsWith("HTTP/"))
        headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    return size * count;
}

size_t Transfer::onBody(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    const auto length = static_cast<qsizetype>(size * count);
    return transfer->takePiece(QByteArrayView(data, length)) ? size * count : 0;
}

bool Transfer::takePiece(QByteArrayView piece)
{
    m_answer.received += piece.size();
    m_tooLarge = m_answer.received > m_request.maxBody;
    if (m_tooLarge)
        return false;
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    if (m_request.sink && status >= 200 && status < 300) {
        m_sinkIsFull = !m_request.sink(piece);
        return !m_sinkIsFull;
    }
    m_answer.body.append(piece.data(), piece.size());
    return true;
}

/// libcurl insists on calling connect() itself (before 8.0 even where it is told that the socket is connected), so it
/// gets a datagram socket, whose connect() succeeds at once and sends nothing; the dialled socket takes its place
/// under the same number before the first byte.
curl_socket_t Transfer::onOpen(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *transfer = static_cast<Transfer *>(self);
    transfer->hangUp();
    transfer->m_dialled = transfer->m_endpoint.dial();
    if (transfer->m_dialled < 0)
        return CURL_SOCKET_BAD;
    sockaddr_in nowhere{};
    nowhere.sin_family = AF_INET;
    nowhere.sin_port = htons(9);
    nowhere.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::memcpy(&address->addr, &nowhere, sizeof nowhere);
    address->family = AF_INET;
    address->addrlen = sizeof nowhere;
    transfer->m_placeholder = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return transfer->m_placeholder;
}

/// The connection stands, new or from an earlier request, and nothing was sent for this one.
int Transfer::onReady(void *self, char *, char *, int, int)
{
    auto *transfer = static_cast<Transfer *>(self);
    const QByteArray &pin = transfer->m_endpoint.tls.pin;
    if (!pin.isEmpty() && transfer->isHome())
        transfer->m_pinFault = pinFault(transfer->m_easy, pin);
    if (transfer->m_request.isDial)
        transfer->m_answer.certificateEnd = certificateEnd(transfer->m_easy);
    const bool ready = transfer->m_pinFault.isEmpty() && transfer->placeDialled();
    return ready ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

bool Transfer::placeDialled()
{
    if (m_dialled < 0) // none, or a connection from an earlier request
        return true;
    const bool placed = ::dup3(m_dialled, m_placeholder, O_CLOEXEC) >= 0
        && ::fcntl(m_dialled, F_SETFL, ::fcntl(m_dialled, F_GETFL) | O_NONBLOCK) == 0;
    hangUp();
    return placed;
}

void Transfer::hangUp()
{
    if (m_dialled >= 0)
        ::close(m_dialled);
    m_dialled = -1;
}

std::optional<Transfer::Link> Transfer::measuredLink() const
{
    long connects = 0;
    curl_off_t resolved = 0;
    curl_off_t connected = 0;
    curl_easy_getinfo(m_easy, CURLINFO_NUM_CONNECTS, &connects);
    curl_easy_getinfo(m_easy, CURLINFO_NAMELOOKUP_TIME_T, &resolved);
    curl_easy_getinfo(m_easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (connects == 0 || connected <= 0)
        return std::nullopt;
    const bool direct = !m_endpoint.dial && (m_endpoint.proxy.url.isEmpty() || m_endpoint.proxy.url == "none")
        && !hasProxyFromEnvironment();
    return direct && connected - resolved <= NearMicroseconds ? Link::Near : Link::Far;
}

Error Transfer::errorOf(CURLcode code) const
{
    if (m_sinkIsFull)
        return {Error::Kind::Cancelled, m_endpoint.name, {}, 0, {}};
    if (!m_pinFault.isEmpty())
        return {Error::Kind::Tls, m_endpoint.name, m_pinFault, 0, {}};
    long proxyStatus = 0;
    curl_easy_getinfo(m_easy, CURLINFO_HTTP_CONNECTCODE, &proxyStatus);
    if (proxyStatus == 407)
        return {Error::Kind::Unauthorised, m_endpoint.name, proxyWantsLogin(), 407, {}};
    if (m_tooLarge || code == CURLE_FILESIZE_EXCEEDED) {
        const QString words = QStringLiteral("The answer is larger than %1 bytes.").arg(m_request.maxBody);
        return {Error::Kind::BadAnswer, m_endpoint.name, words, 0, {}};
    }
    const QString words = QString::fromUtf8(m_words[0] != '\0' ? m_words : curl_easy_strerror(code));
    return {kindOf(code), m_endpoint.name, words.left(Error::MaxDetail), 0, {}};
}

Result<Answer> Transfer::result(CURLcode code)
{
    if (code != CURLE_OK)
        return tl::unexpected(errorOf(code));
    long status = 0;
    curl_off_t total = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(m_easy, CURLINFO_TOTAL_TIME_T, &total);
    m_answer.status = static_cast<int>(status);
    m_answer.latency = std::chrono::milliseconds(total / 1000);
    if (const auto date = parseHttpDate(m_answer.header("date")); date.isValid()) {
        // The header has whole seconds: on average the server's clock is half a second further.
        const qint64 theirs = date.toMSecsSinceEpoch() + 500;
        const qint64 ours = QDateTime::currentMSecsSinceEpoch() - m_answer.latency.count() / 2;
        m_answer.skew = std::chrono::milliseconds(theirs - ours);
    }
    return std::move(m_answer);
}

} // namespace opsdeck::http

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/connectionoptions.h"

namespace opsdeck::http {

namespace {

constexpr long MinTls = CURL_SSLVERSION_TLSv1_2;

void setText(CURL *easy, CURLoption option, const QString &text)
{
    if (!text.isEmpty())
        curl_easy_setopt(easy, option, text.toLocal8Bit().constData());
}

} // namespace

bool isLoopback(const QByteArray &origin)
{
    const QByteArray host = origin.mid(origin.indexOf("://") + 3);
    return host.startsWith("127.") || host.startsWith("[::1]:") || host.startsWith("localhost:")
        || host.contains(".localhost:");
}

void setUpProxy(CURL *easy, const Endpoint &endpoint, const QByteArray &origin)
{
    const Proxy &proxy = endpoint.proxy;
    const bool direct = endpoint.dial || proxy.url == "none" || (proxy.url.isEmpty() && isLoopback(origin));
    // What is meant for the origin is not shown to a proxy that only passes a tunnel on.
    curl_easy_setopt(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, MinTls);
    if (direct) {
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
    } else if (!proxy.url.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_PROXY, proxy.url.constData());
        curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); // the environment's exceptions are about the environment's proxy
        curl_easy_setopt(easy, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_BASIC));
        if (!proxy.user.isEmpty()) {
            curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, proxy.user.toUtf8().constData());
            curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, proxy.password.toUtf8().constData());
        }
    }
}

void setUpTls(CURL *easy, const Endpoint &endpoint, bool home)
{
    const bool pinned = home && !endpoint.tls.pin.isEmpty();
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, MinTls);
    // A pin names one certificate, which is more than any authority says, and which none needs to have signed.
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, pinned ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, pinned ? 0L : 2L);
    if (home) {
        setText(easy, CURLOPT_SSLCERT, endpoint.tls.certificate);
        setText(easy, CURLOPT_SSLKEY, endpoint.tls.key);
        setText(easy, CURLOPT_KEYPASSWD, endpoint.tls.keyPassword);
    }
    if (endpoint.caFile.isEmpty() || pinned)
        return;
    // Replaces the system's bundle file; the system's folder with the same certificates stays.
    setText(easy, CURLOPT_CAINFO, endpoint.caFile);
    if (const char *folder = curl_version_info(CURLVERSION_NOW)->capath)
        curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
}

} // namespace opsdeck::http

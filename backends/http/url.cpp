// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/message.h"

#include <algorithm>
#include <string_view>

namespace opsdeck::http {

namespace {

/// scheme, authority, path and query of an address; the fragment is dropped. Views into the text.
struct Parts
{
    QByteArrayView scheme;
    QByteArrayView authority;
    QByteArrayView path;
    QByteArrayView query; ///< with its question mark
    bool hasAuthority = false;
};

bool isAlphanumeric(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

QByteArrayView takeUntil(QByteArrayView &text, QByteArrayView stops)
{
    const auto end = std::find_first_of(text.begin(), text.end(), stops.begin(), stops.end());
    const auto taken = text.first(end - text.begin());
    text = text.sliced(taken.size());
    return taken;
}

bool isScheme(QByteArrayView text)
{
    const auto fits = [](char c) { return isAlphanumeric(c) || c == '+' || c == '.' || c == '-'; };
    return !text.isEmpty() && std::isalpha(static_cast<unsigned char>(text.front()))
        && std::all_of(text.begin(), text.end(), fits);
}

Parts partsOf(QByteArrayView text)
{
    Parts parts;
    auto rest = text;
    const auto scheme = takeUntil(rest, ":/?#");
    if (rest.startsWith(':') && isScheme(scheme)) {
        parts.scheme = scheme;
        rest = rest.sliced(1);
    } else {
        rest = text;
    }
    if (rest.startsWith("//")) {
        rest = rest.sliced(2);
        parts.hasAuthority = true;
        parts.authority = takeUntil(rest, "/?#");
    }
    parts.path = takeUntil(rest, "?#");
    parts.query = takeUntil(rest, "#");
    return parts;
}

/// RFC 3986, 5.2.4. Only literal dots: an encoded one belongs to a name.
QByteArray withoutDots(const QByteArray &path)
{
    QList<QByteArray> kept;
    const auto segments = path.split('/');
    for (qsizetype i = 1; i < segments.size(); ++i) {
        const bool last = i + 1 == segments.size();
        if (segments[i] == "..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (segments[i] != ".") {
            kept.append(segments[i]);
            continue;
        }
        if (last)
            kept.append(QByteArray());
    }
    return '/' + kept.join('/');
}

bool isHex(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

/// Encodes what may not stand in an address and leaves what is already encoded.
QByteArray reencoded(QByteArrayView text)
{
    static const QByteArray allowed("-._~!$&'()*+,;=:@/?[]");
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escape = c == '%' && i + 2 < text.size() && isHex(text[i + 1]) && isHex(text[i + 2]);
        if (escape || isAlphanumeric(c) || allowed.contains(c))
            out += c;
        else
            out += QByteArray(1, c).toPercentEncoding();
    }
    return out;
}

} // namespace

Url Url::path(QByteArrayView fixed) const
{
    return Url(m_text + '/' + fixed.toByteArray());
}

Url Url::segment(const QString &text) const
{
    return Url(m_text + '/' + text.toUtf8().toPercentEncoding());
}

Url Url::segmentTwice(const QString &text) const
{
    return Url(m_text + '/' + text.toUtf8().toPercentEncoding().toPercentEncoding());
}

Url Url::query(QByteArrayView name, const QString &value) const
{
    const char separator = m_text.contains('?') ? '&' : '?';
    // Brackets stay: GitLab's arrays are written scope[]=a.
    return Url(
        m_text + separator + name.toByteArray().toPercentEncoding("[]") + '=' + value.toUtf8().toPercentEncoding());
}

Url Url::query(QByteArrayView name, qint64 value) const
{
    return query(name, QString::number(value));
}

Url Url::query(QByteArrayView name, const QDateTime &utc) const
{
    return utc.isValid() ? query(name, utc.toUTC().toString(Qt::ISODateWithMs)) : *this;
}

QByteArray Url::origin() const
{
    const auto parts = partsOf(m_text);
    const QByteArray scheme = parts.scheme.toByteArray().toLower();
    QByteArray host = parts.authority.toByteArray().toLower();
    constexpr std::string_view marks(".-_:[]");
    const bool plain = std::all_of(host.cbegin(), host.cend(),
        [marks](char c) { return isAlphanumeric(c) || marks.find(c) != std::string_view::npos; });
    // A user name, an escape or a backslash in front of the host is how one host is dressed up as another.
    if (scheme.isEmpty() || host.isEmpty() || !plain)
        return {};
    QByteArray port = scheme == "https" ? "443" : "80";
    if (const auto colon = host.lastIndexOf(':'); colon > host.lastIndexOf(']')) {
        if (colon + 1 < host.size())
            port = host.mid(colon + 1);
        host.truncate(colon);
    }
    return host.isEmpty() ? QByteArray() : scheme + "://" + host + ':' + port;
}

Url Url::resolved(const QByteArray &reference) const
{
    const auto base = partsOf(m_text);
    const auto target = partsOf(QByteArrayView(reference).trimmed());
    const QByteArray scheme = (target.scheme.isEmpty() ? base.scheme : target.scheme).toByteArray();
    const QByteArray root = scheme + "://" + (target.hasAuthority ? target.authority : base.authority).toByteArray();
    if (!target.scheme.isEmpty() && !target.hasAuthority)
        return Url(reencoded(reference)); // mailto: and the like: has no origin, so nobody follows it
    const QByteArray query = reencoded(target.query);
    if (target.hasAuthority || target.path.startsWith('/'))
        return Url(root + withoutDots(target.path.isEmpty() ? QByteArray("/") : reencoded(target.path)) + query);
    const QByteArray basePath = base.path.isEmpty() ? QByteArray("/") : base.path.toByteArray();
    if (target.path.isEmpty())
        return Url(root + basePath + (query.isEmpty() ? base.query.toByteArray() : query));
    const QByteArray folder = basePath.left(basePath.lastIndexOf('/') + 1);
    return Url(root + withoutDots(folder + reencoded(target.path)) + query);
}

} // namespace opsdeck::http

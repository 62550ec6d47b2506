// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/parse.h"

#include "backends/json/json.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace opsdeck::registry {

namespace {

using Parameters = QMap<QString, QString>;

Parameters parametersOf(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))"));
    Parameters all;
    for (auto matches = form.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        QString value = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
        value.remove(u'\\');
        all.insert(match.captured(1).toLower(), value);
    }
    return all;
}

QByteArray hostOf(const QByteArray &origin)
{
    const QByteArray rest = origin.mid(origin.indexOf("://") + 3);
    return rest.left(rest.lastIndexOf(':'));
}

/// What follows the first dot; empty for numbers, and where less than two labels would be left.
QByteArray domainOf(const QByteArray &host)
{
    const QByteArray domain = host.mid(host.indexOf('.') + 1);
    const bool isName = std::any_of(host.cbegin(), host.cend(), [](char c) { return c >= 'a' && c <= 'z'; });
    return isName && !host.contains('[') && host.contains('.') && domain.contains('.') ? domain : QByteArray();
}

} // namespace

std::optional<Challenge> parseChallenge(const http::Answer &answer)
{
    std::optional<Challenge> found;
    for (const auto &[name, value] : answer.headers) {
        if (name != "www-authenticate")
            continue;
        const QString text = QString::fromUtf8(value.left(4096));
        if (text.startsWith(QStringLiteral("bearer "), Qt::CaseInsensitive)) {
            const auto parameters = parametersOf(text.mid(7));
            const QByteArray realm = parameters.value(QStringLiteral("realm")).toUtf8();
            if (!realm.isEmpty())
                return Challenge{Challenge::Scheme::Bearer, realm, parameters.value(QStringLiteral("service"))};
        } else if (text.startsWith(QStringLiteral("basic"), Qt::CaseInsensitive)) {
            found = Challenge{Challenge::Scheme::Basic, {}, {}};
        }
    }
    return found;
}

Result<Token> parseToken(const QByteArray &body, const QString &origin)
{
    const auto document = json::Document::parse(body, origin);
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields fields(document->root(), fault);
    Token token;
    token.text = fields.textOr("token", fields.textOr("access_token"));
    token.lifetime = std::chrono::seconds(std::clamp<qint64>(fields.integerOr("expires_in", 60), 0, 86'400));
    if (token.text.isEmpty() && fault.isEmpty())
        fault = QStringLiteral("token: missing");
    return json::checked(token, fault, origin);
}

Result<QStringList> parseTags(const QByteArray &body, const QString &origin)
{
    const auto document = json::Document::parse(body, origin);
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields fields(document->root(), fault);
    fields.text("name");
    return json::checked(fields.texts("tags"), fault, origin);
}

std::optional<qint64> bytesHeld(QByteArray range)
{
    if (range.startsWith("bytes="))
        range = range.mid(6);
    bool ok = false;
    const qint64 last = range.startsWith("0-") ? range.mid(2).toLongLong(&ok) : -1;
    if (!ok || last < 0 || last == std::numeric_limits<qint64>::max())
        return std::nullopt;
    return last == 0 ? 0 : last + 1;
}

bool mayTrustRealm(const http::Url &registry, const http::Url &realm)
{
    const QByteArray ours = registry.origin();
    const QByteArray theirs = realm.origin();
    if (ours.isEmpty() || theirs.isEmpty())
        return false;
    if (ours == theirs)
        return true;
    if (!theirs.startsWith("https://"))
        return false;
    const QByteArray a = hostOf(ours);
    const QByteArray b = hostOf(theirs);
    const QByteArray domainA = domainOf(a);
    const QByteArray domainB = domainOf(b);
    const bool related = !domainA.isEmpty() && (domainA == domainB || domainA == b);
    return a == b || related || (!domainB.isEmpty() && domainB == a);
}

} // namespace opsdeck::registry

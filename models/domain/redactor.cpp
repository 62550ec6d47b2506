// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/redactor.h"

#include <QRegularExpression>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr qsizetype ShortestBase64 = 6;
constexpr qsizetype ShortestLine = 16;
constexpr qsizetype ShortestCutText = 1000;
constexpr qsizetype ShortestPart = 8;

const QByteArray &mask()
{
    static const QByteArray stars("***");
    return stars;
}

/// What base64 makes of the value wherever it stands: of its three alignments the characters that no neighbour shares.
QByteArray base64Core(const QByteArray &value, qsizetype alignment, QByteArray::Base64Options options)
{
    const QByteArray encoded = (QByteArray(alignment, '\0') + value).toBase64(options);
    const qsizetype first = (alignment * 8 + 5) / 6;
    const qsizetype end = (alignment + value.size()) * 8 / 6;
    return encoded.mid(first, end - first);
}

QByteArray jsonEscaped(QByteArray value)
{
    return value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
}

/// "%2F" as "%2f".
QByteArray withLowerHex(QByteArray encoded)
{
    for (auto at = encoded.indexOf('%'); at >= 0 && at + 2 < encoded.size(); at = encoded.indexOf('%', at + 1))
        encoded.replace(at, 3, encoded.mid(at, 3).toLower());
    return encoded;
}

/// A long text was perhaps cut in the middle of a secret; a part of this length is found nowhere by chance.
void maskCutEnds(QByteArray &text, const QList<QByteArray> &needles)
{
    if (text.size() < ShortestCutText)
        return;
    for (const QByteArray &needle : needles) {
        for (qsizetype length = needle.size() - 1; length >= ShortestPart; --length) {
            if (text.startsWith(QByteArrayView(needle).last(length)))
                text.replace(0, length, mask());
            if (text.endsWith(QByteArrayView(needle).first(length)))
                text.replace(text.size() - length, length, mask());
        }
    }
}

QString maskPlaces(QString text)
{
    static const QString names = QStringLiteral(
        "private[_-]token|access[_-]token|refresh_token|id_token|job_token|deploy_token|auth_token|token|password|"
        "passwd|secret|client_secret|api_?key|identitytoken|auth|sessionid|sig");
    static const auto insensitive = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression header(
        QStringLiteral("\\b((?:proxy-)?authorization|private-token|job-token|deploy-token|x-registry-auth|apitoken|"
                       "x-api-key|x-vault-token|(?:set-)?cookie)(\\s*:\\s*)[^\\r\\n]+"),
        insensitive);
    static const QRegularExpression parameter(QStringLiteral("\\b(%1)=[^&\\s\"'<>]+").arg(names), insensitive);
    static const QRegularExpression member(
        QStringLiteral("\"(%1)\"(\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"").arg(names), insensitive);
    static const QRegularExpression login(QStringLiteral("://([^/\\s:@]*):[^/\\s@]+@"));
    return text.replace(header, QStringLiteral("\\1\\2***"))
        .replace(parameter, QStringLiteral("\\1=***"))
        .replace(member, QStringLiteral("\"\\1\"\\2\"***\""))
        .replace(login, QStringLiteral("://\\1:***@"));
}

} // namespace

void Redactor::add(const QString &secret)
{
    const QByteArray value = secret.trimmed().toUtf8();
    addForms(value);
    if (!value.contains('\n'))
        return;
    for (const QByteArray &line : value.split('\n')) {
        if (line.trimmed().size() >= ShortestLine && !line.startsWith("-----"))
            addForms(line.trimmed());
    }
}

void Redactor::addForms(const QByteArray &value)
{
    if (value.size() < ShortestSecret || m_needles.contains(value))
        return;
    const QByteArray encoded = value.toPercentEncoding();
    for (const QByteArray &form : {value, jsonEscaped(value), encoded, withLowerHex(encoded)}) {
        addNeedle(form, ShortestSecret);
        addNeedle(QByteArray(form).replace("%20", "+"), ShortestSecret);
        addNeedle(QByteArray(form).replace('/', "\\/"), ShortestSecret);
    }
    for (qsizetype alignment = 0; alignment < 3; ++alignment) {
        addNeedle(base64Core(value, alignment, QByteArray::Base64Encoding), ShortestBase64);
        addNeedle(base64Core(value, alignment, QByteArray::Base64UrlEncoding), ShortestBase64);
    }
}

void Redactor::addNeedle(const QByteArray &needle, qsizetype shortest)
{
    if (needle.size() < shortest || m_needles.contains(needle))
        return;
    const auto longer = [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); };
    m_needles.insert(std::upper_bound(m_needles.cbegin(), m_needles.cend(), needle, longer), needle);
}

QByteArray Redactor::cleanKnown(QByteArray text) const
{
    for (const QByteArray &needle : m_needles)
        text.replace(needle, mask());
    maskCutEnds(text, m_needles);
    return text;
}

QByteArray Redactor::clean(QByteArray text) const
{
    // Byte for byte: what is no UTF-8 has to survive.
    return maskPlaces(QString::fromLatin1(cleanKnown(std::move(text)))).toLatin1();
}

QString Redactor::clean(const QString &text) const
{
    return QString::fromUtf8(clean(text.toUtf8()));
}

} // namespace opsdeck

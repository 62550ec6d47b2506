// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/addressprobe.h"

#include "backends/check/look.h"

#include <QUrl>

namespace opsdeck {

DialProbe::DialProbe(http::Client &http, SecretStore &secrets)
    : m_http(http)
    , m_secrets(secrets)
{ }

QCoro::Task<Result<void>> DialProbe::ask(QString url, std::chrono::milliseconds timeout, std::stop_token stop)
{
    static const QStringList schemes{
        QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("tcp"), QStringLiteral("tls")};
    const QUrl parsed(url, QUrl::StrictMode);
    if (!schemes.contains(parsed.scheme()) || parsed.host().isEmpty())
        co_return failure(Error::Kind::Usage, url,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "not an address that can be asked: %1"), {url}));
    Connection check{.id = SourceId(QStringLiteral("check/gate")), .kind = QStringLiteral("check"), .url = url};
    check.check.timeout = timeout;
    check.check.certificateDays = 0;
    const auto found = co_await check::look(check, &m_http, &m_secrets, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    if (found->error)
        co_return tl::unexpected(*found->error);
    const bool fits = found->status == 0 || (found->status >= 200 && found->status <= 299);
    if (!fits)
        co_return failure(Error::Kind::Refused, url,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Answers %1 instead of %2"),
                {QString::number(found->status), QStringLiteral("200-299")}),
            found->status);
    co_return Result<void>{};
}

} // namespace opsdeck

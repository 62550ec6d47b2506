// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/errortext.h"

#include "models/items/phrasetext.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString retryHint(const Error &error)
{
    if (error.retryAfter.count() <= 0)
        return ErrorText::tr("Opsdeck waits and tries again.");
    //: %n is a number of seconds
    return ErrorText::tr("It asks to wait %n second(s).", nullptr, static_cast<int>(error.retryAfter.count()));
}

} // namespace

QString errorText(const Error &error)
{
    const QString who = error.origin;
    //: %1 is a connection, host or file in all of these
    switch (error.kind) {
    case Error::Kind::Network:
        return ErrorText::tr("%1 cannot be reached. Check address and network.").arg(who);
    case Error::Kind::Timeout:
        return ErrorText::tr("%1 did not answer in time.").arg(who);
    case Error::Kind::Tls:
        return ErrorText::tr("The identity of %1 could not be verified. Nothing was sent.").arg(who);
    case Error::Kind::Unauthorised:
        return ErrorText::tr("%1 refuses the credentials. Check the secret of this connection.").arg(who);
    case Error::Kind::Forbidden:
        return ErrorText::tr("%1 does not allow this for the account in use.").arg(who);
    case Error::Kind::NotFound:
        return ErrorText::tr("%1 has no such thing, or hides it from this account.").arg(who);
    case Error::Kind::RateLimited:
        return ErrorText::tr("%1 limits the number of requests.").arg(who) + u' ' + retryHint(error);
    case Error::Kind::BadAnswer:
        return ErrorText::tr("%1 gave an answer that Opsdeck does not understand.").arg(who);
    case Error::Kind::Refused:
        return ErrorText::tr("Refused: %1").arg(error.detail.isEmpty() ? who : phraseText(error.said()));
    case Error::Kind::Cancelled:
        return ErrorText::tr("Cancelled.");
    case Error::Kind::Storage:
        return ErrorText::tr("The local store %1 cannot be read or written.").arg(who);
    case Error::Kind::Usage:
        return who.isEmpty() ? phraseText(error.said()) : who + QStringLiteral(": ") + phraseText(error.said());
    }
    return {};
}

QString rawText(const Error &error)
{
    const QString words = phraseText(error.said());
    return error.status == 0 ? words : QString::number(error.status) + u' ' + words;
}

} // namespace opsdeck

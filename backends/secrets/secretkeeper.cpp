// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/secretkeeper.h"

#include "backends/secrets/keyring.h"
#include "backends/secrets/secretfile.h"

namespace opsdeck {

QCoro::Task<Result<void>> keepSecret(QString configFolder, QString name, QString value, std::stop_token stop)
{
    const QString file = configFolder + QStringLiteral("/secrets/") + name;
    // A file is looked at before the keyring: an old one would hide the new value.
    const auto old = readSecretFile(file);
    if (old && !old->has_value()) {
        const auto kept = co_await writeKeyring(name, value, stop);
        if (kept || kept.error().kind == Error::Kind::Cancelled)
            co_return kept;
    }
    co_return writeSecretFile(file, value);
}

} // namespace opsdeck

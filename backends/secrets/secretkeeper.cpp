// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/secretkeeper.h"

#include "backends/async/completion.h"
#include "backends/secrets/secretfile.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

namespace opsdeck {

namespace {

// A locked keyring asks a person to open it.
constexpr std::chrono::seconds KeyringPatience{60};

QCoro::Task<Result<void>> intoKeyring(QString name, QString value, std::stop_token stop)
{
    Completion<void> done(stop);
    auto *job = new QKeychain::WritePasswordJob(QStringLiteral("opsdeck")); // deletes itself when it has finished
    job->setKey(name);
    job->setTextData(value);
    QObject::connect(job, &QKeychain::Job::finished, job, [done](QKeychain::Job *ended) {
        if (ended->error() == QKeychain::NoError)
            done.finish({});
        else
            done.finish(failure(Error::Kind::NotFound, {}, ended->errorString()));
    });
    QTimer patience;
    QObject::connect(&patience, &QTimer::timeout, &patience,
        [done] { done.finish(failure(Error::Kind::NotFound, {}, QStringLiteral("no answer"))); });
    patience.start(KeyringPatience);
    job->start();
    co_return co_await done;
}

} // namespace

QCoro::Task<Result<void>> keepSecret(QString configFolder, QString name, QString value, std::stop_token stop)
{
    const QString file = configFolder + QStringLiteral("/secrets/") + name;
    // A file is looked at before the keyring: an old one would hide the new value.
    const auto old = readSecretFile(file);
    if (old && !old->has_value()) {
        const auto kept = co_await intoKeyring(name, value, stop);
        if (kept || kept.error().kind == Error::Kind::Cancelled)
            co_return kept;
    }
    co_return writeSecretFile(file, value);
}

} // namespace opsdeck

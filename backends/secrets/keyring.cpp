// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/keyring.h"

#include "backends/async/completion.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

namespace opsdeck {

namespace {

// A locked keyring asks a person to open it.
constexpr std::chrono::seconds Patience{60};
const QString service = QStringLiteral("opsdeck");

/// Starts a job, which deletes itself when it has finished; `answer` reads what it brought.
template <typename T>
QCoro::Task<Result<T>> done(
    QKeychain::Job *job, std::function<Result<T>(QKeychain::Job *)> answer, std::stop_token stop)
{
    Completion<T> ended(stop);
    QObject::connect(job, &QKeychain::Job::finished, job, [ended, answer](QKeychain::Job *finished) {
        if (finished->error() == QKeychain::NoError)
            ended.finish(answer(finished));
        else
            ended.finish(failure(Error::Kind::NotFound, {}, finished->errorString()));
    });
    QTimer patience;
    QObject::connect(&patience, &QTimer::timeout, &patience,
        [ended] { ended.finish(failure(Error::Kind::NotFound, {}, QStringLiteral("no answer"))); });
    patience.start(Patience);
    job->start();
    co_return co_await ended;
}

Result<QString> textOf(QKeychain::Job *job)
{
    return static_cast<QKeychain::ReadPasswordJob *>(job)->textData();
}

Result<void> nothingOf(QKeychain::Job *)
{
    return {};
}

} // namespace

QCoro::Task<Result<QString>> readKeyring(QString name, std::stop_token stop)
{
    auto *job = new QKeychain::ReadPasswordJob(service); // deletes itself
    job->setKey(name);
    return done<QString>(job, textOf, stop);
}

QCoro::Task<Result<void>> writeKeyring(QString name, QString value, std::stop_token stop)
{
    auto *job = new QKeychain::WritePasswordJob(service); // deletes itself
    job->setKey(name);
    job->setTextData(value);
    return done<void>(job, nothingOf, stop);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/feed/source.h"

#include "backends/async/await.h"
#include "backends/feed/firstseen.h"
#include "backends/feed/parse.h"
#include "backends/http/memory.h"
#include "backends/http/session.h"
#include "backends/ssh/command.h"
#include "models/ports/host.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcFeed, "opsdeck.feed", QtInfoMsg)

Result<QByteArray> readLocalFile(const QString &path, const QString &origin)
{
    if (!QFileInfo::exists(path))
        return failure(Error::Kind::NotFound, origin, path);
    QFile file(path);
    // A pipe or device would hold the thread for as long as it likes.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Forbidden, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 cannot be read: %2"), {path, file.errorString()}));
    return file.read(feed::MaxBytes + 1);
}

QList<Phrase> remarksOf(const feed::Rows &rows)
{
    QList<Phrase> remarks;
    const auto tell = [&remarks](const char *pattern, qsizetype count) {
        if (count > 0)
            remarks.append(Phrase(pattern, {QString::number(count)}));
    };
    tell(QT_TRANSLATE_NOOP("Phrase", "%1 rows could not be used"), rows.unusable);
    tell(QT_TRANSLATE_NOOP("Phrase", "%1 rows tell no start that can be read"), rows.withoutStart);
    if (!rows.fault.isEmpty())
        remarks.append(rows.fault);
    tell(QT_TRANSLATE_NOOP("Phrase", "%1 rows repeat the key of an earlier one"), rows.repeated);
    tell(QT_TRANSLATE_NOOP("Phrase", "%1 rows are beyond the first 100000 and were not read"), rows.beyond);
    return remarks;
}

class FeedSource final : public Source
{
public:
    explicit FeedSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
        , m_host(context.hosts ? context.hosts->host(context.connection.host) : nullptr)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override;

private:
    const Connection &connection() const { return m_session.connection(); }
    const FeedMapping &mapping() const { return connection().feed; }
    QString origin() const { return connection().id.text(); }
    QCoro::Task<Result<http::Answer>> read(QByteArray memory, std::stop_token stop);
    QCoro::Task<Result<QByteArray>> readFile(std::stop_token stop);
    QCoro::Task<Result<QByteArray>> runCommand(std::stop_token stop);
    QCoro::Task<Result<feed::Rows>> parsed(http::Answer answer, std::stop_token stop);
    void tell(QList<Phrase> remarks);

    http::Session m_session;
    Host *m_host;
    QList<Phrase> m_remarks;
    bool m_hasRead = false;
};

QCoro::Task<Result<QByteArray>> FeedSource::readFile(std::stop_token stop)
{
    const QString path = connection().url.mid(qstrlen("file:"));
    const auto reading = [path, origin = origin()] { return readLocalFile(path, origin); };
    auto content = co_await runOnPool(reading, stop);
    if (!content)
        co_return tl::unexpected(content.error());
    co_return std::move(*content);
}

QCoro::Task<Result<QByteArray>> FeedSource::runCommand(std::stop_token stop)
{
    if (m_host == nullptr)
        co_return failure(Error::Kind::Usage, origin(), QStringLiteral("No such host"));
    ExecRequest request;
    request.command = remoteCommand({QStringLiteral("sh"), QStringLiteral("-c"), connection().command});
    request.outLimit = feed::MaxBytes + 1;
    auto ran = co_await m_host->exec(request, stop);
    if (!ran)
        co_return tl::unexpected(ran.error());
    if (!ran->succeeded()) {
        const QString words = QString::fromUtf8(ran->err).trimmed();
        co_return failure(Error::Kind::BadAnswer, origin(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "The command failed: %1"), {words.right(1000)}), ran->exitStatus);
    }
    co_return std::move(ran->out);
}

/// What is not fetched over HTTP is compared as if it were.
QCoro::Task<Result<http::Answer>> FeedSource::read(QByteArray memory, std::stop_token stop)
{
    const bool isFile = connection().url.startsWith(u"file:");
    if (connection().command.isEmpty() && !isFile)
        co_return co_await m_session.getIfNew(m_session.url(), memory, stop);
    Result<QByteArray> bytes;
    if (isFile)
        bytes = co_await readFile(stop);
    else
        bytes = co_await runCommand(stop);
    if (!bytes)
        co_return tl::unexpected(bytes.error());
    http::Answer answer;
    answer.status = 200;
    answer.body = std::move(*bytes);
    const http::Url place((isFile ? connection().url : connection().command).toUtf8());
    co_return http::compared(std::move(answer), http::Memory::fromText(memory, place), place);
}

QCoro::Task<Result<feed::Rows>> FeedSource::parsed(http::Answer answer, std::stop_token stop)
{
    const auto parsing
        = [bytes = answer.body, mapping = mapping(), id = connection().id] { return feed::parse(bytes, mapping, id); };
    auto rows = co_await runOnPool(parsing, stop);
    if (!rows)
        co_return tl::unexpected(rows.error());
    co_return m_session.judged(answer, std::move(*rows));
}

/// Reads it all, because what answers is only known to be the right thing when the mapping fits.
QCoro::Task<Result<SourceIdentity>> FeedSource::probe(std::stop_token stop)
{
    const QByteArray none;
    const auto answer = co_await read(none, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto rows = co_await parsed(*answer, stop);
    if (!rows)
        co_return tl::unexpected(rows.error());
    const bool isTable = mapping().format == FeedMapping::Format::Csv;
    co_return SourceIdentity{isTable ? QStringLiteral("CSV") : QStringLiteral("JSON"), {}};
}

/// The cursor remembers the mapping, the answer, and since when what tells no start is there. The first answer of a
/// run is read whatever it is, so that its remarks are known.
QCoro::Task<Result<SyncBatch>> FeedSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto memories = cursor.split('\n');
    const bool isKnown = m_hasRead && memories.value(0) == mapping().digest;
    const QByteArray memory = isKnown ? memories.value(1) : QByteArray();
    const auto answer = co_await read(memory, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    SyncBatch batch;
    batch.cursor = cursor;
    if (answer->unchanged)
        co_return batch;
    auto rows = co_await parsed(*answer, stop);
    if (!rows)
        co_return tl::unexpected(rows.error());
    auto seen = feed::FirstSeen::fromText(memories.value(2));
    for (Alert &alert : rows->alerts) {
        if (!alert.startsAt.isValid())
            alert.startsAt = seen.at(alert.key.fingerprint, QDateTime::currentDateTimeUtc());
        alert.updatedAt = alert.startsAt;
    }
    seen.forgetOthers();
    tell(remarksOf(*rows));
    m_hasRead = true;
    batch.cursor = mapping().digest + '\n' + answer->memory + '\n' + seen.toText();
    batch.rows.append(Snapshot<Alert>{std::move(rows->alerts)});
    co_return batch;
}

/// To the log when they change.
void FeedSource::tell(QList<Phrase> remarks)
{
    if (remarks == m_remarks)
        return;
    m_remarks = std::move(remarks);
    for (const Phrase &remark : std::as_const(m_remarks))
        qCWarning(lcFeed, "%s: %s", qUtf8Printable(origin()), qUtf8Printable(remark.plain()));
}

SourceVitals FeedSource::vitals() const
{
    SourceVitals vitals = m_session.vitals();
    vitals.remarks = m_remarks;
    if (m_host != nullptr) {
        vitals.unknownKey = m_host->unknownHostKey();
        vitals.unapprovedProgram = m_host->unapprovedProgram();
    }
    return vitals;
}

} // namespace

std::unique_ptr<Source> makeFeedSource(SourceContext context)
{
    return std::make_unique<FeedSource>(context);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/hostleases.h"

#include "backends/ssh/command.h"
#include "models/domain/lease.h"

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

// Exit status of the scripts.
constexpr int WentMissing = 44; // between listing and reading
constexpr int Truncated = 45;
constexpr int OthersFirst = 48;

constexpr int mostTries = 20;

/// What both scripts begin with: $1 folder, $2 environment, which is no pattern. `newest` looks for the newest
/// generation; the shell lists names in order.
QString common()
{
    return QStringLiteral(R"sh(LC_ALL=C
export LC_ALL
umask 022
base=$1/$2.lease
none=000000000000
digit='[0-9]'
twelve=$digit$digit$digit$digit$digit$digit$digit$digit$digit$digit$digit$digit
is() { test -e "$1" || test -h "$1"; }
newest() {
  last=$none
  for file in "$base".$twelve; do
    if is "$file"; then last=${file##*.}; fi
  done
}
)sh");
}

/// Prints a line "opsdeck-lease TIME GENERATION" and what the generation holds. $3 the most bytes. A file that is none,
/// like a pipe, holds nothing.
QString readScript()
{
    return common() + QStringLiteral(R"sh(if test -d "$1"; then ls -- "$1" >/dev/null || exit 1; fi
newest
now=$(date +%s) || exit 1
printf '\nopsdeck-lease %s %s\n' "$now" "$last"
test "$last" != "$none" || exit 0
file=$base.$last
if is "$file" && { test -h "$file" || ! test -f "$file"; }; then exit 0; fi
head -c "$3" -- "$file" && exit 0
is "$file" || exit 44
exit 1)sh");
}

/// $3 the generation that was seen, $4 the next, $5 size in bytes; content on stdin. As LeaseFolder does it: the link
/// can be made once; ours counts only if the one before is still there and no later one is; the oldest go first, and no
/// further than the first that cannot be removed. dd syncs this one file, where busybox's sync would wait for all
/// disks.
QString putScript()
{
    return common() + QStringLiteral(R"sh(mkdir -p -- "$1" || exit 1
find "$1" -name "$2.lease.tmp.*" -type f -mmin +60 -exec rm -f -- {} + 2>/dev/null
tmp=$(mktemp "$base.tmp.XXXXXX") || exit 1
trap 'rm -f -- "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cat >"$tmp" || exit 1
test "$(wc -c <"$tmp")" -eq "$5" || exit 45
chmod 644 "$tmp" || exit 1
dd if=/dev/null of="$tmp" conv=notrunc,fsync 2>/dev/null || sync
before=$base.$3
next=$base.$4
if test -d "$next"; then exit 48; fi
if ! said=$(ln -- "$tmp" "$next" 2>&1); then
  is "$next" || { printf '%s\n' "$said" >&2; exit 1; }
  exit 48
fi
if test "$3" != "$none" && ! is "$before"; then rm -f -- "$next"; exit 48; fi
newest
test "$last" = "$4" || exit 48
for file in "$base".$twelve; do
  if test "$file" = "$before" || test "$file" = "$next"; then break; fi
  rm -f -- "$file" 2>/dev/null || break
done
exit 0)sh");
}

QString number(qint64 generation)
{
    return leaseFileName(EnvironmentId(), generation).section(u'.', -1);
}

ExecRequest scriptRequest(const QString &script, const QStringList &arguments)
{
    ExecRequest request;
    request.command = remoteCommand(
        QStringList{QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh")} + arguments);
    request.timeout = 30s;
    return request;
}

/// Nothing where there is no such line. What a login script of the host has printed comes before it.
std::optional<LeaseRecord> parseRecord(const QByteArray &out)
{
    const QByteArray mark = "opsdeck-lease ";
    const auto begin = out.startsWith(mark) ? 0 : out.indexOf('\n' + mark) + 1;
    const auto end = out.indexOf('\n', begin);
    if (!out.mid(begin).startsWith(mark) || end < 0)
        return {};
    const QList<QByteArray> fields = out.mid(begin, end - begin).split(' ');
    bool isTime = false;
    bool isNumber = false;
    const qint64 seconds = fields.value(1).toLongLong(&isTime);
    LeaseRecord record;
    record.generation = fields.value(2).toLongLong(&isNumber);
    record.content = out.mid(end + 1);
    constexpr qint64 latest = 253'402'300'799; // 9999-12-31
    const bool isGood = fields.size() == 3 && isTime && isNumber && seconds >= 0 && seconds <= latest
        && record.generation >= 0 && record.generation <= LeaseStore::MaxGeneration;
    record.now = QDateTime::fromSecsSinceEpoch(isGood ? seconds : 0, Qt::UTC);
    return isGood ? std::optional(record) : std::nullopt;
}

} // namespace

HostLeases::HostLeases(Host &host, QString name, QString folder)
    : m_host(host)
    , m_name(std::move(name))
    , m_folder(std::move(folder))
{ }

QCoro::Task<Result<LeaseRecord>> HostLeases::read(EnvironmentId environment, std::stop_token stop)
{
    const QStringList arguments{m_folder, environment.text(), QString::number(Lease::MaxBytes + 1)};
    for (int tries = 0; tries < mostTries; ++tries) {
        const ExecRequest request = scriptRequest(readScript(), arguments);
        const auto result = co_await run(request, stop);
        if (!result)
            co_return tl::unexpected(result.error());
        if (result->exitStatus == WentMissing)
            continue;
        if (!result->succeeded())
            co_return tl::unexpected(failed(*result));
        const auto record = parseRecord(result->out);
        if (!record)
            co_return failure(Error::Kind::BadAnswer, m_name,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the host did not tell its time and its leases")));
        co_return *record;
    }
    co_return failure(Error::Kind::Storage, m_name,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease changed faster than it could be read; try again")));
}

QCoro::Task<Result<bool>> HostLeases::put(
    EnvironmentId environment, qint64 after, QByteArray content, std::stop_token stop)
{
    const QStringList arguments{
        m_folder, environment.text(), number(after), number(after + 1), QString::number(content.size())};
    ExecRequest request = scriptRequest(putScript(), arguments);
    request.input = content;
    const auto result = co_await run(request, stop);
    if (!result)
        co_return tl::unexpected(result.error());
    if (result->exitStatus == OthersFirst)
        co_return false;
    if (!result->succeeded())
        co_return tl::unexpected(failed(*result));
    co_return true;
}

QString HostLeases::place(const EnvironmentId &environment) const
{
    const QString folder = QString::fromUtf8(remoteCommand({m_folder})); // as a shell takes it
    return QStringLiteral("%1/%2.lease.*").arg(folder, environment.text());
}

QCoro::Task<Result<ExecResult>> HostLeases::run(ExecRequest request, std::stop_token stop)
{
    if (!m_folder.startsWith(u'/') || request.command.isEmpty())
        co_return failure(Error::Kind::Usage, m_name,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the folder for leases, \"%1\", is not absolute"), {m_folder}));
    co_return co_await m_host.exec(request, stop);
}

Error HostLeases::failed(const ExecResult &result) const
{
    if ((result.exitStatus == -1 && result.exitSignal.isEmpty()) || result.exitStatus == Truncated)
        return failure(Error::Kind::Network, m_name,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the connection broke before the lease was written")))
            .value();
    const QString said = QString::fromUtf8(result.err.trimmed().right(1500));
    const QString how
        = result.exitSignal.isEmpty() ? QString::number(result.exitStatus) : QStringLiteral("SIG") + result.exitSignal;
    return failure(Error::Kind::Storage, m_name,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "the host cannot keep leases in %1 (%2): %3"), {m_folder, how, said}),
        result.exitStatus)
        .value();
}

} // namespace opsdeck

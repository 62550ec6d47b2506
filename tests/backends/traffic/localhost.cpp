// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/traffic/localhost.h"

#include "backends/async/completion.h"

#include <QFile>
#include <QHostAddress>
#include <QProcess>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace opsdeck::testing {

namespace {

/// Connected, or closed where nobody listens, as the port promises.
int dialled(int family, const sockaddr *address, socklen_t size)
{
    const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (::connect(fd, address, size) != 0) {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0)
            ::close(ends[1]);
        ::close(fd);
        return ends[0];
    }
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

} // namespace

QCoro::Task<Result<ExecResult>> LocalHost::exec(ExecRequest request, std::stop_token stop)
{
    log.append(QString::fromUtf8(request.command));
    const Completion<ExecResult> done(stop);
    const auto process = std::make_unique<QProcess>();
    QObject::connect(
        process.get(), &QProcess::finished, process.get(),
        [raw = process.get(), done](int code, QProcess::ExitStatus status) {
            ExecResult result;
            result.exitStatus = status == QProcess::NormalExit ? code : -1;
            result.exitSignal = status == QProcess::NormalExit ? QString() : QStringLiteral("KILL");
            result.out = raw->readAllStandardOutput();
            result.err = raw->readAllStandardError();
            done.finish(result);
        },
        Qt::QueuedConnection);
    const QStringList arguments{QStringLiteral("-c"), QString::fromUtf8(request.command)};
    process->start(QStringLiteral("/bin/sh"), arguments);
    process->write(request.input);
    process->closeWriteChannel();
    auto result = co_await done;
    co_return result;
}

QCoro::Task<Result<QByteArray>> LocalHost::readFile(QString path, std::stop_token)
{
    QFile file(path);
    if (!file.exists())
        co_return failure(Error::Kind::NotFound, path);
    if (!file.open(QIODevice::ReadOnly))
        co_return failure(Error::Kind::Forbidden, path, file.errorString());
    co_return file.readAll();
}

QCoro::Task<Result<void>> LocalHost::writeFile(QString path, QByteArray content, int mode, std::stop_token)
{
    log.append(QStringLiteral("write ") + path);
    const QString beside = path + QStringLiteral(".new");
    QFile file(beside);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        co_return failure(Error::Kind::Refused, path, file.errorString());
    file.close();
    const QByteArray from = beside.toUtf8();
    if (::chmod(from.constData(), static_cast<mode_t>(mode)) != 0
        || ::rename(from.constData(), path.toUtf8().constData()) != 0)
        co_return failure(Error::Kind::Refused, path, QString::fromLocal8Bit(std::strerror(errno)));
    co_return Result<void>();
}

QCoro::Task<Result<QList<Container>>> LocalHost::containers(std::stop_token)
{
    co_return QList<Container>();
}

int LocalHost::dialTcp(QString address, quint16 port)
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(QHostAddress(address).toIPv4Address());
    return dialled(AF_INET, reinterpret_cast<const sockaddr *>(&to), sizeof to);
}

int LocalHost::dialUnix(QString path)
{
    const QByteArray name = path.toUtf8();
    sockaddr_un to{};
    if (name.size() >= static_cast<qsizetype>(sizeof to.sun_path))
        return -1;
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, name.constData(), static_cast<size_t>(name.size()));
    return dialled(AF_UNIX, reinterpret_cast<const sockaddr *>(&to), sizeof to);
}

QCoro::Task<Result<void>> LocalHost::trustHostKey(HostKeyOffer offer, std::stop_token)
{
    co_return failure(Error::Kind::Refused, offer.host.text());
}

} // namespace opsdeck::testing

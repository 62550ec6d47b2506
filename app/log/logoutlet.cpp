// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/log/logoutlet.h"

#include <QMutex>

namespace opsdeck {

namespace {

struct Outlet
{
    Redaction redaction;
    QtMessageHandler next;
};

// Qt has one message handler for the whole process and hands it nothing of ours, so what it needs cannot belong to an
// object.
QBasicMutex mutex;
std::optional<Outlet> theOutlet;

std::optional<Outlet> exchange(std::optional<Outlet> outlet)
{
    const QMutexLocker lock(&mutex);
    return std::exchange(theOutlet, std::move(outlet));
}

void print(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QMutexLocker lock(&mutex);
    const auto outlet = theOutlet;
    lock.unlock();
    if (outlet)
        outlet->next(type, context, outlet->redaction.clean(text));
}

} // namespace

LogOutlet::LogOutlet(const Redaction &redaction)
{
    const QtMessageHandler next = qInstallMessageHandler(nullptr);
    exchange(Outlet{redaction, next});
    qInstallMessageHandler(print);
}

LogOutlet::~LogOutlet()
{
    const auto outlet = exchange({});
    qInstallMessageHandler(outlet->next);
}

} // namespace opsdeck

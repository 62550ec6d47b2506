// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/storethread.h"

#include "models/ports/handover.h"

namespace opsdeck::store {

StoreThread::StoreThread(const QString &name)
    : m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    QObject::connect(
        &m_thread, &QThread::finished, &m_thread, [this] { handOver(this); }, Qt::DirectConnection);
    m_thread.start();
}

StoreThread::~StoreThread()
{
    finish();
}

void StoreThread::post(std::function<void()> work)
{
    postTo(m_context.get(), std::move(work));
}

void StoreThread::finish()
{
    if (m_thread.isFinished())
        return;
    post([this] { m_thread.quit(); });
    m_thread.wait();
    takeOver(this);
}

} // namespace opsdeck::store

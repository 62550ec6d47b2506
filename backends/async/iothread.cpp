// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/async/iothread.h"

namespace opsdeck {

IoThread::IoThread(Redaction redaction)
    : m_redaction(std::move(redaction))
    , m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(QStringLiteral("opsdeck-io"));
    m_context->moveToThread(&m_thread);
    QObject::connect(
        &m_thread, &QThread::finished, &m_thread, [this] { handOver(this); }, Qt::DirectConnection);
    m_thread.start();
}

IoThread::~IoThread()
{
    call([this] { m_context.reset(); });
    m_thread.quit();
    m_thread.wait();
    takeOver(this);
}

void IoThread::post(std::function<void()> fn)
{
    postTo(m_context.get(), std::move(fn));
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/async/taskscope.h"

#include <QLoggingCategory>

namespace opsdeck {

Q_LOGGING_CATEGORY(lcAsync, "opsdeck.async")

TaskScope::~TaskScope()
{
    m_stop.request_stop();
    if (*m_running != 0)
        qFatal("A task outlived its scope: one of its awaits ignores its stop token");
}

void TaskScope::logException(const std::exception &exception)
{
    qCCritical(lcAsync, "a task ended with an exception: %s", exception.what());
}

void TaskScope::cancelAll()
{
    auto old = std::exchange(m_stop, std::stop_source{});
    old.request_stop();
}

void logFailure(const char *what, const Result<void> &result)
{
    if (!result && result.error().kind != Error::Kind::Cancelled)
        qCWarning(lcAsync).noquote() << what << result.error().origin << result.error().detail;
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desk.h"

#include <memory>

namespace opsdeck::bench {

/// The window on a workspace as `opsdeck WORKSPACE` opens it, in a part: with its session in reach.
class OpenDesk
{
public:
    explicit OpenDesk(const QString &folder);

    Session &session() { return *m_session; }
    Shell &shell() { return m_desk->shell(); }
    /// Also those that nobody went to yet.
    void makeAllPages() { shell().makePages(); }

private:
    Language m_language;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Desk> m_desk;
};

} // namespace opsdeck::bench

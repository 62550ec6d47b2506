// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/opendesk.h"

#include "app/workspace/workspaceloader.h"

namespace opsdeck::bench {

OpenDesk::OpenDesk(const QString &folder)
{
    DeskSettings settings{.language = QStringLiteral("en")};
    m_language.use(settings.language);
    auto session = Session::open(loadWorkspace(folder).workspace, standardFolders());
    if (!session)
        qFatal("%s", qPrintable(session.error().detail));
    m_session = std::move(*session);
    m_desk = std::make_unique<Desk>(*m_session, m_language, settings);
    m_desk->shell().show();
}

} // namespace opsdeck::bench

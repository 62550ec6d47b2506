// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/desk.h"
#include "app/workspace/workspaceloader.h"
#include "models/items/alerttreemodel.h"
#include "tests/support/run.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/shell/freshnessstrip.h"
#include "widgets/theme/stateshape.h"

#include <QtWidgets>

#include <memory>

namespace opsdeck::testing {

/// The window of `opsdeck WORKSPACE` with everything behind it, and what its alerts page shows.
class AlertWindow
{
public:
    /// Polls from now on. False where the workspace has a fault, which is printed.
    bool open(const QString &workspace, const QString &home)
    {
        const LoadedWorkspace loaded = loadWorkspace(workspace);
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            qWarning().noquote() << diagnostic.text();
        if (!loaded.isUsable() || !loaded.diagnostics.isEmpty())
            return false;
        auto session
            = Session::open(loaded.workspace, {home + QStringLiteral("/data"), home + QStringLiteral("/config")});
        if (!session)
            return false;
        m_session = std::move(*session);
        m_desk = std::make_unique<Desk>(*m_session, m_language, DeskSettings{.language = QStringLiteral("en")});
        m_desk->shell().resize(1280, 800);
        m_desk->shell().show();
        m_session->startSync();
        return true;
    }
    void close()
    {
        m_desk.reset();
        m_session.reset();
    }

    Session &session() { return *m_session; }
    Desk &desk() { return *m_desk; }
    AlertsPage &page() { return *m_desk->shell().findChild<AlertsPage *>(); }
    AlertView &view() { return *page().findChild<AlertView *>(); }
    const AlertWall &wall() { return page().model().wall(); }
    /// Of the strip at the top: "sources 1/2 live, b stale since 13:41".
    QString strip() { return m_desk->shell().findChild<FreshnessStrip *>()->accessibleName(); }

    AlertGroup group(const QString &key)
    {
        for (const AlertGroup &group : wall().groups) {
            if (group.key() == key)
                return group;
        }
        return {};
    }
    /// Of that name; a row without a key where there is none.
    AlertRow row(const QString &name)
    {
        for (const AlertGroup &group : wall().groups) {
            for (const AlertRow &row : group.rows) {
                if (row.name == name)
                    return row;
            }
        }
        return {};
    }
    QStringList names()
    {
        QStringList all;
        for (const AlertGroup &group : wall().groups) {
            for (const AlertRow &row : group.rows)
                all.append(row.name);
        }
        all.sort();
        return all;
    }
    Freshness freshness(const QString &source)
    {
        for (const SourceView &view : wall().sources) {
            if (view.id == SourceId(source))
                return view.freshness;
        }
        return Freshness::Never;
    }
    /// Puts the hand on that alert and presses a key. False where it is not shown.
    bool press(const QString &alert, Qt::Key key)
    {
        const QModelIndex at = page().model().indexOf(row(alert).key);
        view().setExpanded(at.parent(), true);
        view().setCurrentIndex(at);
        QTest::keyClick(&view(), key);
        return at.isValid();
    }
    template <typename T> T *dialog() { return m_desk->shell().findChild<T *>(); }

    /// Whatever is painted in the green of "all is well", also where it is blended at its edges.
    int greenPixels()
    {
        QCoreApplication::processEvents();
        const QImage image = m_desk->shell().grab().toImage();
        const QColor green = m_desk->theme().color(tokenOf(StateShape::Ok));
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor seen = image.pixelColor(x, y);
                const bool isHue = std::abs(seen.hue() - green.hue()) < 12 && seen.saturation() > 60;
                count += isHue && seen.hue() >= 0 ? 1 : 0;
            }
        }
        return count;
    }

private:
    Language m_language;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Desk> m_desk;
};

} // namespace opsdeck::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/topology.h"
#include "widgets/pages/topology/drawing.h"
#include "widgets/shell/page.h"

#include <QFuture>

#include <functional>

class QLabel;
class QStackedLayout;

namespace opsdeck {

class EmptyState;
class TopologyCanvas;
class TopologyHeader;
class TopologyInspector;

/// "What does this touch?" Looks at one thing and its neighbours, never at everything. Shows the old picture while the
/// next one is laid out elsewhere; a change of state alone moves nothing.
class TopologyPage : public Page
{
    Q_OBJECT

public:
    using LayoutRunner = std::function<QFuture<Result<LayoutResult>>(LayoutRequest)>;

    TopologyPage(const Workspace &workspace, LayoutRunner layout, Theme &theme, QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QWidget *inspector() override;
    QString place() const override { return m_root.text(); }
    QList<PagePlace> places() const override;
    QList<PageShortcut> shortcuts() const override;
    /// An entity's reference, or the bare name of a component.
    void openPlace(const QString &place) override;
    std::optional<PageEnvironment> environment() const override;

    void setTopology(const Topology &topology);
    void showProblem(const Error &error); ///< until the next topology
    EnvironmentId chosenEnvironment() const;
    bool withHosts() const;

Q_SIGNALS:
    void contentChanged(); ///< another environment, or hosts: set another topology

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void wire();
    void retranslate();
    void focusOnEntity(const EntityId &id);
    void openNode(const EntityId &id);
    void refresh();
    void layOut();
    void fillInspector();
    void openInspector();
    void showEmptyState();
    EntityId entityFor(const QString &place) const;

    const Workspace &m_workspace;
    const LayoutRunner m_layout;
    Theme &m_theme;
    TopologyHeader *m_header;
    QLabel *m_problem;
    TopologyCanvas *m_canvas;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    TopologyInspector *m_inspector;
    Topology m_topology;
    EntityId m_root;
    FocusedTopology m_wanted; ///< what the person asked for
    FocusedTopology m_drawn; ///< what the canvas shows
    int m_ticket = 0; ///< of the layout that is awaited
    bool m_layingOut = false;
    bool m_loaded = false;
};

} // namespace opsdeck

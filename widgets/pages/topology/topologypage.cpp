// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/topologypage.h"

#include "models/items/errortext.h"
#include "models/ports/onresult.h"
#include "widgets/pages/topology/topologycanvas.h"
#include "widgets/pages/topology/topologyheader.h"
#include "widgets/pages/topology/topologyinspector.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

/// What a person can paste into catalog/shop.yaml.
QString exampleCatalog()
{
    return QStringLiteral("apiVersion: backstage.io/v1alpha1\n"
                          "kind: Component\n"
                          "metadata: {name: cart, title: Cart}\n"
                          "spec: {type: service, owner: shop-team, system: checkout, dependsOn: [resource:cart-db]}\n"
                          "---\n"
                          "apiVersion: backstage.io/v1alpha1\n"
                          "kind: Resource\n"
                          "metadata: {name: cart-db}\n"
                          "spec: {type: database, owner: shop-team, system: checkout}\n");
}

ProductId productOf(const Workspace &workspace, const EntityId &component)
{
    for (const Product &product : workspace.products) {
        for (const ProductModule &part : product.modules) {
            if (part.component == component)
                return product.id;
        }
    }
    return {};
}

} // namespace

TopologyPage::TopologyPage(const Workspace &workspace, LayoutRunner layout, Theme &theme, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_layout(std::move(layout))
    , m_theme(theme)
    , m_header(new TopologyHeader(workspace.environments, theme, this))
    , m_problem(plainLabel({}, this, theme.bodyFont(), Token::Critical))
    , m_canvas(new TopologyCanvas(theme, this))
    , m_empty(new EmptyState(theme, iconName(), this))
    , m_stack(new QStackedLayout)
    , m_inspector(new TopologyInspector(theme, this))
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    page->setSpacing(3 * Theme::Grid);
    page->addWidget(m_header);
    page->addWidget(m_problem);
    page->addLayout(m_stack, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_canvas);
    setFocusProxy(m_canvas);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_inspector->hide();
    wire();
    retranslate();
}

void TopologyPage::wire()
{
    connect(m_header, &TopologyHeader::focusChosen, this, &TopologyPage::focusOnEntity);
    connect(m_header, &TopologyHeader::rangeChanged, this, &TopologyPage::refresh);
    connect(m_header, &TopologyHeader::contentChanged, this, &TopologyPage::contentChanged);
    connect(m_header, &TopologyHeader::contentChanged, this, &Page::environmentChanged);
    connect(m_canvas, &TopologyCanvas::focusRequested, this, &TopologyPage::focusOnEntity);
    connect(m_canvas, &TopologyCanvas::selectionChanged, this, &TopologyPage::openInspector);
    connect(m_inspector, &TopologyInspector::nodePressed, this, &TopologyPage::openNode);
    connect(m_inspector, &TopologyInspector::focusRequested, this, &TopologyPage::focusOnEntity);
    connect(m_inspector, &TopologyInspector::alertsRequested, this,
        [this](const EntityId &id) { Q_EMIT openAddressRequested(u"alerts"_s, id.text().section(u':', 1)); });
    connect(m_inspector, &TopologyInspector::deployRequested, this,
        [this](const EntityId &id) { Q_EMIT openAddressRequested(u"deploy"_s, productOf(m_workspace, id).text()); });
    connect(
        m_empty, &EmptyState::actionRequested, this, [] { QGuiApplication::clipboard()->setText(exampleCatalog()); });
}

PageCard TopologyPage::describe()
{
    return {QStringLiteral("topology"), QStringLiteral("topology"), tr("Topology")};
}

QWidget *TopologyPage::inspector()
{
    return m_inspector;
}

std::optional<PageEnvironment> TopologyPage::environment() const
{
    const Environment *chosen = m_workspace.environment(chosenEnvironment());
    return chosen ? std::optional(PageEnvironment{chosen->title, chosen->production}) : std::nullopt;
}

EnvironmentId TopologyPage::chosenEnvironment() const
{
    return m_header->environment();
}

bool TopologyPage::withHosts() const
{
    return m_header->withHosts();
}

void TopologyPage::setTopology(const Topology &topology)
{
    m_loaded = true;
    m_topology = topology;
    m_problem->hide();
    m_header->setNodes(topology.nodes);
    if (!topology.nodes.isEmpty() && !topology.find(m_root))
        m_root = startingPoint(topology);
    refresh();
    Q_EMIT placesCame();
}

void TopologyPage::showProblem(const Error &error)
{
    m_problem->setText(errorText(error));
    m_problem->setToolTip(plainToolTip(rawText(error)));
    m_problem->show();
}

EntityId TopologyPage::entityFor(const QString &place) const
{
    if (place.contains(u':'))
        return EntityId(place);
    for (const EntityKind kind : {EntityKind::Component, EntityKind::Resource, EntityKind::System}) {
        const EntityId id = entityId(kind, place);
        if (m_workspace.catalog.find(id))
            return id;
    }
    return entityId(EntityKind::Component, place);
}

QList<PagePlace> TopologyPage::places() const
{
    QList<PagePlace> places;
    for (const TopologyNode &node : m_topology.nodes)
        places.append({iconName(), node.title, node.system, node.id.text()});
    return places;
}

QList<PageShortcut> TopologyPage::shortcuts() const
{
    return {
        {QStringLiteral("f"), tr("Choose what to look at")},
        {QStringLiteral("← ↑ ↓ →"), tr("Go from node to node")},
        {QStringLiteral("+  -"), tr("Zoom")},
        {QStringLiteral("0"), tr("Show everything")},
        {QStringLiteral("Enter"), tr("Put the node in the middle")},
    };
}

void TopologyPage::openPlace(const QString &place)
{
    const EntityId id = place.isEmpty() ? startingPoint(m_topology) : entityFor(place);
    if (m_loaded && !m_topology.find(id))
        return;
    m_root = id;
    refresh();
}

void TopologyPage::focusOnEntity(const EntityId &id)
{
    if (!m_topology.find(id))
        return;
    const bool moved = m_root != id;
    m_root = id;
    refresh();
    if (moved)
        Q_EMIT placeChanged(place());
}

void TopologyPage::openNode(const EntityId &id)
{
    if (m_canvas->drawing().indexOf(id) < 0)
        return focusOnEntity(id);
    m_canvas->select(id);
    openInspector();
}

void TopologyPage::refresh()
{
    if (!m_loaded || m_topology.nodes.isEmpty())
        return showEmptyState();
    FocusedTopology next = focusOn(m_topology, m_root, m_header->hops(), m_header->direction());
    m_header->setFocusOn(m_topology.find(m_root)->title);
    m_header->setCounts(next);
    const bool awaited = m_layingOut && sameStructure(next.part, m_wanted.part);
    const bool drawn = !m_layingOut && sameStructure(next.part, m_drawn.part);
    const bool sameRoot = next.root == m_wanted.root;
    m_wanted = std::move(next);
    if (drawn) {
        m_drawn = m_wanted;
        m_canvas->setState(m_drawn);
        if (!sameRoot)
            m_canvas->select(m_root);
        fillInspector();
    } else if (!awaited) {
        layOut();
    }
}

void TopologyPage::layOut()
{
    m_layingOut = true;
    const int ticket = ++m_ticket;
    onResult(m_layout(layoutRequest(m_wanted.part, m_canvas->drawing())), this,
        [this, ticket](const Result<LayoutResult> &done) {
            if (ticket != m_ticket)
                return; // the person has asked for something else since
            m_layingOut = false;
            if (!done)
                return showProblem(done.error());
            const bool sameRoot = m_wanted.root == m_drawn.root;
            m_drawn = m_wanted;
            m_canvas->setDrawing(TopologyDrawing(m_drawn, *done, m_theme));
            if (!sameRoot)
                m_canvas->select(m_drawn.root);
            m_stack->setCurrentWidget(m_canvas);
            if (sameRoot)
                fillInspector(); // stays closed if the person closed it
            else
                openInspector();
        });
}

void TopologyPage::openInspector()
{
    fillInspector();
    Q_EMIT inspectorWanted(true);
}

void TopologyPage::fillInspector()
{
    const EntityId id = m_canvas->selected();
    const bool canDeploy = !productOf(m_workspace, id).isEmpty();
    m_inspector->showNode(m_topology, id, id == m_root, canDeploy);
}

void TopologyPage::showEmptyState()
{
    ++m_ticket;
    m_layingOut = false;
    m_drawn = {};
    m_header->setFocusOn({});
    m_header->setCounts({});
    m_stack->setCurrentWidget(m_empty);
    if (m_loaded)
        Q_EMIT inspectorWanted(false);
}

void TopologyPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void TopologyPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier && !m_topology.nodes.isEmpty())
        return m_header->openChooser();
    Page::keyPressEvent(event);
}

void TopologyPage::retranslate()
{
    //: %1 = the folder of the workspace
    m_empty->setTexts(tr("No services in the catalog yet"),
        tr("The topology is drawn from files in Backstage's entity format in\n%1/catalog\n\nEach Component or "
           "Resource names what it depends on in spec.dependsOn; depends_on of the compose files is added.")
            .arg(m_workspace.folder),
        tr("Copy an example"));
    if (!m_drawn.part.nodes.isEmpty())
        fillInspector();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/topologyheader.h"

#include "widgets/pages/topology/focuspill.h"
#include "widgets/pages/topology/topologywords.h"
#include "widgets/parts/choicepill.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QLabel>

namespace opsdeck {

namespace {

constexpr Direction directions[] = {Direction::Both, Direction::In, Direction::Out};
constexpr int MaxHops = 3;
constexpr int DefaultHops = 2;

QString defaultEnvironment(const QList<Environment> &environments)
{
    for (const Environment &environment : environments) {
        if (environment.production)
            return environment.id.text();
    }
    return environments.isEmpty() ? QString() : environments.first().id.text();
}

} // namespace

TopologyHeader::TopologyHeader(const QList<Environment> &environments, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_environments(environments)
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_focus(new FocusPill(theme, this))
    , m_hops(new ChoicePill(theme, this))
    , m_direction(new ChoicePill(theme, this))
    , m_environment(new ChoicePill(theme, this))
    , m_hosts(new Pill(theme, this))
    , m_counts(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
{
    auto *layout = new FlowLayout(this, 2 * Theme::Grid);
    for (QWidget *widget :
        std::initializer_list<QWidget *>{m_title, m_focus, m_hops, m_direction, m_environment, m_hosts, m_counts})
        layout->addWidget(widget);
    for (QLabel *label : {m_title, m_counts})
        label->setMinimumHeight(Theme::PillHeight);
    m_hosts->setCheckable(true);
    m_hops->setCurrent(QString::number(DefaultHops));
    m_direction->setCurrent(QString::number(static_cast<int>(Direction::Both)));
    m_environment->setCurrent(defaultEnvironment(environments));
    m_focus->hide();
    connect(m_focus, &FocusPill::chosen, this, &TopologyHeader::focusChosen);
    connect(m_hops, &ChoicePill::chosen, this, &TopologyHeader::rangeChanged);
    connect(m_direction, &ChoicePill::chosen, this, &TopologyHeader::rangeChanged);
    connect(m_environment, &ChoicePill::chosen, this, &TopologyHeader::contentChanged);
    connect(m_hosts, &QAbstractButton::toggled, this, &TopologyHeader::contentChanged);
    retranslate();
}

int TopologyHeader::hops() const
{
    return m_hops->current().toInt();
}

Direction TopologyHeader::direction() const
{
    return static_cast<Direction>(m_direction->current().toInt());
}

EnvironmentId TopologyHeader::environment() const
{
    return EnvironmentId(m_environment->current());
}

bool TopologyHeader::withHosts() const
{
    return m_hosts->isChecked();
}

void TopologyHeader::setFocusOn(const QString &title)
{
    m_focus->setVisible(!title.isEmpty());
    m_focus->setFocusOn(title);
}

void TopologyHeader::setNodes(const QList<TopologyNode> &nodes)
{
    m_focus->setNodes(nodes);
}

void TopologyHeader::setCounts(const FocusedTopology &focused)
{
    m_shown = static_cast<int>(focused.part.nodes.size());
    m_all = static_cast<int>(focused.allNodes);
    m_hiddenEdges = static_cast<int>(focused.hiddenEdges);
    showCounts();
}

void TopologyHeader::openChooser()
{
    m_focus->open();
}

void TopologyHeader::showCounts()
{
    //: %1 = how many of %n nodes are drawn
    QString text = tr("showing %1 of %n node(s)", nullptr, m_all).arg(locale().toString(m_shown));
    //: Goes on "showing 12 of 310 nodes"
    text += tr(", %n edge(s) hidden", nullptr, m_hiddenEdges);
    m_counts->setText(text);
}

void TopologyHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TopologyHeader::retranslate()
{
    m_title->setText(tr("Topology"));
    QList<ChoicePill::Choice> hops;
    for (int i = 1; i <= MaxHops; ++i)
        hops.append({hopsText(i), QString::number(i)});
    m_hops->setPurpose(tr("How far around the focus"));
    m_hops->setChoices(hops);
    QList<ChoicePill::Choice> ways;
    for (const Direction direction : directions)
        ways.append({wordOf(direction), QString::number(static_cast<int>(direction))});
    m_direction->setPurpose(tr("Which neighbours"));
    m_direction->setChoices(ways);
    QList<ChoicePill::Choice> places;
    for (const Environment &environment : std::as_const(m_environments))
        places.append({environment.title.isEmpty() ? environment.id.text() : environment.title, environment.id.text()});
    places.append({tr("all environments"), QString()});
    m_environment->setPurpose(tr("Versions, hosts and alerts of this environment"));
    m_environment->setChoices(places);
    //: A switch: draw the hosts that services run on, too
    m_hosts->setText(tr("hosts"));
    m_hosts->setAccessibleName(tr("Draw hosts, too"));
    m_hosts->setToolTip(plainToolTip(tr("Draw the hosts that services run on")));
    showCounts();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/routecard.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "models/items/timetext.h"
#include "widgets/pages/traffic/boardtext.h"
#include "widgets/pages/traffic/poolrows.h"
#include "widgets/pages/traffic/sharebar.h"
#include "widgets/pages/traffic/steprow.h"
#include "widgets/pages/traffic/trafficactions.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"
#include "widgets/parts/timetext.h"
#include "widgets/shell/environmentband.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int badgeSize = 14;

} // namespace

RouteCard::RouteCard(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_name(plainLabel({}, this, theme.strongFont()))
    , m_kind(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_band(new EnvironmentBand(theme, this))
    , m_badge(new StateBadge(theme, StateShape::Waiting, badgeSize, this))
    , m_state(plainLabel({}, this, theme.strongFont()))
    , m_read(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_bar(new ShareBar(theme, this))
    , m_since(plainLabel({}, this, theme.metaFont(), Token::TextMuted))
    , m_pools(new PoolRows(theme, this))
    , m_steps(new StepRow(theme, this))
    , m_gates(new QVBoxLayout)
    , m_gateBox(new QWidget(this))
    , m_tenants(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_next(plainLabel({}, this, theme.strongFont()))
    , m_actions(new TrafficActions(theme, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setUpBody();
    connect(m_read, &ActionButton::clicked, this, [this] { Q_EMIT readRequested(m_board.route.name); });
    connect(m_copy, &ActionButton::clicked, this, &RouteCard::copy);
    connect(m_pools, &PoolRows::serverChosen, this,
        [this](TrafficDecision::Kind kind, const QString &server) { m_actions->choose(kind, server); });
    connect(m_actions, &TrafficActions::decided, this, &RouteCard::decided);
    retranslate();
}

QLayout *RouteCard::makeHeader()
{
    auto *header = new QHBoxLayout;
    header->setSpacing(2 * Theme::Grid);
    m_read->setIconName(QStringLiteral("refresh"));
    m_copy->setIconName(QStringLiteral("copy"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_name, m_kind, m_band})
        header->addWidget(part);
    header->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_badge, m_state, m_read, m_copy})
        header->addWidget(part);
    return header;
}

void RouteCard::setUpBody()
{
    body()->addLayout(makeHeader());
    m_gates->setContentsMargins(0, 0, 0, 0);
    m_gates->setSpacing(Theme::Grid);
    m_gateBox->setLayout(m_gates);
    for (QLabel *label : {m_since, m_tenants, m_next})
        label->setWordWrap(true);
    for (QWidget *part :
        std::initializer_list<QWidget *>{m_bar, m_since, m_pools, m_steps, m_gateBox, m_tenants, m_next, m_actions})
        body()->addWidget(part);
}

void RouteCard::setBoard(const BoardRoute &board, const QDateTime &now)
{
    m_board = board;
    m_name->setText(board.product + QStringLiteral(" · ") + board.route.name);
    setAccessibleName(m_name->text());
    m_kind->setText(
        QStringLiteral("%1 · %2 → %3").arg(strategyText(board.route.strategy), board.route.from, board.route.to));
    m_band->setEnvironment(board.environment);
    m_badge->setShape(shapeOf(board.shift));
    m_state->setText(stateText(board.shift));
    m_bar->setBoard(board);
    m_pools->setBoard(board, !m_forbidden);
    m_steps->setBoard(board, now);
    showEdge();
    showGates();
    showTenants();
    m_actions->setBoard(board);
    tick(now);
}

void RouteCard::showEdge()
{
    // What broke is said in its own line: a card all in red would hide which part of it is meant.
    const bool isOpen = m_board.shift && !isOver(*m_board.shift);
    setTone(m_next, isOpen && shapeOf(m_board.shift) == StateShape::Critical ? Token::Critical : Token::Text);
    if (hasFocus())
        setEdge(Token::Accent);
    else
        setEdge(m_board.shareError ? std::optional(Token::Stale) : std::nullopt);
}

void RouteCard::setForbidden(const std::optional<Error> &why)
{
    m_forbidden = why;
    m_actions->setForbidden(why);
    m_pools->setBoard(m_board, !why);
}

void RouteCard::tick(const QDateTime &now)
{
    m_now = now;
    m_steps->tick(now);
    const QString next = nextText(m_board, now);
    if (m_next->text() != next)
        m_next->setText(next);
    showSince();
}

void RouteCard::showSince()
{
    QStringList parts;
    if (m_board.shift && m_board.shift->shareSince.isValid())
        //: %1 is a time, %2 "4 min ago"
        parts.append(
            tr("This share since %1 (%2)")
                .arg(momentText(m_board.shift->shareSince, m_now), timeAgoText(m_board.shift->shareSince, m_now)));
    if (m_board.shareError)
        //: %1 says why
        parts.append(tr("the balancer does not answer: %1").arg(errorText(*m_board.shareError)));
    if (m_board.shareReadAt.isValid())
        //: %1 is "4 s ago"
        parts.append(tr("read from the balancer %1").arg(timeAgoText(m_board.shareReadAt, m_now)));
    else if (m_board.share)
        parts.append(tr("as the ledger says"));
    const QString text = parts.join(QStringLiteral(" · "));
    if (m_since->text() == text)
        return;
    m_since->setText(text);
    setTone(m_since, m_board.shareError ? Token::Critical : Token::TextMuted);
    m_since->setToolTip(m_board.shareError ? plainToolTip(rawText(*m_board.shareError))
            : m_board.shift                ? plainToolTip(exactText(m_board.shift->shareSince))
                                           : QString());
}

void RouteCard::showGates()
{
    const auto gates = m_board.shift ? m_board.shift->gates : QList<TrafficShift::GateResult>();
    m_gateBox->setVisible(!gates.isEmpty());
    if (gates == m_shownGates)
        return;
    m_shownGates = gates;
    while (QLayoutItem *item = m_gates->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const auto &gate : gates) {
        auto *line = new QWidget(m_gateBox);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(2 * Theme::Grid);
        row->addWidget(new StateBadge(m_theme, gate.holds ? StateShape::Ok : StateShape::Critical, badgeSize, line));
        const QString where = gate.host.isEmpty() ? gate.gate : gate.gate + QStringLiteral(" @ ") + gate.host.text();
        //: A gate: %1 is its name and host, %2 a step's number, %3 a time, %4 what it said
        auto *text = plainLabel(
            tr("%1, step %2, %3: %4")
                .arg(where, QString::number(gate.step), momentText(gate.at, m_now),
                    gate.text.isEmpty() ? (gate.holds ? tr("holds") : tr("broke")) : phraseText(gate.text)),
            line, m_theme.bodyFont(), gate.holds ? Token::Text : Token::Critical);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        m_gates->addWidget(line);
    }
}

void RouteCard::showTenants()
{
    const QStringList moved = tenantsMoved(m_board);
    QMap<QString, QStringList> byPool;
    QList<Tenant> tenants = m_board.route.tenants;
    std::sort(tenants.begin(), tenants.end(),
        [](const Tenant &a, const Tenant &b) { return std::pair(a.tier, a.name) < std::pair(b.tier, b.name); });
    for (const Tenant &tenant : std::as_const(tenants)) {
        const QString pool = moved.contains(tenant.name) ? m_board.route.to : m_board.route.from;
        //: %1 is a tenant, %2 a number: lower tiers move first
        byPool[pool].append(tr("%1 (tier %2)").arg(tenant.name, QString::number(tenant.tier)));
    }
    QStringList lines;
    for (const QString &pool : {m_board.route.to, m_board.route.from}) {
        if (byPool.contains(pool))
            //: %1 is a pool, %2 a list of tenants
            lines.append(tr("%n tenant(s) on %1: %2", nullptr, static_cast<int>(byPool.value(pool).size()))
                             .arg(pool, byPool.value(pool).join(QStringLiteral(", "))));
    }
    m_tenants->setText(lines.join(u'\n'));
    m_tenants->setVisible(!lines.isEmpty());
}

void RouteCard::copy() const
{
    QGuiApplication::clipboard()->setText(summaryText(m_board, m_now));
}

void RouteCard::keyPressEvent(QKeyEvent *event)
{
    using Kind = TrafficDecision::Kind;
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->modifiers() != Qt::NoModifier || m_actions->isAsking())
        return Card::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_N:
        return m_actions->choose(isOffered(m_board, Kind::Start) ? Kind::Start : Kind::Next);
    case Qt::Key_P:
        return m_actions->choose(Kind::Pause);
    case Qt::Key_S:
        return m_actions->choose(Kind::Abort);
    case Qt::Key_B:
        return m_actions->choose(Kind::TakeBack);
    case Qt::Key_R:
        return Q_EMIT readRequested(m_board.route.name);
    default:
        Card::keyPressEvent(event);
    }
}

void RouteCard::focusInEvent(QFocusEvent *event)
{
    Card::focusInEvent(event);
    showEdge();
    Q_EMIT entered();
}

void RouteCard::focusOutEvent(QFocusEvent *event)
{
    Card::focusOutEvent(event);
    showEdge();
}

void RouteCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void RouteCard::retranslate()
{
    m_read->setText(tr("Read again"));
    m_read->setToolTip(plainToolTip(tr("Asks the balancer who gets how much")));
    m_copy->setText(tr("Copy"));
    m_pools->retranslate();
    m_shownGates.clear();
    setBoard(m_board, m_now);
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/poolrows.h"

#include "widgets/pages/traffic/boardtext.h"
#include "widgets/pages/traffic/sharebar.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QGridLayout>
#include <QLabel>

namespace opsdeck {

namespace {

constexpr int serverBadge = 12;
constexpr int versionWidth = 220;

} // namespace

PoolRows::PoolRows(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void PoolRows::setBoard(const BoardRoute &board, bool maySteer)
{
    const QList<BoardPool> pools = poolsOf(board);
    const bool may = maySteer && mayDecide(board, TrafficDecision::Kind::Drain).has_value();
    m_board = board;
    if (pools == m_pools && may == m_maySteer && m_content)
        return;
    m_pools = pools;
    m_maySteer = may;
    build();
}

void PoolRows::retranslate()
{
    if (m_content)
        build();
}

void PoolRows::build()
{
    const QWidget *focused = m_content ? m_content->focusWidget() : nullptr;
    const QString kept = focused && focused->hasFocus() ? focused->objectName() : QString();
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_content = new QWidget(this);
    auto *grid = new QGridLayout(m_content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(3 * Theme::Grid);
    grid->setVerticalSpacing(Theme::Grid);
    grid->setColumnStretch(5, 1);
    for (int row = 0; row < m_pools.size(); ++row)
        addPool(grid, row, m_pools.at(row));
    layout()->addWidget(m_content);
    if (auto *again = kept.isEmpty() ? nullptr : m_content->findChild<ActionButton *>(kept))
        again->setFocus();
}

void PoolRows::addPool(QGridLayout *grid, int row, const BoardPool &pool)
{
    grid->addWidget(new PoolSign(m_theme, lookOf(m_board.route, pool.name), m_content), row, 0);
    grid->addWidget(plainLabel(pool.name, m_content, m_theme.strongFont()), row, 1);
    const QString share = pool.percent ? QStringLiteral("%1 %").arg(*pool.percent) : tr("? %");
    grid->addWidget(plainLabel(share, m_content, m_theme.bodyFont()), row, 2, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(new StateBadge(m_theme, pool.shape(), serverBadge, m_content), row, 3);
    const QStringList versions = pool.versions();
    auto *version = new ElidedLabel(
        m_theme, versions.isEmpty() ? tr("version unknown") : versions.join(QStringLiteral(" · ")), m_content);
    version->setFont(m_theme.monoFont());
    version->setElideMode(Qt::ElideMiddle);
    version->setToken(versions.isEmpty() ? Token::TextMuted : Token::Text);
    version->setFixedWidth(versionWidth);
    grid->addWidget(version, row, 4);
    auto *servers = new QWidget(m_content);
    auto *flow = new FlowLayout(servers, 3 * Theme::Grid);
    flow->setContentsMargins(0, 0, 0, 0);
    for (const BoardServer &server : pool.servers)
        flow->addWidget(makeServer(server));
    grid->addWidget(servers, row, 5);
}

QWidget *PoolRows::makeServer(const BoardServer &server)
{
    using Kind = TrafficDecision::Kind;
    auto *box = new QWidget(m_content);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::Grid);
    row->addWidget(new StateBadge(m_theme, server.shape, serverBadge, box));
    auto *name = plainLabel(server.name, box, m_theme.monoFont());
    name->setToolTip(plainToolTip(
        //: %1 is a host, %2 its state, %3 what runs there
        tr("%1: %2. %3")
            .arg(server.host.isEmpty() ? tr("The workspace does not say on which host it runs") : server.host.text(),
                wordOf(server.shape), server.versions.join(QStringLiteral(", ")))));
    row->addWidget(name);
    if (server.isDrained)
        row->addWidget(captionLabel(tr("drained"), box, m_theme.metaFont(), Token::Warning));
    const Kind kind = server.isDrained ? Kind::Undrain : Kind::Drain;
    auto *button = new ActionButton(m_theme, ActionButton::Look::Quiet, decisionText(m_board, kind), box);
    button->setObjectName(QStringLiteral("server/") + server.name);
    button->setEnabled(m_maySteer);
    //: %1 is what the button says, %2 a server
    button->setAccessibleName(tr("%1 %2").arg(decisionText(m_board, kind), server.name));
    connect(button, &ActionButton::clicked, this,
        [this, kind, server = server.name] { Q_EMIT serverChosen(kind, server); });
    row->addWidget(button);
    return box;
}

} // namespace opsdeck

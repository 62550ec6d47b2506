// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/trafficpage.h"

#include "models/items/errortext.h"
#include "widgets/pages/traffic/boardtext.h"
#include "widgets/pages/traffic/movesmodel.h"
#include "widgets/pages/traffic/routecard.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int columnWidths[] = {144, 150, 120, 150};
constexpr int pastHeight = 190;

} // namespace

TrafficPage::TrafficPage(Theme &theme, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_moves(new MovesModel(this))
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_counts(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_banner(new Card(theme, {}, this))
    , m_bannerText(plainLabel({}, m_banner, theme.bodyFont()))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(theme, QStringLiteral("balancer"), m_stack))
    , m_lesson(new EmptyState(theme, QStringLiteral("balancer"), m_stack))
{
    m_bannerText->setWordWrap(true);
    m_banner->body()->addWidget(m_bannerText);
    auto *header = new QHBoxLayout;
    header->setSpacing(2 * Theme::Grid);
    header->addWidget(m_title);
    header->addWidget(m_counts);
    header->addStretch(1);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    page->setSpacing(3 * Theme::Grid);
    page->addLayout(header);
    page->addWidget(m_banner);
    page->addWidget(m_stack, 1);
    m_board = makeBoard();
    m_teaching = makeTeaching();
    for (QWidget *each : std::initializer_list<QWidget *>{m_board, m_teaching, m_empty})
        m_stack->addWidget(each);
    connect(m_empty, &EmptyState::actionRequested, this, [this] { Q_EMIT readRequested({}); });
    connect(m_lesson, &EmptyState::actionRequested, this,
        [] { QGuiApplication::clipboard()->setText(TrafficPage::example()); });
    retranslate();
}

QWidget *TrafficPage::makeBoard()
{
    auto *board = new QWidget(m_stack);
    auto *content = new QWidget(board);
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(3 * Theme::Grid);
    m_list->addStretch(1);
    m_area = new QScrollArea(board);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus); // the cards take the keys, and are scrolled to
    m_area->setWidget(content);
    m_past = new Card(m_theme, {}, board);
    m_past->setFixedHeight(pastHeight);
    m_nothing = plainLabel({}, m_past, m_theme.bodyFont(), Token::TextMuted);
    m_nothing->setWordWrap(true);
    m_table = new QTreeView(m_past);
    setUpTable();
    m_past->body()->addWidget(m_nothing);
    m_past->body()->addWidget(m_table, 1);
    auto *layout = new QVBoxLayout(board);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_area, 1);
    layout->addWidget(m_past);
    return board;
}

void TrafficPage::setUpTable()
{
    m_table->setModel(m_moves);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setProperty("inCard", true);
    m_table->header()->setStretchLastSection(true);
    for (int column = MovesModel::Time; column < MovesModel::Detail; ++column)
        m_table->setColumnWidth(column, columnWidths[column]);
    m_table->installEventFilter(this);
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

QWidget *TrafficPage::makeTeaching()
{
    auto *teaching = new QWidget(m_stack);
    auto *card = new Card(m_theme, {}, teaching);
    card->body()->addWidget(plainLabel(example(), card, m_theme.monoFont()));
    auto *layout = new QVBoxLayout(teaching);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_lesson, 1);
    layout->addWidget(card, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return teaching;
}

QString TrafficPage::example()
{
    return QStringLiteral("traffic:\n"
                          "- name: shop\n"
                          "  product: shop\n"
                          "  environment: production\n"
                          "  strategy: gray             # or canary, blue-green\n"
                          "  balancer: haproxy          # or nginx, envoy, command\n"
                          "  host: lb-01                # where the balancer runs\n"
                          "  socket: /run/haproxy/admin\n"
                          "  backend: shop\n"
                          "  pools:\n"
                          "    G0: {servers: {s1: app-01, s2: app-02}}\n"
                          "    G2: {servers: {s3: app-03}}\n"
                          "  from: G0\n"
                          "  to: G2\n"
                          "  steps: [5, 20, 100]\n"
                          "  hold: 10m\n"
                          "  tenants: [{name: demo, tier: 0}]");
}

PageCard TrafficPage::describe()
{
    return {QStringLiteral("traffic"), QStringLiteral("balancer"), tr("Traffic")};
}

QString TrafficPage::place() const
{
    return m_current;
}

void TrafficPage::openPlace(const QString &place)
{
    RouteCard *card = cardOf(place);
    m_wanted = card ? QString() : place;
    if (!card)
        return;
    card->setFocus();
    m_area->ensureWidgetVisible(card);
    enter(card);
}

QList<PagePlace> TrafficPage::places() const
{
    QList<PagePlace> places;
    for (const RouteCard *card : m_cards)
        places.append({iconName(), card->board().route.name,
            card->board().product + QStringLiteral(" · ") + card->board().environment.title, card->board().route.name});
    return places;
}

QList<PageShortcut> TrafficPage::shortcuts() const
{
    return {
        {QStringLiteral("j  k"), tr("Next and previous route")},
        {QStringLiteral("n"), tr("Start, or the next step")},
        {QStringLiteral("p"), tr("Pause once the change under way is made")},
        {QStringLiteral("s"), tr("Stop here: the share stays")},
        {QStringLiteral("b"), tr("Take everything back")},
        {QStringLiteral("r"), tr("Read the share from the balancer")},
        {QStringLiteral("Ctrl+C"), tr("Copy the route, or the selected moves")},
    };
}

std::optional<PageEnvironment> TrafficPage::environment() const
{
    const RouteCard *card = cardOf(m_current);
    return card ? std::optional(card->board().environment) : std::nullopt;
}

void TrafficPage::setRoutes(const QList<BoardRoute> &routes, const QDateTime &now)
{
    m_isRead = true;
    while (m_cards.size() > routes.size())
        m_cards.takeLast()->deleteLater();
    while (m_cards.size() < routes.size())
        m_cards.append(makeCard());
    int waiting = 0;
    for (qsizetype i = 0; i < routes.size(); ++i) {
        m_cards.at(i)->setBoard(routes.at(i), now);
        const auto &shift = routes.at(i).shift;
        waiting += shift && !isOver(*shift) && !isUnderWay(*shift) ? 1 : 0;
    }
    if (!cardOf(m_current))
        enter(m_cards.isEmpty() ? nullptr : m_cards.first());
    if (!m_wanted.isEmpty())
        openPlace(m_wanted);
    Q_EMIT placesCame();
    setBadge(waiting > 0 ? std::optional(PageBadge{StateShape::Paused, waiting}) : std::nullopt);
    showContent();
}

RouteCard *TrafficPage::makeCard()
{
    auto *card = new RouteCard(m_theme, m_area->widget());
    card->setForbidden(m_forbidden);
    connect(card, &RouteCard::decided, this, &TrafficPage::decided);
    connect(card, &RouteCard::readRequested, this, &TrafficPage::readRequested);
    connect(card, &RouteCard::entered, this, [this, card] { enter(card); });
    m_list->insertWidget(m_list->count() - 1, card);
    return card;
}

void TrafficPage::setMoves(const QList<TrafficMove> &moves)
{
    m_moves->setRecords(moves);
    showContent();
}

void TrafficPage::setProblem(const std::optional<Error> &problem)
{
    m_problem = problem;
    showContent();
}

void TrafficPage::setUnread(int entries)
{
    m_unread = entries;
    showContent();
}

void TrafficPage::setForbidden(const std::optional<Error> &why)
{
    m_forbidden = why;
    for (RouteCard *card : std::as_const(m_cards))
        card->setForbidden(why);
}

void TrafficPage::tick(const QDateTime &now)
{
    for (RouteCard *card : std::as_const(m_cards))
        card->tick(now);
}

RouteCard *TrafficPage::cardOf(const QString &route) const
{
    const auto found = std::find_if(
        m_cards.cbegin(), m_cards.cend(), [&](const RouteCard *card) { return card->board().route.name == route; });
    return found == m_cards.cend() ? nullptr : *found;
}

void TrafficPage::enter(RouteCard *card)
{
    const QString route = card ? card->board().route.name : QString();
    if (route == m_current)
        return;
    m_current = route;
    Q_EMIT environmentChanged();
    Q_EMIT placeChanged(route);
}

void TrafficPage::step(int by)
{
    const qsizetype at = m_cards.indexOf(cardOf(m_current));
    const bool isInCard = at >= 0 && m_cards.at(at)->hasFocus();
    const qsizetype next = isInCard ? at + by : at;
    if (next >= 0 && next < m_cards.size())
        openPlace(m_cards.at(next)->board().route.name);
}

void TrafficPage::showContent()
{
    showCounts();
    const bool hasOldRows = m_isRead && m_problem;
    m_banner->setVisible(hasOldRows || (m_isRead && m_unread > 0));
    m_banner->setEdge(hasOldRows ? Token::Stale : Token::Warning);
    m_bannerText->setText(hasOldRows
            //: %1 says why
            ? tr("The ledger cannot be read, so this may be old: %1").arg(errorText(*m_problem))
            : tr("%n ledger entries about traffic cannot be understood.", nullptr, m_unread));
    m_bannerText->setToolTip(hasOldRows ? plainToolTip(rawText(*m_problem)) : QString());
    m_nothing->setVisible(m_moves->rowCount() == 0);
    m_table->setVisible(m_moves->rowCount() > 0);
    if (!m_isRead && m_problem) {
        m_empty->setIconName(QStringLiteral("warning"));
        const QString raw = rawText(*m_problem);
        m_empty->setTexts(tr("The ledger cannot be read"),
            raw.isEmpty() ? errorText(*m_problem) : errorText(*m_problem) + QStringLiteral("\n\n") + raw,
            tr("Read again"));
    } else if (!m_isRead) {
        m_empty->setIconName(QStringLiteral("clock"));
        m_empty->setTexts(tr("Reading"), tr("What was moved so far, and what the balancers say."));
    }
    m_stack->setCurrentWidget(!m_isRead ? m_empty : m_cards.isEmpty() ? m_teaching : m_board);
}

void TrafficPage::showCounts()
{
    m_counts->setText(m_cards.isEmpty() ? QString() : tr("%n route(s)", nullptr, static_cast<int>(m_cards.size())));
}

void TrafficPage::copyRows() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = MovesModel::Time; column <= MovesModel::Detail; ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

bool TrafficPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyRows();
        return true;
    }
    return Page::eventFilter(watched, event);
}

void TrafficPage::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && event->key() == Qt::Key_J)
        return step(1);
    if (isPlain && event->key() == Qt::Key_K)
        return step(-1);
    Page::keyPressEvent(event);
}

void TrafficPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    Q_EMIT looking(true);
}

void TrafficPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    Q_EMIT looking(false);
}

void TrafficPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void TrafficPage::retranslate()
{
    m_title->setText(tr("Traffic"));
    m_past->setTitle(tr("Moved so far"));
    m_nothing->setText(tr("Nothing was moved yet. Whatever is, is in the ledger before it happens."));
    m_table->setAccessibleName(tr("Moves of the past, newest first"));
    m_lesson->setTexts(tr("No route for traffic"),
        tr("A route says which pools of servers share the traffic of a balancer, and by which steps it moves from the "
           "old one to the new one: all at once, or a little at a time while gates are asked. Write it to "
           "opsdeck.yaml:"),
        tr("Copy the example"));
    m_moves->retranslate();
    showContent();
}

} // namespace opsdeck

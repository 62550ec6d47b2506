// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/trafficactions.h"

#include "models/items/errortext.h"
#include "widgets/pages/traffic/boardtext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace opsdeck {

namespace {

const QList<TrafficDecision::Kind> buttonKinds{TrafficDecision::Kind::Start, TrafficDecision::Kind::Next,
    TrafficDecision::Kind::Pause, TrafficDecision::Kind::Abort, TrafficDecision::Kind::TakeBack};

ActionButton::Look lookOf(TrafficDecision::Kind kind)
{
    switch (kind) {
    case TrafficDecision::Kind::Start:
    case TrafficDecision::Kind::Next:
        return ActionButton::Look::Primary;
    case TrafficDecision::Kind::TakeBack:
        return ActionButton::Look::Danger;
    default:
        return ActionButton::Look::Plain;
    }
}

/// Without the … that says that more is asked for.
QString actText(QString text)
{
    return text.remove(QChar(0x2026));
}

} // namespace

TrafficActions::TrafficActions(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(makeButtons())
    , m_question(makeQuestion())
    , m_told(plainLabel({}, this, theme.bodyFont(), Token::Critical))
{
    m_told->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    for (QWidget *part : std::initializer_list<QWidget *>{m_told, m_question, m_row})
        layout->addWidget(part);
    retranslate();
}

QWidget *TrafficActions::makeButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    for (const Kind kind : buttonKinds) {
        auto *button = new ActionButton(m_theme, lookOf(kind), {}, row);
        connect(button, &ActionButton::clicked, this, [this, kind] { choose(kind); });
        m_buttons.insert(kind, button);
        layout->addWidget(button);
    }
    layout->addStretch(1);
    return row;
}

QWidget *TrafficActions::makeQuestion()
{
    auto *question = new QWidget(this);
    m_target = plainLabel({}, question, m_theme.strongFont());
    m_target->setWordWrap(true);
    m_reason = new QLineEdit(question);
    m_name = new QLineEdit(question);
    m_single = new QCheckBox(question);
    m_back = new ActionButton(m_theme, ActionButton::Look::Plain, {}, question);
    m_confirm = new ActionButton(m_theme, ActionButton::Look::Danger, {}, question);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Theme::Grid);
    row->addWidget(m_reason, 2);
    row->addWidget(m_name, 1);
    row->addWidget(m_single);
    row->addStretch();
    row->addWidget(m_back);
    row->addWidget(m_confirm);
    auto *layout = new QVBoxLayout(question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layout->addWidget(m_target);
    layout->addLayout(row);
    for (QLineEdit *edit : {m_reason, m_name}) {
        connect(edit, &QLineEdit::textChanged, this, [this] { m_confirm->setEnabled(isComplete()); });
        connect(edit, &QLineEdit::returnPressed, this, &TrafficActions::confirm);
    }
    connect(m_confirm, &ActionButton::clicked, this, &TrafficActions::confirm);
    connect(m_back, &ActionButton::clicked, this, &TrafficActions::leave);
    return question;
}

void TrafficActions::setBoard(const BoardRoute &board)
{
    m_board = board;
    // What was asked for may not be possible any more, or would do something else than what was read.
    if (m_asking) {
        const QString target = targetText(m_board, m_asking->kind, m_asking->server);
        if (!mayDecide(m_board, m_asking->kind) || target != m_target->text())
            m_asking.reset();
    }
    showAll();
}

void TrafficActions::setForbidden(const std::optional<Error> &why)
{
    m_forbidden = why;
    if (why)
        m_asking.reset();
    showAll();
}

void TrafficActions::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TrafficActions::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_asking)
        return QWidget::keyPressEvent(event);
    leave();
}

void TrafficActions::choose(Kind kind, const QString &server)
{
    const bool isThere = isOffered(m_board, kind) && mayDecide(m_board, kind).has_value();
    if (m_forbidden || !isThere)
        return;
    if (kind == Kind::Pause) {
        m_buttons.value(kind)->setEnabled(false); // until the shift says that it waits
        Q_EMIT decided({kind, m_board.route.name, {}, {}, 0});
        return;
    }
    m_asking = TrafficDecision{kind, m_board.route.name, {}, server, 0};
    m_reason->clear();
    m_name->clear();
    m_single->setChecked(true); // who wants it all at once says so
    showAll();
    if (needsReason(kind))
        m_reason->setFocus();
    else if (asksForName())
        m_name->setFocus();
    else
        m_confirm->setFocus();
}

void TrafficActions::confirm()
{
    if (!m_asking || !isComplete())
        return;
    TrafficDecision decision = *m_asking;
    decision.reason = needsReason(decision.kind) ? m_reason->text().trimmed() : QString();
    if (asksForStep() && m_single->isChecked())
        decision.lastStep = static_cast<int>(nextStep(m_board));
    m_asking.reset();
    showAll();
    Q_EMIT decided(decision);
}

void TrafficActions::leave()
{
    const Kind kind = m_asking ? m_asking->kind : Kind::Start;
    m_asking.reset();
    showAll();
    if (ActionButton *button = m_buttons.value(kind))
        button->setFocus();
}

bool TrafficActions::asksForName() const
{
    return m_asking && m_board.asksForName && changesTraffic(m_asking->kind);
}

/// Where the route asks by itself, or it is the last step, there is nothing to choose.
bool TrafficActions::asksForStep() const
{
    const bool moves = m_asking && (m_asking->kind == Kind::Start || m_asking->kind == Kind::Next);
    const qsizetype step = nextStep(m_board);
    return moves && !m_board.route.asks && step > 0 && step < m_board.route.steps.size();
}

bool TrafficActions::isComplete() const
{
    const bool hasReason = !m_asking || !needsReason(m_asking->kind) || !m_reason->text().trimmed().isEmpty();
    return hasReason && (!asksForName() || m_name->text().trimmed() == m_board.route.environment.text());
}

void TrafficActions::showAll()
{
    showButtons();
    showQuestion();
    const std::optional<Error> told = m_forbidden ? m_forbidden : m_board.problem;
    setTone(m_told, m_forbidden ? Token::TextMuted : Token::Critical);
    m_told->setText(told ? errorText(*told) : QString());
    m_told->setToolTip(told ? plainToolTip(rawText(*told)) : QString());
    m_told->setVisible(told.has_value());
}

void TrafficActions::showButtons()
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        const auto may = mayDecide(m_board, it.key());
        it.value()->setText(decisionText(m_board, it.key()));
        it.value()->setVisible(isOffered(m_board, it.key()));
        it.value()->setEnabled(may && !m_forbidden);
        it.value()->setToolTip(may ? QString() : plainToolTip(errorText(may.error())));
    }
    m_row->setVisible(!m_asking);
}

void TrafficActions::showQuestion()
{
    m_question->setVisible(m_asking.has_value());
    if (!m_asking)
        return;
    const bool isRed = m_asking->kind == Kind::TakeBack || m_board.environment.production;
    m_target->setText(targetText(m_board, m_asking->kind, m_asking->server));
    m_reason->setVisible(needsReason(m_asking->kind));
    m_name->setVisible(asksForName());
    //: %1 is the environment's name, to be typed
    m_name->setPlaceholderText(tr("Production: type “%1”").arg(m_board.route.environment.text()));
    m_single->setVisible(asksForStep());
    m_single->setText(tr("Wait after this step"));
    m_confirm->setLook(isRed ? ActionButton::Look::Danger : ActionButton::Look::Primary);
    m_confirm->setText(actText(decisionText(m_board, m_asking->kind)));
    m_confirm->setEnabled(isComplete());
}

void TrafficActions::retranslate()
{
    m_back->setText(tr("Back"));
    m_reason->setPlaceholderText(tr("Why? It stays in the ledger."));
    m_reason->setAccessibleName(tr("Reason"));
    m_name->setAccessibleName(tr("Name of the environment"));
    showAll();
}

} // namespace opsdeck

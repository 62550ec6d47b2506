// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/leasepanel.h"

#include "models/items/errortext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/timetext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace opsdeck {

namespace {

constexpr std::chrono::seconds lookEvery{15};

} // namespace

LeasePanel::LeasePanel(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_facts(new KeyValueList(theme, this))
    , m_told(plainLabel({}, this, theme.bodyFont(), Token::Critical))
    , m_reason(new QLineEdit(this))
    , m_break(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_confirm(new ActionButton(theme, ActionButton::Look::Danger, {}, this))
{
    m_told->setWordWrap(true);
    m_reason->setMaxLength(static_cast<int>(Lease::MaxReason));
    layOut();
    m_tick.setInterval(lookEvery);
    connect(&m_tick, &QTimer::timeout, this, &LeasePanel::ask);
    connect(m_break, &ActionButton::clicked, this, [this] { setAsking(true); });
    connect(m_back, &ActionButton::clicked, this, [this] { setAsking(false); });
    connect(m_reason, &QLineEdit::textChanged, this, &LeasePanel::showState);
    connect(m_reason, &QLineEdit::returnPressed, this, &LeasePanel::confirm);
    connect(m_confirm, &ActionButton::clicked, this, &LeasePanel::confirm);
    retranslate();
}

void LeasePanel::setRules(bool kept, const Result<void> &mayBreak)
{
    m_isKept = kept;
    m_mayBreak = mayBreak;
    showState();
    ask();
}

void LeasePanel::setEnvironment(const EnvironmentId &environment)
{
    if (environment == m_environment)
        return;
    m_environment = environment;
    m_lease.reset();
    m_asked.reset();
    m_problem.reset();
    showState();
    ask();
}

void LeasePanel::setLease(const EnvironmentId &environment, const Result<std::optional<Lease>> &lease)
{
    if (environment != m_environment)
        return;
    m_lease = lease;
    if (m_asked && (!canBreak() || seen().holder != m_asked->holder))
        m_asked.reset(); // the reason was meant for one that is over
    showState();
}

void LeasePanel::showProblem(const std::optional<Error> &problem)
{
    m_problem = problem;
    showState();
}

void LeasePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LeasePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_asked)
        return QWidget::keyPressEvent(event);
    setAsking(false);
}

void LeasePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    ask();
}

void LeasePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void LeasePanel::layOut()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Theme::Grid);
    row->addWidget(m_break);
    row->addWidget(m_reason, 1);
    row->addWidget(m_back);
    row->addWidget(m_confirm);
    row->addWidget(m_told, 1);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layout->addWidget(m_facts);
    layout->addLayout(row);
}

void LeasePanel::ask()
{
    if (m_isKept && !m_environment.isEmpty())
        Q_EMIT leaseWanted(m_environment);
}

void LeasePanel::setAsking(bool asking)
{
    m_problem.reset();
    m_asked = asking ? std::optional(seen()) : std::nullopt;
    m_reason->clear();
    showState();
    if (asking)
        m_reason->setFocus();
    else
        m_break->setFocus();
}

void LeasePanel::confirm()
{
    const QString reason = m_reason->text().trimmed();
    if (!m_asked || reason.isEmpty())
        return;
    const Lease lease = *m_asked;
    m_asked.reset();
    showState();
    Q_EMIT breakRequested(lease, reason);
}

void LeasePanel::retranslate()
{
    m_facts->setAccessibleName(tr("Reservation"));
    m_break->setText(tr("Break lease…"));
    m_back->setText(tr("Back"));
    m_reason->setPlaceholderText(tr("Why? They are told, and it stays in the ledger."));
    m_reason->setAccessibleName(tr("Reason"));
    showState();
}

void LeasePanel::showState()
{
    setVisible(m_isKept && !m_environment.isEmpty());
    showFacts();
    const bool offers = canBreak();
    m_break->setVisible(offers && !m_asked);
    m_break->setEnabled(m_mayBreak.has_value());
    m_break->setToolTip(m_mayBreak ? QString() : plainToolTip(errorText(m_mayBreak.error())));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reason, m_back, m_confirm})
        widget->setVisible(m_asked.has_value());
    m_confirm->setEnabled(!m_reason->text().trimmed().isEmpty());
    //: %1 is who has reserved an environment
    m_confirm->setText(
        m_asked && !m_asked->owner.isEmpty() ? tr("Break the lease of %1").arg(m_asked->owner) : tr("Break the lease"));
    const bool isDenied = offers && !m_mayBreak;
    m_told->setText(m_problem ? errorText(*m_problem) : isDenied ? errorText(m_mayBreak.error()) : QString());
    setTone(m_told, m_problem ? Token::Critical : Token::TextMuted);
    m_told->setVisible(!m_told->text().isEmpty() && !m_asked);
}

void LeasePanel::showFacts()
{
    using Row = KeyValueRow;
    QList<Row> rows;
    if (!m_lease) {
        rows = {Row{.label = tr("lease"),
            .value = tr("Looking who has reserved it…"),
            .wrap = true,
            .token = Token::TextMuted}};
    } else if (!*m_lease) {
        rows = {Row{.label = tr("lease"),
            .value = errorText(m_lease->error()),
            .wrap = true,
            .token = Token::Critical,
            .shape = StateShape::Unknown}};
    } else if (const std::optional<Lease> &lease = **m_lease) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        rows = {
            Row{.label = tr("reserved by"),
                .value = lease->owner,
                .wrap = true,
                .token = Token::Warning,
                .shape = StateShape::Warning},
            Row{.label = tr("for"), .value = lease->reason, .wrap = true},
            Row{.label = tr("since"),
                .value = momentText(lease->since, now),
                .wrap = true,
                .toolTip = exactText(lease->since)},
            Row{.label = tr("until"),
                .value = momentText(lease->expires, now),
                .wrap = true,
                .toolTip = exactText(lease->expires)},
        };
    } else {
        rows = {
            Row{.label = tr("lease"), .value = tr("Nobody has reserved it."), .wrap = true, .shape = StateShape::Ok}};
    }
    m_facts->setRows(rows);
}

bool LeasePanel::isHeld() const
{
    return m_lease && *m_lease && **m_lease;
}

/// A lease, or one that nobody can read; where the store does not answer, there is nothing to break.
bool LeasePanel::canBreak() const
{
    return isHeld() || (m_lease && !*m_lease && m_lease->error().kind == Error::Kind::BadAnswer);
}

Lease LeasePanel::seen() const
{
    Lease lease;
    lease.environment = m_environment;
    if (isHeld())
        lease = ***m_lease;
    return lease;
}

} // namespace opsdeck

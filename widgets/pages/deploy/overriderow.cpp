// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/overriderow.h"

#include "widgets/pages/deploy/checktext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace opsdeck {

OverrideRow::OverrideRow(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_badge(new StateBadge(theme, StateShape::Critical, 14, this))
    , m_title(plainLabel({}, this, theme.strongFont()))
    , m_told(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_reason(new QLineEdit(this))
    , m_open(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_takeBack(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_confirm(new ActionButton(theme, ActionButton::Look::Danger, {}, this))
{
    layOut();
    connect(m_open, &ActionButton::clicked, this, [this] {
        m_reason->clear();
        ask(true);
        m_reason->setFocus();
        Q_EMIT grown();
    });
    connect(m_back, &ActionButton::clicked, this, [this] {
        ask(false);
        m_open->setFocus();
    });
    connect(m_takeBack, &ActionButton::clicked, this, [this] { Q_EMIT takenBack(m_state.kind); });
    connect(m_confirm, &ActionButton::clicked, this, &OverrideRow::confirm);
    connect(m_reason, &QLineEdit::returnPressed, this, &OverrideRow::confirm);
    connect(m_reason, &QLineEdit::textChanged, this,
        [this] { m_confirm->setEnabled(!m_reason->text().trimmed().isEmpty()); });
    m_confirm->setEnabled(false);
    retranslate();
}

void OverrideRow::layOut()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * Theme::Grid);
    head->addWidget(m_badge);
    head->addWidget(m_title, 1);
    head->addWidget(m_open);
    head->addWidget(m_takeBack);
    auto *answer = new QHBoxLayout;
    answer->setSpacing(2 * Theme::Grid);
    answer->addStretch(1);
    answer->addWidget(m_back);
    answer->addWidget(m_confirm);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::Grid);
    layout->addLayout(head);
    layout->addWidget(m_told);
    layout->addWidget(m_reason);
    layout->addLayout(answer);
    m_told->setWordWrap(true);
}

void OverrideRow::setState(const State &state)
{
    const State before = std::exchange(m_state, state);
    if (before == state)
        return;
    if (state.given || !state.mayOverride() || before.kind != state.kind)
        m_asking = false;
    retranslate();
}

void OverrideRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void OverrideRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_asking)
        return QWidget::keyPressEvent(event);
    m_back->click();
}

void OverrideRow::ask(bool asking)
{
    m_asking = asking;
    retranslate();
}

void OverrideRow::confirm()
{
    const QString text = m_reason->text().trimmed();
    if (!m_asking || text.isEmpty())
        return;
    m_asking = false;
    Q_EMIT overridden(m_state.kind, text);
    retranslate();
    (m_state.given ? m_takeBack : m_open)->setFocus();
    Q_EMIT grown();
}

void OverrideRow::retranslate()
{
    const QString kind = wordOf(m_state.kind);
    m_badge->setShape(m_state.given ? StateShape::Warning : StateShape::Critical);
    m_title->setText(kind);
    m_told->setText(breakable(explanation()));
    m_open->setText(tr("Override…"));
    m_takeBack->setText(tr("Take back"));
    m_back->setText(tr("Back"));
    m_confirm->setText(tr("Override"));
    //: Read out; %1 is what was looked at
    m_open->setAccessibleName(tr("Override %1").arg(kind));
    //: Read out; %1 is what was looked at
    m_takeBack->setAccessibleName(tr("Take back the override of %1").arg(kind));
    m_reason->setPlaceholderText(tr("Why? It stays in the ledger."));
    //: Read out; %1 is what is overridden
    m_reason->setAccessibleName(tr("Reason to override %1").arg(kind));
    m_open->setVisible(!m_asking && !m_state.given && m_state.mayOverride());
    m_takeBack->setVisible(m_state.given.has_value());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reason, m_back, m_confirm})
        widget->setVisible(m_asking);
    setTone(m_told, m_state.isOutdated && !m_state.given ? Token::Warning : Token::TextMuted);
}

QString OverrideRow::explanation() const
{
    if (m_state.given)
        //: %1 is who took the responsibility, %2 why
        return tr("Overridden by %1: %2").arg(m_state.given->by, m_state.given->text);
    const QString blocks = tr("%n check(s) block.", nullptr, m_state.blocks) + u' ';
    if (!m_state.needed)
        return blocks + tr("Nobody may override this.");
    if (!m_state.mayOverride())
        //: %1 and %2 are roles: "admin", "releaser"
        return blocks
            + tr("It takes the role %1 to override this; yours is %2.")
                  .arg(wordOf(*m_state.needed), wordOf(m_state.role));
    if (m_state.isOutdated)
        return blocks + tr("The override was for something else and does not count any more.");
    return blocks + tr("You may take the responsibility, with a reason.");
}

} // namespace opsdeck

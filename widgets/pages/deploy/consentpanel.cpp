// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/consentpanel.h"

#include "widgets/pages/deploy/overriderow.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

ConsentPanel::ConsentPanel(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_area(new QScrollArea(this))
    , m_list(new QVBoxLayout)
    , m_second(new QWidget(this))
    , m_secondTitle(plainLabel({}, m_second, theme.strongFont()))
    , m_secondTold(plainLabel({}, m_second, theme.bodyFont(), Token::TextMuted))
    , m_name(new QLineEdit(m_second))
    , m_flaw(plainLabel({}, m_second, theme.bodyFont(), Token::Critical))
{
    layOut();
    connect(m_name, &QLineEdit::textChanged, this, &ConsentPanel::confirmBy);
    retranslate();
}

void ConsentPanel::setReport(const PrecheckReport &report)
{
    const StartConsent before = m_consent;
    m_consent = carriedOver(before, m_report, report);
    m_report = report;
    m_blocks.clear();
    for (const Precheck &check : report.checks) {
        if (isBlocking(check))
            ++m_blocks[check.kind];
    }
    m_outdated.clear();
    for (const Override &gone : before.overrides) {
        if (!m_consent.overrides.contains(gone))
            m_outdated.insert(gone.kind);
    }
    const QSignalBlocker quiet(m_name);
    if (m_name->text().trimmed() != m_consent.confirmedBy)
        m_name->setText(m_consent.confirmedBy);
    showRows();
    showSecond();
    if (m_consent != before)
        Q_EMIT consentChanged(m_consent);
}

void ConsentPanel::clear()
{
    setReport({}); // nothing of what was answered holds for it
    m_outdated.clear();
}

bool ConsentPanel::isNeeded() const
{
    return !m_blocks.isEmpty() || m_report.risk.needsSecondPerson;
}

void ConsentPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void ConsentPanel::layOut()
{
    auto *second = new QVBoxLayout(m_second);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(Theme::Grid);
    for (QLabel *label : {m_secondTitle, m_secondTold, m_flaw})
        label->setWordWrap(true);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_secondTitle, m_secondTold, m_name, m_flaw})
        second->addWidget(widget);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 2 * Theme::Grid, 0);
    layout->setSpacing(4 * Theme::Grid);
    m_list->setSpacing(4 * Theme::Grid);
    layout->addWidget(m_second);
    layout->addLayout(m_list);
    layout->addStretch(1);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus); // what is in it takes the keys, and is scrolled to
    m_area->setWidget(content);
    body()->addWidget(m_area, 1);
}

void ConsentPanel::giveOverride(PrecheckKind kind, const QString &text)
{
    m_consent.overrides.removeIf([kind](const Override &given) { return given.kind == kind; });
    m_consent.overrides.append({kind, m_report.actor, text, QDateTime::currentDateTimeUtc()});
    m_outdated.remove(kind);
    showRows();
    Q_EMIT consentChanged(m_consent);
}

void ConsentPanel::takeBack(PrecheckKind kind)
{
    m_consent.overrides.removeIf([kind](const Override &given) { return given.kind == kind; });
    showRows();
    Q_EMIT consentChanged(m_consent);
}

void ConsentPanel::confirmBy(const QString &name)
{
    if (m_consent.confirmedBy == name.trimmed())
        return;
    m_consent.confirmedBy = name.trimmed();
    showSecond();
    Q_EMIT consentChanged(m_consent);
}

void ConsentPanel::showRows()
{
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        it.value()->setVisible(m_blocks.contains(it.key()));
    for (auto it = m_blocks.cbegin(); it != m_blocks.cend(); ++it) {
        OverrideRow::State state{it.key(), it.value(), {}, m_report.role, {}, m_outdated.contains(it.key())};
        if (const auto needed = m_report.policy.overridable.constFind(it.key());
            needed != m_report.policy.overridable.cend())
            state.needed = *needed;
        const auto given = std::find_if(m_consent.overrides.cbegin(), m_consent.overrides.cend(),
            [&it](const Override &candidate) { return candidate.kind == it.key(); });
        if (given != m_consent.overrides.cend())
            state.given = *given;
        OverrideRow *row = rowOf(it.key());
        row->setState(state);
        row->setVisible(true); // a layout would do that for a new one only later
    }
}

/// Made where a kind blocks for the first time.
OverrideRow *ConsentPanel::rowOf(PrecheckKind kind)
{
    if (OverrideRow *known = m_rows.value(kind))
        return known;
    auto *row = new OverrideRow(m_theme, this);
    connect(row, &OverrideRow::overridden, this, &ConsentPanel::giveOverride);
    connect(row, &OverrideRow::takenBack, this, &ConsentPanel::takeBack);
    connect(
        row, &OverrideRow::grown, this, [this, row] { m_area->ensureWidgetVisible(row, 0, Theme::CardPadding); },
        Qt::QueuedConnection); // once it has been laid out
    const auto place = std::distance(m_rows.begin(), m_rows.lowerBound(kind));
    m_list->insertWidget(static_cast<int>(place), row);
    m_rows.insert(kind, row);
    return row;
}

void ConsentPanel::showSecond()
{
    const bool isOneself = !m_consent.confirmedBy.isEmpty() && isSamePerson(m_consent.confirmedBy, m_report.actor);
    m_second->setVisible(m_report.risk.needsSecondPerson);
    //: %1 is a number of 100 points, %2 the limit
    m_secondTold->setText(breakable(
        tr("The risk is %1 of 100, above the limit of %2. The name is written into the "
           "ledger and must not be that of who deploys (%3).")
            .arg(QString::number(m_report.risk.score), QString::number(m_report.policy.riskLimit), m_report.actor)));
    m_flaw->setVisible(isOneself);
}

void ConsentPanel::retranslate()
{
    setTitle(tr("Before it may start"));
    m_secondTitle->setText(tr("A second person confirms"));
    m_name->setPlaceholderText(tr("Name of the second person"));
    m_name->setAccessibleName(tr("Name of the second person"));
    m_flaw->setText(tr("That is who deploys. Somebody else has to confirm."));
    showSecond();
}

} // namespace opsdeck

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertheader.h"

#include "models/items/foldtext.h"
#include "widgets/parts/choicepill.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace opsdeck {

AlertHeader::AlertHeader(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(captionLabel({}, this, theme.titleFont()))
    , m_blind(new Pill(theme, StateShape::Stale, {}, this))
    , m_note(new ElidedLabel(theme, this))
    , m_grouping(new ChoicePill(theme, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_title);
    m_critical = addFilterPill(StateShape::Critical, QStringLiteral("severity:critical"));
    m_warning = addFilterPill(StateShape::Warning, QStringLiteral("severity:warning"));
    m_info = addFilterPill(StateShape::Info, QStringLiteral("severity:info"));
    layout->addWidget(m_blind);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_grouping);
    m_note->setToken(Token::TextMuted);
    setTabOrder(m_info, m_blind);
    setTabOrder(m_blind, m_grouping);
    m_blind->setHatched(true);
    connect(m_blind, &Pill::clicked, this, &AlertHeader::blindRequested);
    connect(m_grouping, &ChoicePill::chosen, this,
        [this](const QString &key) { Q_EMIT groupingRequested(AlertGrouping::parse(key)); });
    retranslate();
}

Pill *AlertHeader::addFilterPill(StateShape shape, const QString &filter)
{
    auto *pill = new Pill(m_theme, shape, {}, this);
    pill->setCheckable(true);
    pill->setProperty("filter", filter);
    layout()->addWidget(pill);
    connect(pill, &Pill::clicked, this,
        [this, filter](bool checked) { Q_EMIT filterRequested(checked ? filter : QString()); });
    return pill;
}

void AlertHeader::setShown(const ShownAlerts &shown)
{
    const AlertWall &wall = shown.wall;
    m_counts = wall.counts;
    m_told = wall.told;
    m_folds = shown.counts;
    m_critical->setCount(wall.counts.critical);
    m_warning->setCount(wall.counts.warning);
    m_info->setCount(wall.counts.info);
    m_blind->setCount(wall.unobserved);
    m_blind->setVisible(wall.unobserved > 0);
    showNote();
    const bool isSame = m_labels == shown.labels && m_by == shown.arrangement.grouping;
    m_labels = shown.labels;
    m_by = shown.arrangement.grouping;
    if (!isSame)
        showGroupings();
}

void AlertHeader::openGroupings()
{
    m_grouping->openMenu();
}

void AlertHeader::setFilterText(const QString &text)
{
    for (Pill *pill : {m_critical, m_warning, m_info})
        pill->setChecked(pill->property("filter").toString() == text.trimmed());
}

void AlertHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void AlertHeader::retranslate()
{
    m_title->setText(tr("Alerts"));
    //: after a number, on a pill
    m_critical->setText(tr("critical"));
    //: after a number, on a pill
    m_warning->setText(tr("warning"));
    //: after a number, on a pill
    m_info->setText(tr("info"));
    //: after a number of business systems, on a pill
    m_blind->setText(tr("not observable"));
    m_grouping->setPurpose(tr("What alerts of a group have in common"));
    //: %1 is what alerts are grouped by: "business system", "host"
    m_grouping->setPattern(tr("group by: %1"));
    showNote();
    showGroupings();
    for (Pill *pill : {m_critical, m_warning, m_info, m_blind})
        pill->updateGeometry();
}

void AlertHeader::showNote()
{
    QStringList notes;
    const QLocale locale;
    const int all = m_folds.shown + m_folds.folded;
    if (m_folds.folded > 0)
        //: numbers of alerts: with a row of their own, folded into other rows, and both together
        notes.append(tr("%1 shown + %2 folded = %3")
                         .arg(locale.toString(m_folds.shown), locale.toString(m_folds.folded), locale.toString(all)));
    if (m_told > m_counts.total())
        //: %n times was an alert told; %1 is the number of alerts that this leaves
        notes.append(tr("%n report(s) of %1 alert(s)", nullptr, m_told).arg(locale.toString(m_counts.total())));
    if (m_counts.suppressed > 0)
        notes.append(tr("%n silenced", "alerts", m_counts.suppressed));
    m_note->setText(notes.join(QStringLiteral(" · ")));
}

void AlertHeader::showGroupings()
{
    QStringList groupings{QStringLiteral("system"), QStringLiteral("service"), QStringLiteral("host"),
        QStringLiteral("name"), QStringLiteral("owner")};
    for (const QString &label : std::as_const(m_labels))
        groupings.append(AlertGrouping{AlertGrouping::By::Label, label}.text());
    if (!groupings.contains(m_by.text()))
        groupings.append(m_by.text()); // no alert has that label now
    QList<ChoicePill::Choice> choices;
    for (const QString &grouping : std::as_const(groupings))
        choices.append({groupingText(grouping), grouping});
    m_grouping->setChoices(choices);
    m_grouping->setCurrent(m_by.text());
}

} // namespace opsdeck

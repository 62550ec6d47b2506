// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertheader.h"

#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace opsdeck {

AlertHeader::AlertHeader(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(captionLabel({}, this, theme.titleFont()))
    , m_blind(new Pill(theme, StateShape::Stale, {}, this))
    , m_note(new ElidedLabel(theme, this))
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
    m_note->setToken(Token::TextMuted);
    setTabOrder(m_info, m_blind);
    m_blind->setHatched(true);
    connect(m_blind, &Pill::clicked, this, &AlertHeader::blindRequested);
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

void AlertHeader::setWall(const AlertWall &wall)
{
    m_counts = wall.counts;
    m_told = wall.told;
    m_critical->setCount(wall.counts.critical);
    m_warning->setCount(wall.counts.warning);
    m_info->setCount(wall.counts.info);
    m_blind->setCount(wall.unobserved);
    m_blind->setVisible(wall.unobserved > 0);
    retranslate();
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
    const int rows = m_counts.total();
    QStringList notes;
    if (m_told > rows)
        //: %n alerts were told by several sources and are shown as %1 rows
        notes.append(tr("%n alert(s) folded into %1 row(s)", nullptr, m_told).arg(rows));
    if (m_counts.suppressed > 0)
        notes.append(tr("%n silenced", "alerts", m_counts.suppressed));
    m_note->setText(notes.join(QStringLiteral(" · ")));
    for (Pill *pill : {m_critical, m_warning, m_info, m_blind})
        pill->updateGeometry();
}

} // namespace opsdeck
